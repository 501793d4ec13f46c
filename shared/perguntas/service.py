"""What can be done with a pergunta: ask it, find what is open with somebody, answer it once, let it go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.kit.clock import Now
from shared.kit.durable import Flows
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.perguntas.errors import PerguntaNotFound
from shared.perguntas.models import NovaPergunta, Pergunta, PerguntaStatus, RespostaDada
from shared.perguntas.store import PerguntaStore

_log = get_logger(__name__)


@dataclass(frozen=True)
class PerguntaService:
    open_perguntas: Callable[[str], PerguntaStore]
    now: Now

    async def ask(self, conta: str, nova: NovaPergunta) -> Pergunta:
        """Open the pergunta; the one who asks hands it to `envios`. Asked again it is the one that there is."""
        pergunta = Pergunta(
            id=digest_id(conta, Pergunta.CONTAINER, nova.chave),
            tipo=nova.tipo,
            cliente_id=nova.cliente_id,
            sobre=nova.sobre,
            texto=nova.texto,
            opcoes=nova.opcoes,
            fluxo=nova.fluxo,
            evento=nova.evento,
            criada_em=self.now(),
            expira_em=nova.expira_em,
        )
        return await self.open_perguntas(conta).add(pergunta)

    async def find(self, conta: str, pergunta_id: str) -> Pergunta | None:
        try:
            return await self.open_perguntas(conta).get(pergunta_id)
        except PerguntaNotFound:
            return None

    async def open_for(self, conta: str, cliente_ids: Sequence[str]) -> list[Pergunta]:
        """The open questions to these people, the newest first."""
        if not cliente_ids:
            return []
        asked = await self.open_perguntas(conta).unanswered(cliente_ids)
        now = self.now()
        return [pergunta for pergunta in asked if pergunta.is_open(now)]

    async def answer(self, conta: str, pergunta_id: str, resposta: RespostaDada, flows: Flows) -> bool:
        """Write the answer down, then wake the flow. False when another answer, or the end, came first.

        The same recebimento may answer again: it changes nothing and repeats the wake-up. Raises
        `PerguntaNotFound`.
        """

        def change(pergunta: Pergunta) -> Pergunta:
            if not pergunta.is_open(self.now()) or pergunta.opcao(resposta.opcao) is None:
                return pergunta
            return pergunta.model_copy(
                update={
                    "status": PerguntaStatus.RESPONDIDA,
                    "resposta": resposta.opcao,
                    "resposta_texto": resposta.texto,
                    "recebimento_id": resposta.recebimento_id,
                    "respondida_em": self.now(),
                }
            )

        pergunta = await self.open_perguntas(conta).update(pergunta_id, change)
        if (pergunta.recebimento_id, pergunta.resposta) != (resposta.recebimento_id, resposta.opcao):
            return False
        if pergunta.fluxo and pergunta.evento:
            await flows.signal(pergunta.fluxo, pergunta.evento)
        _log.info("pergunta.answered", extra={"pergunta_id": pergunta.id, "conta": conta})
        return True

    async def expire(self, conta: str, pergunta_id: str) -> Pergunta:
        """Nobody answers it any more: its time is over. An answer that came first stays. Raises `PerguntaNotFound`."""
        return await self._end(conta, pergunta_id, PerguntaStatus.EXPIRADA)

    async def cancel(self, conta: str, pergunta_id: str) -> Pergunta:
        """What it asked about is settled or gone. An answer that came first stays. Raises `PerguntaNotFound`."""
        return await self._end(conta, pergunta_id, PerguntaStatus.CANCELADA)

    async def _end(self, conta: str, pergunta_id: str, status: PerguntaStatus) -> Pergunta:
        def change(pergunta: Pergunta) -> Pergunta:
            if pergunta.status is not PerguntaStatus.ABERTA:
                return pergunta
            return pergunta.model_copy(update={"status": status})

        return await self.open_perguntas(conta).update(pergunta_id, change)

    async def relink(self, conta_id: str, old: str, new: str) -> int:
        """Hand the perguntas of a merged cliente to the one that stays; how many it was. Repeatable."""
        store = self.open_perguntas(conta_id)
        moved = 0
        while page := await store.of_cliente(old):
            for pergunta_id in page:
                await store.update(pergunta_id, lambda one: one.model_copy(update={"cliente_id": new}))
            moved += len(page)
        return moved
