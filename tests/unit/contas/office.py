"""The services of contas put together as `wiring` does, on documents in memory."""

import asyncio
from base64 import b64encode
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from shared.adapters.senhas import normal
from shared.adapters.tokens import JwtAssinador
from shared.auditoria.service import AuditoriaService
from shared.auditoria.store import AuditoriaStore
from shared.contas.admissao import Admissao
from shared.contas.autenticacao import Autenticacao, Configuradas
from shared.contas.cadastro import CadastroService, Modo
from shared.contas.credenciais import CredencialService
from shared.contas.credencial_models import Pedido
from shared.contas.credencial_store import AcessoStore, CredencialStore
from shared.contas.models import TipoAcesso
from shared.contas.nomes import Nomes
from shared.contas.primeiro_admin import Nomeacao, PrimeiroAdmin
from shared.contas.service import UsuarioService
from shared.contas.sessoes import SessaoService
from shared.contas.store import ContaStore
from shared.contas.usuario_store import UsuarioStore
from shared.contas.usuarios import Cadastro, Login, SessaoAberta
from shared.kit.auth import Papel, Principal
from shared.kit.ids import new_ulid
from shared.limites.blocos import BlocoService
from shared.limites.service import LimiteService
from shared.limites.store import LimiteStore
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments

KEY = b"k" * 32
JWT_KEY = b"j" * 32
CONTA = "padrao"
API_TOKEN = "token-configurado-do-s0"
BASIC = "ana:sen:ha"
ADMIN, ADMIN_SENHA = "admin", "senha-do-primeiro"
PASSWORD = "uma senha boa"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass(frozen=True)
class QuickSenhas:
    """argon2 at a thousandth of its cost, which remembers how often a password was looked at."""

    looked: list[str | None] = field(default_factory=list)

    async def hash(self, senha: str) -> str:
        await asyncio.sleep(0)
        return _QUICK.hash(normal(senha))

    async def verify(self, senha_hash: str | None, senha: str) -> bool:
        self.looked.append(senha_hash)
        await asyncio.sleep(0)
        try:
            return senha_hash is not None and _QUICK.verify(senha_hash, normal(senha))
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, senha_hash: str) -> bool:
        return _QUICK.check_needs_rehash(senha_hash)


@dataclass(frozen=True)
class Office:
    documents: FakeDocuments
    clock: FakeClock
    modo: Modo = "aberto"
    senhas: QuickSenhas = field(default_factory=QuickSenhas)

    def with_modo(self, modo: Modo) -> "Office":
        return replace(self, modo=modo)

    def usuarios(self, conta: str = CONTA) -> UsuarioStore:
        return UsuarioStore(self.documents.open("usuarios", conta))

    @cached_property
    def limites(self) -> LimiteService:
        return LimiteService(self._limites, self.clock)

    @cached_property
    def credenciais(self) -> CredencialService:
        return CredencialService(
            open_credenciais=lambda conta: CredencialStore(self.documents.open("credenciais", conta)),
            acessos=AcessoStore(self.documents),
            hmac_key=KEY,
            now=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def assinador(self) -> JwtAssinador:
        return JwtAssinador(JWT_KEY, lifetime=timedelta(minutes=30), now=self.clock)

    @cached_property
    def cadastro(self) -> CadastroService:
        return CadastroService(
            admissao=self.admissao,
            convites=self.credenciais,
            tentativas=self.limites,
            assinador=self.assinador,
            modo=self.modo,
            conta_padrao=CONTA,
            reservado=ADMIN,
        )

    @cached_property
    def sessoes(self) -> SessaoService:
        return SessaoService(
            open_usuarios=self.usuarios,
            contas=ContaStore(self.documents),
            nomes=self.nomes,
            senhas=self.senhas,
            assinador=self.assinador,
            tentativas=self.limites,
            primeiro_admin=PrimeiroAdmin(self.usuarios, self.admissao, CONTA, ADMIN, ADMIN_SENHA),
            conta_padrao=CONTA,
            expires_in=1800,
            now=self.clock,
        )

    @cached_property
    def autenticacao(self) -> Autenticacao:
        return Autenticacao(
            open_usuarios=self.usuarios,
            credenciais=self.credenciais,
            assinador=self.assinador,
            tentativas=self.limites,
            consumo=BlocoService(self._limites, self.clock),
            configuradas=Configuradas(CONTA, API_TOKEN, (BASIC,)),
            limite_por_minuto=100,
        )

    @cached_property
    def service(self) -> UsuarioService:
        return UsuarioService(open_usuarios=self.usuarios, senhas=self.senhas, now=self.clock)

    @cached_property
    def nomeacao(self) -> Nomeacao:
        return Nomeacao(self.usuarios, self.nomes, self.admissao, self.senhas, self._auditoria, self.clock)

    @cached_property
    def nomes(self) -> Nomes:
        return Nomes(self.documents, self.usuarios, KEY, self.clock)

    @cached_property
    def admissao(self) -> Admissao:
        return Admissao(
            self.usuarios, self.nomes, self.senhas, self._auditoria, now=self.clock, new_id=self.new_id
        )

    @cached_property
    def _limites(self) -> LimiteStore:
        return LimiteStore(self.documents, KEY, self.clock)

    @cached_property
    def _auditoria(self) -> AuditoriaService:
        return AuditoriaService(
            open_auditoria=lambda conta: AuditoriaStore(self.documents.open("auditoria", conta)),
            now=self.clock,
            new_id=self.new_id,
        )

    def new_id(self) -> str:
        return new_ulid(self.clock())

    async def sign_up(self, username: str = "maria", address: str = HERE, **fields: Any) -> Principal:
        """A new usuario, authenticated."""
        given = {"username": username, "email": f"{username}@exemplo.com", "password": PASSWORD} | fields
        opened = await self.cadastro.sign_up(Cadastro(**given), address)
        return await self.bearer(opened.access_token)

    async def log_in(
        self, username: str = "maria", password: str = PASSWORD, address: str = HERE
    ) -> SessaoAberta:
        return await self.sessoes.log_in(Login(username=username, password=password), address)

    async def bearer(self, token: str) -> Principal:
        return await self.autenticacao.authenticate({"authorization": f"Bearer {token}"})

    async def basic(self, name: str, password: str, address: str = HERE) -> Principal:
        encoded = b64encode(f"{name}:{password}".encode()).decode()
        headers = {"authorization": f"Basic {encoded}", "x-forwarded-for": f"{address}:5000"}
        return await self.autenticacao.authenticate(headers)

    async def invite(self, papel: Papel, conta: str = "clinica", **fields: Any) -> str:
        pedido = Pedido(
            TipoAcesso.CONVITE, criado_por="A1", papel=papel, validade=timedelta(days=7), **fields
        )
        return (await self.credenciais.issue(conta, pedido)).segredo

    async def issue(self, papel: Papel, conta: str = "clinica", **fields: Any) -> str:
        pedido = Pedido(TipoAcesso.TOKEN, criado_por="A1", nome="site", papel=papel, **fields)
        return (await self.credenciais.issue(conta, pedido)).segredo

    def audited(self, conta: str = CONTA) -> list[str]:
        """What the audit of a conta says was done, in any order."""
        return [entry.text for entry in self.documents.partitions.get(("auditoria", conta), {}).values()]
