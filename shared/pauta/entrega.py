"""The brief on its way to the team, once a local day: asked of the gate, which alone decides whether it leaves."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.contas.models import Conta
from shared.contas.pauta import MEIO_DIA
from shared.envios.models import Envio, NovoEnvio
from shared.kit.clock import local_instant
from shared.kit.errors import InvalidInput
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.pauta.entrega_models import Entrega, Entregas
from shared.pauta.errors import SemDestinatarios
from shared.pauta.mensagem import ACOES, envio_of
from shared.pauta.palavras import Hoje
from shared.pauta.ports import Contas, Envios
from shared.pauta.service import PautaService, day_of

SUJEITO = "pauta"
_FORA_DO_CADASTRO = "Este id não é de um cliente desta conta."
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Autor:
    """Who asks, and in which trace."""

    sujeito: str
    traceparent: str = ""


@dataclass(frozen=True)
class EntregaService:
    contas: Contas
    pauta: PautaService
    envios: Envios
    new_id: Callable[[], str]

    async def tick(self, conta_id: str) -> int:
        """Ask for today's where it is time, once for each person: the key of the envio says the day, so neither a
        second tick nor a crash in between makes two. How many were asked for now."""
        conta = await self.contas.load(conta_id)
        hoje = day_of(conta, self.pauta.now)
        if not is_time(conta, hoje):
            return 0
        chaves = {one: chave_of(f"dia:{hoje.dia}", one) for one in conta.pauta.destinatarios}
        left = [one for one, chave in chaves.items() if not await self.envios.find(conta_id, chave)]
        if not left:
            return 0
        resumo = await self.pauta.of(conta, ACOES)
        noon = local_instant(hoje.dia, MEIO_DIA.hour, conta.fuso)
        asked = [
            await self._ask(conta_id, envio_of(resumo, one, chave=chaves[one], ate=noon), Autor(SUJEITO))
            for one in left
        ]
        return sum(one.envio_id is not None for one in asked)

    async def send_now(self, conta_id: str, autor: Autor, *, chave: str | None) -> Entregas:
        """Try it, whatever the hour and whether or not it is switched on; the day's own is sent all the same.

        The same `chave` gives the same envios. Raises `SemDestinatarios`.
        """
        conta = await self.contas.load(conta_id)
        if not conta.pauta.destinatarios:
            raise SemDestinatarios
        hoje, once = day_of(conta, self.pauta.now), f"agora:{chave or self.new_id()}"
        resumo = await self.pauta.of(conta, ACOES)
        return Entregas(
            itens=tuple(
                [
                    await self._ask(
                        conta_id, envio_of(resumo, one, chave=chave_of(once, one), ate=hoje.fim), autor
                    )
                    for one in conta.pauta.destinatarios
                ]
            )
        )

    async def _ask(self, conta_id: str, novo: NovoEnvio, autor: Autor) -> Entrega:
        envio = await self.envios.find(conta_id, novo.chave)
        if envio is None:
            envio = await self._requested(conta_id, novo, autor)
        if envio is None:
            _log.warning("pauta.recipient_unknown", extra={"conta": conta_id, "cliente_id": novo.cliente_id})
            return Entrega(destinatario=novo.cliente_id, motivo=_FORA_DO_CADASTRO)
        return Entrega(destinatario=novo.cliente_id, envio_id=envio.id, link=f"/envios/{envio.id}")

    async def _requested(self, conta_id: str, novo: NovoEnvio, autor: Autor) -> Envio | None:
        """None for who is no cliente; whoever was quicker asked in other words, as the day had gone on."""
        try:
            return await self.envios.request(
                conta_id, novo, sujeito=autor.sujeito, traceparent=autor.traceparent
            )
        except InvalidInput:
            return await self.envios.find(conta_id, novo.chave)


def is_time(conta: Conta, hoje: Hoje) -> bool:
    """On a day on which the conta works, from its hour on and before noon: a host that starts late still sends."""
    politica, local = conta.pauta, hoje.local(hoje.agora).time()
    works = conta.expediente(conta.chamados.expediente).slot(hoje.dia) is not None
    return politica.ativa and works and politica.hora <= local < MEIO_DIA


def chave_of(once: str, cliente_id: str) -> str:
    return f"pauta-{digest_id(SUJEITO, once, cliente_id)}"
