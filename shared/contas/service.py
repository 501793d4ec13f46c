"""Opening a conta: from a presented credential to a principal, and making new credentials."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from shared.contas.models import Acesso, Conta
from shared.contas.store import ContaStore
from shared.kit.auth import Papel, Principal
from shared.kit.errors import NotFound, Unauthorized
from shared.kit.ids import keyed_id

_TOKEN_BYTES = 32


@dataclass(frozen=True)
class ContaService:
    """`api_token` is S0's configured token; it opens `conta_padrao`."""

    contas: ContaStore
    hmac_key: bytes
    conta_padrao: str
    api_token: str | None

    async def authenticate(self, headers: Mapping[str, str]) -> Principal:
        """The principal of `Authorization: Bearer` or `X-API-Key`. Raises `Unauthorized`."""
        token = _presented(headers)
        if not token:
            raise Unauthorized
        if self.api_token and hmac.compare_digest(token.encode(), self.api_token.encode()):
            return Principal(conta=self.conta_padrao, sujeito="api_token", papel=Papel.INTEGRACAO)
        return await self._by_acesso(keyed_id("token", token, self.hmac_key))

    async def _by_acesso(self, acesso_id: str) -> Principal:
        try:
            acesso = await self.contas.acesso(acesso_id)
        except NotFound:
            raise Unauthorized from None
        if not acesso.ativo or acesso.papel is None:
            raise Unauthorized
        return Principal(conta=acesso.conta, sujeito=acesso.sujeito, papel=acesso.papel)

    async def open_conta(self, conta: Conta) -> Conta:
        """Make the conta; one that exists is left as it is."""
        return await self.contas.add(conta)

    async def issue_token(self, conta: str, sujeito: str, papel: Papel) -> str:
        """A new API token, shown this once: only its keyed hash is stored."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        acesso = Acesso(conta=conta, sujeito=sujeito, papel=papel)
        await self.contas.add_acesso(keyed_id("token", token, self.hmac_key), acesso)
        return token


def _presented(headers: Mapping[str, str]) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    return headers.get("x-api-key", "").strip()
