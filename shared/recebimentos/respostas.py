"""What an answer to a question does, and asking back where it is not sure what was meant. Each may be done again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypedDict

from shared.atendimentos.classe import RespostaLida
from shared.atendimentos.resposta_models import Ouvida
from shared.chamados.models import ChamadoStatus
from shared.clientes.models import SEM_NOME
from shared.envios.models import BotaoEnvio
from shared.kit.clock import Now
from shared.kit.durable import Flows
from shared.kit.errors import NotFound
from shared.perguntas.models import NovaPergunta, Opcao, Pergunta, RespostaDada, TipoPergunta
from shared.recebimentos import textos
from shared.recebimentos.conversa import Conversa, fala_of, opcao_said, words_of
from shared.recebimentos.equipe import CANCELAR_CONSULTA, Equipe
from shared.recebimentos.models import Recebimento
from shared.recebimentos.palavras import Palavra, read_palavra, read_sim_ou_nao
from shared.recebimentos.ports import Atendimentos, Chamados, Perguntas
from shared.recebimentos.rota import CONSULTA, PARAR, may_be_either, questions, rivals_of
from shared.recebimentos.silencio import Efeito
from shared.recebimentos.store import RecebimentoStore

# Longer than that, nobody remembers what was asked back.
_ASKED_BACK_FOR = timedelta(hours=24)
_CANCELAR = "cancelar"
_MOST_BUTTONS, _MOST_ASKED, _MOST_TEXT = 3, 9, 4_000
_PERGUNTA, _RECEBIMENTO, _CHAMADO = "perguntas/", "recebimentos/", "chamados/"
_ATENDIMENTO = "atendimentos/"
_RESOLVEU, _NAO_RESOLVEU = "resolveu", "nao_resolveu"
_EITHER = (TipoPergunta.CONFIRMACAO, TipoPergunta.RESOLVEU)


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
        pergunta = await self.perguntas.find(conversa.conta.id, pergunta_id)
        if pergunta is None or pergunta.cliente_id not in conversa.ids:
            return Efeito(pergunta_id, textos.PERGUNTA_ENCERRADA)
        opcao = opcao_said(pergunta, conversa.recebimento)
        recorded = opcao is not None and await self._record(conversa, pergunta, opcao, flows)
        if opcao and pergunta.tipo is TipoPergunta.RESOLVEU:
            return await self._tell_outcome(conversa, pergunta, opcao)
        if opcao and pergunta.tipo is TipoPergunta.CONFIRMACAO:
            return await self._tell_answer(conversa, pergunta, flows, opcao=opcao)
        if opcao and pergunta.tipo is TipoPergunta.HORARIO:
            return await self._choose_hour(conversa, pergunta, opcao, flows)
        if opcao is None or not recorded:
            return Efeito(pergunta_id, textos.PERGUNTA_ENCERRADA)
        if pergunta.tipo is TipoPergunta.CANCELAR_O_QUE:
            return await self._cancel_appointment(conversa, pergunta, flows)
        if pergunta.tipo is TipoPergunta.QUAL:
            return await self._answer_chosen(conversa, pergunta, opcao, flows)
        return Efeito(pergunta_id)

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
        bound = await self.perguntas.find(conta, bound_id) if f"{kind}/" == _PERGUNTA else None
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
        first = await self._first_said(conta, qual.sobre.removeprefix(_RECEBIMENTO))
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

    async def _first_said(self, conta: str, recebimento_id: str) -> Recebimento | None:
        try:
            return (await self.open_recebimentos(conta).get(recebimento_id)).recebimento
        except NotFound:
            return None

    async def ask_back(self, conversa: Conversa) -> Pergunta:
        """Which of two things was meant: asked once for the message, however often this is done."""
        conta, recebimento = conversa.conta.id, conversa.recebimento
        todas = await self.perguntas.open_for(conta, conversa.ids)
        abertas = [*questions(todas), *_hours_beside(todas, recebimento)]
        is_cancel = read_palavra(words_of(recebimento)) is Palavra.CANCELAR
        meant = [one for one in recebimento.perguntas if one not in {aberta.id for aberta in abertas}]
        found = [await self.perguntas.find(conta, one) for one in meant]
        known = [one for one in found if one is not None and one.cliente_id in conversa.ids]
        asked = _cancelar_o_que(abertas, conversa) if is_cancel else _qual([*abertas, *known], conversa)
        nova = NovaPergunta(
            chave=f"volta-{recebimento.id}",
            cliente_id=conversa.quem.id,
            expira_em=self.now() + _ASKED_BACK_FOR,
            **asked,
        )
        return await self.perguntas.ask(conta, nova)


def _hours_beside(todas: Sequence[Pergunta], recebimento: Recebimento) -> list[Pergunta]:
    """The newest hours to choose from, where the same number also answers about another appointment."""
    fitting = [one for one in questions(todas) if opcao_said(one, recebimento)]
    hours = [one for one in todas if one.tipo is TipoPergunta.HORARIO and opcao_said(one, recebimento)]
    return [one for one in hours[:1] if rivals_of(one, fitting)]


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


class _Asked(TypedDict):
    tipo: TipoPergunta
    sobre: str
    texto: str
    opcoes: tuple[Opcao, ...]


def _cancelar_o_que(abertas: Sequence[Pergunta], conversa: Conversa) -> _Asked:
    """About the one question that is open; of several, or without any, a person will see which appointment."""
    bound = f"{_PERGUNTA}{abertas[0].id}" if len(abertas) == 1 else f"clientes/{conversa.quem.id}"
    return _Asked(
        tipo=TipoPergunta.CANCELAR_O_QUE,
        sobre=bound,
        texto=textos.CANCELAR_O_QUE,
        opcoes=(
            Opcao(id=CONSULTA, titulo="Cancelar a consulta", numero=1),
            Opcao(id=PARAR, titulo="Parar de receber", numero=2),
        ),
    )


def _qual(abertas: Sequence[Pergunta], conversa: Conversa) -> _Asked:
    fitting = [one for one in abertas if opcao_said(one, conversa.recebimento)]
    # Words that are no option of any of them were read as an answer about one of the appointments.
    meant = _EITHER if may_be_either(abertas, conversa.recebimento) else (TipoPergunta.CONFIRMACAO,)
    fitting = (fitting or [one for one in abertas if one.tipo in meant])[:_MOST_ASKED]
    return _Asked(
        tipo=TipoPergunta.QUAL,
        sobre=f"{_RECEBIMENTO}{conversa.recebimento.id}",
        texto=textos.which_of(_listed(fitting, conversa)),
        opcoes=tuple(
            Opcao(id=one.id, titulo=f"Número {numero}", numero=numero)
            for numero, one in enumerate(fitting, start=1)
        ),
    )


def _listed(perguntas: Sequence[Pergunta], conversa: Conversa) -> list[str]:
    """Each by what it is about; on a family's phone by whose it is, too."""
    if len({one.cliente_id for one in perguntas}) < 2:
        return [one.texto for one in perguntas]
    nomes = {cliente.id: cliente.nome for cliente in conversa.todos if cliente.nome != SEM_NOME}
    return [
        f"{nomes.get(one.cliente_id, '').partition(' ')[0]}: {one.texto}".lstrip(": ") for one in perguntas
    ]


def botoes_of(pergunta: Pergunta) -> tuple[BotaoEnvio, ...]:
    """None where there are more options than any channel has buttons: then they are typed."""
    if len(pergunta.opcoes) > _MOST_BUTTONS:
        return ()
    return tuple(
        BotaoEnvio(id=pergunta.payload(one), titulo=one.titulo, numero=one.numero) for one in pergunta.opcoes
    )
