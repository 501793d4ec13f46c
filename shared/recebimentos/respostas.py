"""What an answer to a question does, and asking back where it is not sure what was meant. Each may be done again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from shared.atendimentos.classe import RespostaLida
from shared.atendimentos.resposta_models import Ouvida
from shared.chamados.models import ChamadoStatus
from shared.kit.clock import Now
from shared.kit.durable import Flows
from shared.kit.errors import NotFound
from shared.perguntas.models import Opcao, Pergunta, RespostaDada, TipoPergunta
from shared.recebimentos import textos, volta
from shared.recebimentos.conversa import Conversa, fala_of, opcao_said, payload_of, words_of
from shared.recebimentos.equipe import CANCELAR_CONSULTA, Equipe
from shared.recebimentos.models import Recebimento
from shared.recebimentos.palavras import Palavra, read_palavra, read_sim_ou_nao
from shared.recebimentos.ports import Atendimentos, Chamados, Perguntas
from shared.recebimentos.rota import questions
from shared.recebimentos.silencio import Efeito
from shared.recebimentos.store import RecebimentoStore

# Longer than that, nobody remembers what was asked back.
_ASKED_BACK_FOR = timedelta(hours=24)
# Who was asked about the same things so often is understood by a person, if by anybody.
_MOST_TIMES = 5
_CANCELAR = "cancelar"
_MOST_TEXT = 4_000
_CHAMADO, _ATENDIMENTO = "chamados/", "atendimentos/"
_RESOLVEU, _NAO_RESOLVEU = "resolveu", "nao_resolveu"


@dataclass(frozen=True)
class Respostas:
    perguntas: Perguntas
    chamados: Chamados
    atendimentos: Atendimentos
    open_recebimentos: Callable[[str], RecebimentoStore]
    equipe: Equipe
    now: Now

    async def answer(self, conversa: Conversa, pergunta_id: str, flows: Flows) -> Efeito:
        """Land the answer on its question, if that is this person's and still open; else say so."""
        pergunta = await self._theirs(conversa, pergunta_id)
        if pergunta is None:
            return Efeito(pergunta_id, textos.PERGUNTA_ENCERRADA)
        opcao = opcao_said(pergunta, conversa.recebimento)
        if opcao is None:
            return await self._say_closed(conversa, pergunta)
        recorded = await self._record(conversa, pergunta, opcao, flows)
        if pergunta.tipo is TipoPergunta.RESOLVEU:
            return await self._tell_outcome(conversa, pergunta, opcao)
        if pergunta.tipo is TipoPergunta.CONFIRMACAO:
            return await self._tell_answer(conversa, pergunta, flows, opcao=opcao)
        if pergunta.tipo is TipoPergunta.HORARIO:
            return await self._choose_hour(conversa, pergunta, opcao, flows)
        if not recorded:
            return Efeito(pergunta_id, textos.PERGUNTA_ENCERRADA)
        return await self._go_on(conversa, pergunta, opcao, flows)

    async def _go_on(self, conversa: Conversa, pergunta: Pergunta, opcao: Opcao, flows: Flows) -> Efeito:
        """What was asked back leads to what it was asked about."""
        if pergunta.tipo is TipoPergunta.CANCELAR_O_QUE:
            return await self._cancel_appointment(conversa, pergunta, flows)
        if pergunta.tipo is TipoPergunta.QUAL:
            return await self._answer_chosen(conversa, pergunta, opcao, flows)
        return Efeito(pergunta.id)

    async def _theirs(self, conversa: Conversa, pergunta_id: str) -> Pergunta | None:
        found = await self.perguntas.find(conversa.conta.id, pergunta_id)
        return found if found is not None and found.cliente_id in conversa.ids else None

    async def _say_closed(self, conversa: Conversa, pergunta: Pergunta) -> Efeito:
        """Of a button that is none of its own; words that choose none of several are read by somebody."""
        if pergunta.tipo is TipoPergunta.QUAL and payload_of(conversa.recebimento) is None:
            return await self._hand_over(conversa, pergunta)
        return Efeito(pergunta.id, textos.PERGUNTA_ENCERRADA)

    async def settle(self, conversa: Conversa, pergunta_id: str, flows: Flows) -> None:
        """Close the question whose answer goes elsewhere, to the opt-out."""
        pergunta = await self.perguntas.find(conversa.conta.id, pergunta_id)
        opcao = opcao_said(pergunta, conversa.recebimento) if pergunta else None
        if pergunta and opcao:
            await self._record(conversa, pergunta, opcao, flows)

    async def _record(self, conversa: Conversa, pergunta: Pergunta, opcao: Opcao, flows: Flows) -> bool:
        recebimento = conversa.recebimento
        resposta = RespostaDada(opcao.id, words_of(recebimento)[:_MOST_TEXT], recebimento.id)
        try:
            return await self.perguntas.answer(conversa.conta.id, pergunta.id, resposta, flows)
        except NotFound:  # erased since it was read
            return False

    async def _tell_outcome(self, conversa: Conversa, pergunta: Pergunta, opcao: Opcao) -> Efeito:
        """Heard after the question was closed, too: that something did not help is never too late to say. What is over
        for good goes on in a new chamado."""
        conta, recebimento = conversa.conta.id, conversa.recebimento
        chamado_id = pergunta.sobre.removeprefix(_CHAMADO)
        resolveu = opcao.id == _RESOLVEU
        try:
            chamado = await self.chamados.confirm(
                conta, chamado_id, resolveu=resolveu, fala_id=recebimento.id
            )
            if not resolveu and chamado.status is ChamadoStatus.FECHADO:
                fala = fala_of(recebimento, conversa.quem.id)
                await self.chamados.hear(conta, fala, recebimento.traceparent)
        except NotFound:  # erased since it was asked about
            return Efeito(pergunta.id, textos.PERGUNTA_ENCERRADA)
        return Efeito(pergunta.id, textos.QUE_BOM if resolveu else textos.EQUIPE_RESPONDE)

    async def tell_atendimento(self, conversa: Conversa, atendimento_id: str, flows: Flows) -> Efeito:
        """What was typed about the one appointment that it can be about."""
        ouvida = _ouvida(conversa, lida=conversa.recebimento.lida)
        return replace(await self._hear(conversa, atendimento_id, ouvida, flows), alvo=atendimento_id)

    async def _tell_answer(
        self, conversa: Conversa, pergunta: Pergunta, flows: Flows, *, opcao: Opcao | None, words: str = ""
    ) -> Efeito:
        """Heard after the question was answered, too: who confirmed may still say that they do not come."""
        ouvida = _ouvida(conversa, pergunta_id=pergunta.id, opcao=opcao.id if opcao else None)
        ouvida = replace(ouvida, texto=words[:_MOST_TEXT] or ouvida.texto)
        atendimento_id = pergunta.sobre.removeprefix(_ATENDIMENTO)
        return replace(await self._hear(conversa, atendimento_id, ouvida, flows), alvo=pergunta.id)

    async def _hear(self, conversa: Conversa, atendimento_id: str, ouvida: Ouvida, flows: Flows) -> Efeito:
        try:
            retorno = await self.atendimentos.hear(conversa.conta.id, atendimento_id, ouvida, flows)
        except NotFound:  # erased since it was asked about
            return Efeito(texto=textos.PERGUNTA_ENCERRADA)
        return Efeito(texto=retorno.texto, pergunta=retorno.pergunta)

    async def _choose_hour(
        self, conversa: Conversa, pergunta: Pergunta, opcao: Opcao, flows: Flows
    ) -> Efeito:
        ouvida = _ouvida(conversa, pergunta_id=pergunta.id, opcao=opcao.id)
        try:
            retorno = await self.atendimentos.choose(conversa.conta.id, pergunta, ouvida, flows)
        except NotFound:  # erased since they were proposed
            return Efeito(pergunta.id, textos.PERGUNTA_ENCERRADA)
        return Efeito(pergunta.id, retorno.texto, pergunta=retorno.pergunta)

    async def _cancel_appointment(self, conversa: Conversa, pergunta: Pergunta, flows: Flows) -> Efeito:
        """As if they had answered so where they were asked; without such a question a person sees to it."""
        kind, _, bound_id = pergunta.sobre.rpartition("/")
        conta = conversa.conta.id
        bound = await self.perguntas.find(conta, bound_id) if f"{kind}/" == volta.PERGUNTA else None
        opcao = bound.opcao(_CANCELAR) if bound else None
        if bound and opcao:
            await self._record(conversa, bound, opcao, flows)
            return await self._tell_answer(conversa, bound, flows, opcao=opcao)
        await self.equipe.answer(conta, conversa.recebimento, conversa.quem, motivo=CANCELAR_CONSULTA)
        return Efeito(pergunta.id, textos.CANCELAMENTO_COM_A_EQUIPE)

    async def _answer_chosen(self, conversa: Conversa, qual: Pergunta, chosen: Opcao, flows: Flows) -> Efeito:
        """What was said first is the answer to the question that was chosen now."""
        conta = conversa.conta.id
        pergunta = await self.perguntas.find(conta, chosen.id)
        first = await self._first_said(conversa, qual)
        opcao = opcao_said(pergunta, first) if pergunta and first else None
        if pergunta and pergunta.tipo is TipoPergunta.CONFIRMACAO and first:
            if opcao:
                await self._record(conversa, pergunta, opcao, flows)
            return await self._tell_answer(conversa, pergunta, flows, opcao=opcao, words=words_of(first))
        if pergunta and opcao and pergunta.tipo is TipoPergunta.HORARIO:
            await self._record(conversa, pergunta, opcao, flows)
            return await self._choose_hour(conversa, pergunta, opcao, flows)
        if pergunta and pergunta.tipo is TipoPergunta.RESOLVEU and first:
            opcao = opcao or _outcome_said(pergunta, first)
        if pergunta and opcao and await self._record(conversa, pergunta, opcao, flows):
            is_outcome = pergunta.tipo is TipoPergunta.RESOLVEU
            told = await self._tell_outcome(conversa, pergunta, opcao) if is_outcome else Efeito()
            return replace(told, alvo=pergunta.id)
        await self.equipe.answer(conta, conversa.recebimento, conversa.quem)
        return Efeito(qual.id, textos.EQUIPE_RESPONDE)

    async def _first_said(self, conversa: Conversa, qual: Pergunta) -> Recebimento | None:
        """None where they have said something else since: nobody but a person may tell which of it is meant."""
        store = self.open_recebimentos(conversa.conta.id)
        try:
            first = (await store.get(qual.sobre.removeprefix(volta.RECEBIMENTO))).recebimento
        except NotFound:
            return None
        told = await store.told_to(qual.id, conversa.ids, qual.criada_em - _ASKED_BACK_FOR)
        unclear = [one for one in told if opcao_said(qual, one) is None]
        return first if all(volta.says_the_same(first, one) for one in unclear) else None

    async def ask_back(self, conversa: Conversa) -> Efeito:
        """Which of two things was meant: asked once for the message, however often this is done."""
        conta, recebimento = conversa.conta.id, conversa.recebimento
        if read_palavra(words_of(recebimento)) is Palavra.CANCELAR:
            abertas = questions(await self.perguntas.open_for(conta, conversa.ids))
            nova = volta.cancelar_o_que(conversa, abertas, self.now() + _ASKED_BACK_FOR)
            return _asking(await self.perguntas.ask(conta, nova))
        qual = await self._ask_which(conversa)
        if qual is None or qual.sobre != volta.sobre(recebimento):
            return await self._hand_over(conversa, qual)
        return _asking(qual)

    async def _ask_which(self, conversa: Conversa) -> Pergunta | None:
        """What is asked about these questions: by this message, or by another one that was quicker; None where none
        of them is left."""
        conta, recebimento = conversa.conta.id, conversa.recebimento
        found = [await self._theirs(conversa, one) for one in recebimento.perguntas]
        meant = [one for one in found if one is not None]
        qual, until = None, self.now() + _ASKED_BACK_FOR
        for vez in range(_MOST_TIMES if meant else 0):
            qual = await self.perguntas.ask(conta, volta.qual(conversa, meant, until, vez=vez))
            if qual.sobre == volta.sobre(recebimento) or qual.is_open(self.now()):
                break
        return qual

    async def _hand_over(self, conversa: Conversa, qual: Pergunta | None) -> Efeito:
        """Nobody is asked the same thing again: somebody of the team finds out what was meant."""
        explicacao = textos.not_chosen(qual.texto) if qual else None
        await self.equipe.answer(
            conversa.conta.id, conversa.recebimento, conversa.quem, explicacao=explicacao
        )
        return Efeito(qual.id if qual else None, textos.EQUIPE_RESPONDE)


def _asking(pergunta: Pergunta) -> Efeito:
    return Efeito(pergunta.id, pergunta.texto, pergunta=pergunta)


def _outcome_said(pergunta: Pergunta, first: Recebimento) -> Opcao | None:
    said = read_sim_ou_nao(words_of(first))
    return None if said is None else pergunta.opcao(_RESOLVEU if said else _NAO_RESOLVEU)


def _ouvida(
    conversa: Conversa,
    *,
    lida: RespostaLida | None = None,
    pergunta_id: str | None = None,
    opcao: str | None = None,
) -> Ouvida:
    recebimento = conversa.recebimento
    texto = words_of(recebimento)[:_MOST_TEXT]
    return Ouvida(recebimento.id, texto, recebimento.recebido_em, lida, pergunta_id, opcao)
