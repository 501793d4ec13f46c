"""What is looked up before a message is given its way; apart from `rota`, which chooses by it and reads nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from shared.chamados.models import Chamado
from shared.kit.clock import Now
from shared.kit.errors import NotFound
from shared.perguntas.models import Pergunta, TipoPergunta
from shared.recebimentos.conversa import Conversa, dito_of, payload_of
from shared.recebimentos.models import Recebimento
from shared.recebimentos.ports import Acompanhamentos, Atendimentos, Chamados, Enviados, Perguntas
from shared.recebimentos.rota import PARAR, Situacao
from shared.recebimentos.silencio import with_silence_to_end
from shared.recebimentos.store import RecebimentoStore

_SAME_CONVERSATION = timedelta(hours=24)


@dataclass(frozen=True)
class Observacao:
    open_enviados: Callable[[str], Enviados]
    perguntas: Perguntas
    acompanhamentos: Acompanhamentos
    chamados: Chamados
    atendimentos: Atendimentos
    now: Now

    async def observe(self, store: RecebimentoStore, conversa: Conversa) -> Situacao:
        """Raises `TransientError`. A message that another family member may have been asked about is seen so."""
        conta, recebimento, quem = conversa.conta.id, conversa.recebimento, conversa.quem
        respondido = None
        if recebimento.em_resposta_a:
            respondido = await self.open_enviados(conta).by_provedor_id(
                recebimento.provedor, recebimento.em_resposta_a
            )
        relatos = await self.acompanhamentos.spoken_of(conta, [quem.id])
        chamado = await self.chamados.open_with(conta, quem.id)
        dito = dito_of(recebimento, respondido, chamado.respondido_em if chamado else None)
        return Situacao(
            recebimento=recebimento,
            abertas=await self.perguntas.open_for(conta, conversa.ids),
            do_botao=await self._of_button(conversa),
            relatos=relatos,
            em_conversa=chamado is not None and self._is_talking(chamado),
            respondido=respondido,
            leitura=await self.atendimentos.read(conversa.conta, conversa.ids, dito) if dito else None,
            pode_voltar=await self._may_come_back(store, conversa),
        )

    def _is_talking(self, chamado: Chamado) -> bool:
        """Whether we answered them lately in it, or somebody has it: what they say is said there."""
        answered = chamado.respondido_em
        is_fresh = answered is not None and self.now() - answered < _SAME_CONVERSATION
        return is_fresh or chamado.atendente is not None

    async def _of_button(self, conversa: Conversa) -> Pergunta | None:
        payload = payload_of(conversa.recebimento)
        if payload is None:
            return None
        pergunta = await self.perguntas.find(conversa.conta.id, payload.pergunta_id)
        if pergunta is None or pergunta.cliente_id not in conversa.ids:
            return None
        # Who wants silence gets it, however late; pressed twice it is not asked for twice.
        is_stop = pergunta.tipo is TipoPergunta.CANCELAR_O_QUE and payload.opcao_id == PARAR
        is_heard = pergunta.is_open(self.now()) or (is_stop and conversa.quem.opt_out is None)
        return pergunta if is_heard else None

    async def _may_come_back(self, store: RecebimentoStore, conversa: Conversa) -> bool:
        """Not by a message that was sent before the one that asked for silence, and only came after it."""
        silent = with_silence_to_end(conversa.quem, conversa.todos)
        sent = conversa.recebimento.enviado_em
        for cliente in silent:
            asked = await _find(store, cliente.opt_out.evidencia if cliente.opt_out else "")
            if asked is None or asked.enviado_em is None or sent is None or asked.enviado_em <= sent:
                return True
        return False


async def _find(store: RecebimentoStore, recebimento_id: str) -> Recebimento | None:
    try:
        return (await store.get(recebimento_id)).recebimento
    except NotFound:
        return None
