"""S3's direct use of Botconversa's own tools: its campaigns, flows and subscribers, and a flow started by hand.

Apart from the outbox because the words of a flow are Botconversa's and no envio is made. The one rule that a
person's hand may not pass by holds here too: who asked not to be contacted is not.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from shared.envios.errors import FluxoIncerto, FluxoRecusado, PessoaNaoConferida, SemBotconversa
from shared.envios.fluxos_views import (
    Assinante,
    CampanhaDoSubscriber,
    Campanhas,
    Conexao,
    FluxoEnviado,
    Fluxos,
    Subscriber,
)
from shared.kit.canais import EnderecoInvalido, FalhaDeEnvio, Incerto, NaoAgora
from shared.kit.errors import NotFound, RetornoError, TransientError
from shared.kit.logging import get_logger

T = TypeVar("T")
_log = get_logger(__name__)


class Botconversa(Protocol):
    """One account. Raises `FalhaDeEnvio`."""

    async def campaigns(self) -> list[dict[str, Any]]: ...

    async def flows(self) -> list[dict[str, Any]]: ...

    async def find(self, telefone: str) -> int | None:
        """The subscriber behind a phone."""

    async def ensure(self, telefone: str, nome: str) -> int:
        """The subscriber behind a phone, made where there is none."""

    async def add_to_campaign(self, assinante: int, campanha: int) -> None: ...

    async def phone_of(self, assinante: int) -> str | None:
        """A subscriber's phone, where the account tells it."""

    async def send_flow(self, assinante: int, fluxo: int) -> None:
        """Start a flow, once."""


class Desistencias(Protocol):
    async def refuses(self, conta: str, telefone: str) -> bool:
        """Whether anybody behind this phone asked not to be contacted."""


@dataclass(frozen=True)
class FluxoService:
    """`account_of` gives a conta's account, None where it has none."""

    account_of: Callable[[str], Awaitable[Botconversa | None]]
    desistencias: Desistencias

    async def campaigns(self, conta: str) -> Campanhas:
        account = await self._account(conta)
        found = await _told(account.campaigns())
        return Campanhas(message=f"Campanhas encontradas: {len(found)}", campanhas=found)

    async def flows(self, conta: str) -> Fluxos:
        account = await self._account(conta)
        found = await _told(account.flows())
        return Fluxos(message=f"Fluxos encontrados: {len(found)}", fluxos=found)

    async def check(self, conta: str) -> Conexao:
        """Whether the account answers with the credential that it has here."""
        account = await self._account(conta)
        await _told(account.flows())
        return Conexao()

    async def subscriber(self, conta: str, telefone: str) -> Subscriber:
        account = await self._account(conta)
        found = await _told(account.find(telefone))
        if found is None:
            raise NotFound("O Botconversa não conhece este telefone.")
        return Subscriber(message="Subscriber encontrado", subscriber=Assinante(id=found, phone=telefone))

    async def subscribe(self, conta: str, telefone: str, nome: str) -> Subscriber:
        """The subscriber behind a phone, made where there is none, unless they asked not to be contacted.

        Raises `FluxoRecusado`.
        """
        account = await self._account(conta)
        if await self.desistencias.refuses(conta, telefone):
            raise FluxoRecusado("Esta pessoa pediu para não receber mensagens; o subscriber não foi criado.")
        made = await _told(account.ensure(telefone, nome))
        return Subscriber(message="Subscriber pronto", subscriber=Assinante(id=made, phone=telefone))

    async def add_to_campaign(
        self, conta: str, assinante: int, *, campanha: int, telefone: str | None = None
    ) -> CampanhaDoSubscriber:
        """A campaign may begin to write to them at once, so it asks what `send` asks, and raises the same."""
        account = await self._account(conta)
        if await self.desistencias.refuses(conta, await _told(_phone(account, assinante, telefone))):
            raise FluxoRecusado("Esta pessoa pediu para não receber mensagens; ela não entrou na campanha.")
        await _told(account.add_to_campaign(assinante, campanha))
        message = f"Subscriber {assinante} adicionado à campanha {campanha}"
        return CampanhaDoSubscriber(message=message, subscriber_id=assinante, campaign_id=campanha)

    async def send(
        self, conta: str, assinante: int, *, fluxo: int, telefone: str | None = None
    ) -> FluxoEnviado:
        """`telefone` tells whose subscriber it is, where the account itself does not.

        Raises `PessoaNaoConferida`, `FluxoRecusado`; `FluxoIncerto` when it may have left.
        """
        account = await self._account(conta)
        if await self.desistencias.refuses(conta, await _told(_phone(account, assinante, telefone))):
            raise FluxoRecusado("Esta pessoa pediu para não receber mensagens; o fluxo não foi enviado.")
        await _told(account.send_flow(assinante, fluxo))
        _log.info("fluxo.sent", extra={"conta": conta, "fluxo_id": fluxo})
        message = f"Fluxo enviado com sucesso para subscriber {assinante}"
        return FluxoEnviado(message=message, subscriber_id=assinante, flow_id=fluxo)

    async def _account(self, conta: str) -> Botconversa:
        account = await self.account_of(conta)
        if account is None:
            raise SemBotconversa
        return account


async def _phone(account: Botconversa, assinante: int, telefone: str | None) -> str:
    if telefone is None:
        found = await account.phone_of(assinante)
    else:
        found = telefone if await account.find(telefone) == assinante else None
    if found is None:
        raise PessoaNaoConferida
    return found


async def _told(asked: Awaitable[T]) -> T:
    """What the account answers; its failures in the words of who called us."""
    try:
        return await asked
    except FalhaDeEnvio as falha:
        raise _for_caller(falha) from None


def _for_caller(falha: FalhaDeEnvio) -> RetornoError:
    if isinstance(falha, NaoAgora):
        return TransientError(retry_after_s=max(1, int(falha.espera.total_seconds())))
    if isinstance(falha, Incerto):
        return FluxoIncerto()
    if isinstance(falha, EnderecoInvalido):
        return NotFound("O Botconversa não conhece este subscriber ou este fluxo.")
    return FluxoRecusado()
