"""Contas, usuarios and the audit: what every route passes before its handler runs, and how somebody gets in."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.kit.auth import Principal
from shared.wiring.base import documents, real_ulid, settings

if TYPE_CHECKING:
    from shared.auditoria.service import AuditoriaService
    from shared.contas.admissao import Admissao
    from shared.contas.autenticacao import Autenticacao
    from shared.contas.cadastro import CadastroService
    from shared.contas.nomes import Nomes
    from shared.contas.ports import Assinador, Senhas
    from shared.contas.primeiro_admin import Nomeacao, PrimeiroAdmin
    from shared.contas.service import UsuarioService
    from shared.contas.sessoes import SessaoService
    from shared.contas.store import ContaStore
    from shared.contas.usuario_store import UsuarioStore
    from shared.kit.routes import Ato, Finish
    from shared.limites.blocos import BlocoService
    from shared.limites.service import LimiteService
    from shared.limites.store import LimiteStore


async def authenticate(headers: Mapping[str, str]) -> Principal:
    """Raises `Unauthorized`, and `TooManyRequests` for a principal that calls too often."""
    return await autenticacao().authenticate(headers)


async def audit(ato: "Ato") -> "Finish":
    """Raises `TransientError`: an act that cannot be recorded is not done."""
    return await auditoria_service().begin(ato)


@cache
def conta_store() -> "ContaStore":
    from shared.contas.store import ContaStore

    return ContaStore(documents())


def open_usuarios(conta: str) -> "UsuarioStore":
    from shared.contas.usuario_store import UsuarioStore

    return UsuarioStore(documents().open("usuarios", conta))


@cache
def auditoria_service() -> "AuditoriaService":
    from shared.auditoria.service import AuditoriaService
    from shared.auditoria.store import AuditoriaStore

    return AuditoriaService(
        open_auditoria=lambda conta: AuditoriaStore(documents().open("auditoria", conta)),
        now=clock.system_now,
        new_id=real_ulid,
    )


@cache
def _limite_store() -> "LimiteStore":
    from shared.limites.store import LimiteStore

    return LimiteStore(documents(), _hmac_key(), clock.system_now)


@cache
def limite_service() -> "LimiteService":
    """Attempts, counted one by one over all instances."""
    from shared.limites.service import LimiteService

    return LimiteService(_limite_store(), clock.system_now)


@cache
def bloco_service() -> "BlocoService":
    """Requests, reserved in blocks."""
    from shared.limites.blocos import BlocoService

    return BlocoService(_limite_store(), clock.system_now)


@cache
def autenticacao() -> "Autenticacao":
    from shared.contas.autenticacao import Autenticacao, Configuradas, basic_users
    from shared.wiring.credenciais import credencial_service  # it stands on this module

    chosen = settings()
    configured = chosen.basic_auth_users.get_secret_value() if chosen.basic_auth_users else ""
    return Autenticacao(
        open_usuarios=open_usuarios,
        credenciais=credencial_service(),
        assinador=_assinador(),
        tentativas=limite_service(),
        consumo=bloco_service(),
        configuradas=Configuradas(
            conta=chosen.conta_padrao,
            api_token=chosen.api_token.get_secret_value() if chosen.api_token else None,
            basic_users=basic_users(configured),
        ),
        limite_por_minuto=chosen.limite_por_minuto,
    )


@cache
def sessao_service() -> "SessaoService":
    from shared.contas.sessoes import SessaoService

    chosen = settings()
    return SessaoService(
        open_usuarios=open_usuarios,
        contas=conta_store(),
        nomes=_nomes(),
        senhas=_senhas(),
        assinador=_assinador(),
        tentativas=limite_service(),
        primeiro_admin=_primeiro_admin(),
        conta_padrao=chosen.conta_padrao,
        expires_in=chosen.access_token_expire_minutes * 60,
        now=clock.system_now,
    )


@cache
def cadastro_service() -> "CadastroService":
    from shared.contas.cadastro import CadastroService
    from shared.wiring.credenciais import credencial_service  # it stands on this module

    chosen = settings()
    return CadastroService(
        admissao=_admissao(),
        convites=credencial_service(),
        tentativas=limite_service(),
        assinador=_assinador(),
        modo=chosen.cadastro,
        conta_padrao=chosen.conta_padrao,
        reservado=chosen.admin_usuario,
    )


@cache
def usuario_service() -> "UsuarioService":
    from shared.contas.service import UsuarioService

    return UsuarioService(open_usuarios=open_usuarios, senhas=_senhas(), now=clock.system_now)


@cache
def nomeacao() -> "Nomeacao":
    from shared.contas.primeiro_admin import Nomeacao

    return Nomeacao(
        open_usuarios=open_usuarios,
        nomes=_nomes(),
        admissao=_admissao(),
        senhas=_senhas(),
        auditor=auditoria_service(),
        now=clock.system_now,
    )


@cache
def _primeiro_admin() -> "PrimeiroAdmin":
    from shared.contas.primeiro_admin import PrimeiroAdmin

    chosen = settings()
    return PrimeiroAdmin(
        open_usuarios=open_usuarios,
        admissao=_admissao(),
        conta_padrao=chosen.conta_padrao,
        username=chosen.admin_usuario,
        senha=chosen.admin_senha.get_secret_value() if chosen.admin_senha else None,
    )


@cache
def _admissao() -> "Admissao":
    from shared.contas.admissao import Admissao

    return Admissao(
        open_usuarios=open_usuarios,
        nomes=_nomes(),
        senhas=_senhas(),
        auditor=auditoria_service(),
        now=clock.system_now,
        new_id=real_ulid,
    )


@cache
def _nomes() -> "Nomes":
    from shared.contas.nomes import Nomes

    return Nomes(documents(), open_usuarios, _hmac_key(), clock.system_now)


@cache
def _senhas() -> "Senhas":
    from shared.adapters.senhas import Argon2Senhas

    return Argon2Senhas()


@cache
def _assinador() -> "Assinador":
    from datetime import timedelta

    from shared.adapters.tokens import JwtAssinador

    chosen = settings()
    lifetime = timedelta(minutes=chosen.access_token_expire_minutes)
    key = chosen.chave_jwt.get_secret_value().encode()
    return JwtAssinador(key, lifetime=lifetime, now=clock.system_now)


def _hmac_key() -> bytes:
    return settings().chave_hmac.get_secret_value().encode()
