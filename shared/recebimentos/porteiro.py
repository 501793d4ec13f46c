"""Whose message it is: the conta behind a proof, before anything of a body is read. The conta never comes from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from shared.contas.models import TipoAcesso
from shared.kit.canais import Provedor
from shared.kit.errors import Forbidden, MalformedRequest, Unauthorized
from shared.recebimentos.assinaturas import is_known_token, is_meta_signed, is_twilio_signed
from shared.recebimentos.errors import UnprovenWebhook
from shared.recebimentos.leitura.twilio import Pares, read_pairs
from shared.recebimentos.ports import Contas, Credenciais

_MAX_CHALLENGE = 200


@dataclass(frozen=True, slots=True)
class Entrega:
    """Whose a proven body is; `remetentes` are the numbers of ours that it may speak of, none for all."""

    conta: str
    remetentes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Assinado:
    """A body with its proof: the raw bytes, the signature's header, and the address that was called."""

    raw: bytes
    assinatura: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Aberto:
    remetente: str
    segredos: Mapping[str, str]


@dataclass(frozen=True)
class Porteiro:
    """`segredos_of` gives what the setting of a channel's name holds for a conta, nothing where that may not use it."""

    contas: Contas
    credenciais: Credenciais
    conta_padrao: str
    segredos_of: Callable[[str, str], Mapping[str, str]]
    public_base_url: str = ""

    async def meta(self, conta: str | None, assinado: Assinado) -> Entrega:
        """Raises `UnprovenWebhook`."""
        canais = await self._canais(conta, Provedor.META)
        proven = [
            canal
            for canal in canais or (_NENHUM,)
            if is_meta_signed(assinado.raw, assinado.assinatura, [canal.segredos.get("app_secret", "")])
        ]
        return self._entrega(conta, proven)

    async def challenge(self, conta: str | None, *, mode: str, token: str, challenge: str) -> str:
        """What Meta wants to hear again when an address is made known to it. Raises `Forbidden`."""
        canais = await self._canais(conta, Provedor.META)
        is_ours = is_known_token(token, [canal.segredos.get("verify_token", "") for canal in canais])
        if not is_ours or mode != "subscribe" or not 0 < len(challenge) <= _MAX_CHALLENGE:
            raise Forbidden("O token de verificação não confere.")
        return challenge

    async def twilio(self, conta: str | None, assinado: Assinado) -> tuple[Entrega, Pares]:
        """With the form's fields, which the signature is made of. Raises `UnprovenWebhook`."""
        canais = await self._canais(conta, Provedor.TWILIO)
        try:
            pares = read_pairs(assinado.raw)
        except MalformedRequest:
            raise UnprovenWebhook from None
        address = self._public(assinado.url)
        proven = [
            canal
            for canal in canais or (_NENHUM,)
            if is_twilio_signed(address, pares, assinado.assinatura, [canal.segredos.get("auth_token", "")])
        ]
        return self._entrega(conta, proven), pares

    async def secret(self, tipo: TipoAcesso, segredo: str) -> Entrega:
        """By a secret of the conta's own. Raises `UnprovenWebhook`."""
        try:
            acesso = await self.credenciais.resolve(tipo, segredo)
        except Unauthorized:
            raise UnprovenWebhook from None
        return Entrega(acesso.conta)

    async def mailboxes(self, conta: str) -> frozenset[str]:
        """The addresses that the conta itself writes from."""
        return frozenset(canal.remetente for canal in await self._canais(conta, Provedor.EMAIL))

    async def _canais(self, conta: str | None, provedor: Provedor) -> Sequence[_Aberto]:
        """Also of channels that send nothing now: who writes to them is heard. A name that nobody has has none."""
        name = conta or self.conta_padrao
        found = await self.contas.find(name)
        own = [canal for canal in (found.mensageria.canais if found else ()) if canal.provedor is provedor]
        named = [(canal.remetente, canal.segredo or provedor.value) for canal in own]
        if not own and name == self.conta_padrao:
            named = [("", provedor.value)]
        return [self._opened(name, remetente, segredo) for remetente, segredo in named]

    def _opened(self, conta: str, remetente: str, segredo: str) -> _Aberto:
        segredos = self.segredos_of(conta, segredo)
        return _Aberto(remetente or segredos.get("remetente", ""), segredos)

    def _entrega(self, conta: str | None, proven: Sequence[_Aberto]) -> Entrega:
        if not proven:
            raise UnprovenWebhook
        named = [canal.remetente for canal in proven]
        return Entrega(conta or self.conta_padrao, frozenset(named) if all(named) else frozenset())

    def _public(self, url: str) -> str:
        """The address as the provider called it, which a front end may have rewritten."""
        if not self.public_base_url:
            return url
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return self.public_base_url.rstrip("/") + parts.path + query


_NENHUM = _Aberto("", {})
