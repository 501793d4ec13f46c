"""From what a request presents to the principal it works for: a session, an API token, S0's token, S4's users."""

import binascii
import hmac
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shared.contas.entradas import Entrada
from shared.contas.errors import UsuarioNotFound
from shared.contas.models import TipoAcesso
from shared.contas.ports import Assinador, Consumo, Credenciais, Tentativas
from shared.contas.usuario_store import UsuarioStore
from shared.kit.auth import Papel, Principal
from shared.kit.errors import Unauthorized
from shared.kit.routes import client_address
from shared.limites.models import Cota

_BASIC_REFUSAL = "Acesso negado."
_JWT_DOTS = 2
# Shorter passwords are no token of ours, so they are judged from memory, in the order in which they came.
_SHORTEST_TOKEN = 40
_MINUTE_S = 60


@dataclass(frozen=True)
class Configuradas:
    """The credentials of the settings, all of `conta`: S0's token, and S4's users as `user:password`."""

    conta: str
    api_token: str | None
    basic_users: tuple[str, ...]


def basic_users(setting: str) -> tuple[str, ...]:
    """S4's `user:password,user:password`: a password may hold colons, no comma. Half an entry is none."""
    entries = (entry.strip() for entry in setting.split(","))
    return tuple(entry for entry in entries if all(entry.partition(":")[::2]))


@dataclass(frozen=True)
class Autenticacao:
    """`limite_por_minuto` is how many requests one principal may make."""

    open_usuarios: Callable[[str], UsuarioStore]
    credenciais: Credenciais
    assinador: Assinador
    tentativas: Tentativas
    consumo: Consumo
    configuradas: Configuradas
    limite_por_minuto: int

    async def authenticate(self, headers: Mapping[str, str]) -> Principal:
        """Raises `Unauthorized`, and `TooManyRequests` for a principal that calls too often."""
        principal = await self._principal(headers)
        chave = f"principal:{principal.sujeito}"
        await self.consumo.spend(Cota(chave, self.limite_por_minuto, _MINUTE_S, principal.conta))
        return principal

    async def _principal(self, headers: Mapping[str, str]) -> Principal:
        authorization = headers.get("authorization", "").strip()
        scheme, _, presented = authorization.partition(" ")
        key = headers.get("x-api-key", "").strip()
        if scheme.lower() == "basic":
            return await self._by_basic(presented.strip(), client_address(headers))
        if scheme.lower() == "bearer" and presented.strip():
            return await self._by_bearer(presented.strip())
        if key:
            return await self._by_token(key)
        raise Unauthorized(missing=not authorization or scheme.lower() == "bearer")

    async def _by_bearer(self, presented: str) -> Principal:
        if presented.count(".") == _JWT_DOTS and not self._is_api_token(presented):
            return await self._by_session(presented)
        return await self._by_token(presented)

    async def _by_session(self, token: str) -> Principal:
        """The document decides: a token tells whose session it is, never by itself what may be done."""
        sessao = self.assinador.read(token)
        try:
            usuario = (await self.open_usuarios(sessao.conta).get(sessao.usuario_id)).usuario
        except UsuarioNotFound:
            raise Unauthorized from None
        if not usuario.ativo or usuario.papel is None or usuario.versao_token != sessao.versao_token:
            raise Unauthorized
        return Principal(conta=sessao.conta, sujeito=usuario.id, papel=usuario.papel)

    async def _by_token(self, token: str) -> Principal:
        if self._is_api_token(token):
            return Principal(self.configuradas.conta, "api_token", Papel.INTEGRACAO)
        acesso = await self.credenciais.resolve(TipoAcesso.TOKEN, token)
        if acesso.tipo is not TipoAcesso.TOKEN or acesso.papel is None:
            raise Unauthorized
        escopos = None if acesso.escopos is None else frozenset(acesso.escopos)
        return Principal(acesso.conta, acesso.sujeito, acesso.papel, escopos)

    async def _by_basic(self, encoded: str, address: str) -> Principal:
        """S4's users, or any name with an API token as its password.

        A right password is compared before anything is waited for, a wrong one is queued to be counted: so a right
        one that comes after too many wrong ones finds them counted, and is refused like them.
        """
        name, password = _decoded(encoded)
        entrada = Entrada.of("basic", name, address)
        if self._is_basic_user(name, password):
            await entrada.require(self.tentativas)
            await entrada.remember(self.tentativas)
            return Principal(self.configuradas.conta, f"basic:{name}", Papel.CS)
        if self._is_api_token(password) or len(password) >= _SHORTEST_TOKEN:
            try:
                return await self._by_token(password)
            except Unauthorized:
                pass  # counted and worded below, as any other wrong password
        await entrada.count(self.tentativas)
        raise Unauthorized(_BASIC_REFUSAL, scheme="Basic")

    def _is_api_token(self, token: str) -> bool:
        expected = self.configuradas.api_token
        return expected is not None and hmac.compare_digest(token.encode(), expected.encode())

    def _is_basic_user(self, name: str, password: str) -> bool:
        """Every entry is compared, so that time does not tell which one was near."""
        given = f"{name}:{password}".encode()
        matches = [hmac.compare_digest(given, entry.encode()) for entry in self.configuradas.basic_users]
        return any(matches)


def _decoded(encoded: str) -> tuple[str, str]:
    """Name and password. Source: https://www.rfc-editor.org/rfc/rfc7617"""
    try:
        text = b64decode(encoded, validate=True).decode()
    except (binascii.Error, ValueError):
        raise Unauthorized(_BASIC_REFUSAL, scheme="Basic") from None
    name, _, password = text.partition(":")
    return name, password
