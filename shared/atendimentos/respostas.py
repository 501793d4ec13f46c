"""What people answer about their appointments: read, bound to the one that it is about, carried out once, acknowledged.

The worst error of such a system is to read a refusal as a yes or to touch the wrong appointment: whatever is not sure
is asked about once, and then a person sees to it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from shared.atendimentos import estados, textos
from shared.atendimentos.alheio import is_about_other, is_bare
from shared.atendimentos.classe import Classe, Dito, Leitor, Leitura, RespostaLida
from shared.atendimentos.classe import Pergunta as Enunciado
from shared.atendimentos.envelope import Pedido
from shared.atendimentos.leitura.desligar import plain_stop
from shared.atendimentos.leitura.sinais import ORIGEM
from shared.atendimentos.lembretes import born
from shared.atendimentos.models import Atendimento, Resposta, StatusConfirmacao
from shared.atendimentos.names import aviso_prefix
from shared.atendimentos.ports import Perguntas, Tarefas, Vagas
from shared.atendimentos.resposta_models import Ouvida, Retorno
from shared.atendimentos.service import AtendimentoService
from shared.contas.models import Conta
from shared.kit.durable import Flows
from shared.kit.errors import NotFound
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.perguntas.models import Pergunta
from shared.tarefas.models import Tarefa, TipoTarefa

REMARCAR, RESPONDER = "remarcar_atendimento", "responder_sobre_atendimento"
_ACTS = (Classe.CONFIRMADO, Classe.CANCELADO, Classe.REAGENDAR)
_TAKES_BACK = (Classe.CANCELADO, Classe.REAGENDAR)
_OF_OPTION = {
    textos.CONFIRMAR.id: Classe.CONFIRMADO,
    textos.CANCELAR.id: Classe.CANCELADO,
    textos.REMARCAR.id: Classe.REAGENDAR,
}
# So long after we spoke of it, words that name no appointment are not taken to be about it.
_FRESH, _FRESH_WHEN_SETTLED = timedelta(hours=72), timedelta(hours=24)
_ANSWERED_WITHIN = timedelta(hours=4)
_LINE = 2_000
_log = get_logger(__name__)


@dataclass(frozen=True)
class RespostaService:
    atendimentos: AtendimentoService
    leitor: Leitor
    vagas: Vagas

    @property
    def now(self) -> Callable[[], datetime]:
        return self.atendimentos.now

    async def read(self, conta: Conta, cliente_ids: Sequence[str], dito: Dito) -> Leitura | None:
        """What it says of the appointments that these people were asked about; None where it is about none.

        A doubt about one of them is worth asking about once; a question is for whoever answers questions. Who plainly
        wants no more messages is heard whatever it is about.
        """
        spoken = await self._spoken_of(conta.id, cliente_ids, dito)
        is_bound = bool(dito.agenda_id)
        is_older = bool(spoken) and _is_of_older_hour(dito, spoken[0])
        if not spoken or is_older or is_about_other(dito.texto):
            if stop := plain_stop(dito.texto):
                return Leitura((), RespostaLida(classe=Classe.OPT_OUT, evidencia=stop, origem=ORIGEM))
            return Leitura((), None, agenda=True) if is_bound or is_older else None
        lida = await self._read(conta, spoken[0], dito.texto)
        if lida.classe is Classe.OPT_OUT or lida.classe in _ACTS or _is_asked_about(lida, spoken):
            meant = await self._meant(conta.id, cliente_ids, dito, spoken, lida)
            asked = tuple(one.pergunta_id for one in meant if one.pergunta_id)
            return Leitura(tuple(one.id for one in meant), lida, agenda=is_bound, perguntas=asked)
        return Leitura((), None, agenda=True) if is_bound else None

    async def _meant(
        self,
        conta: str,
        cliente_ids: Sequence[str],
        dito: Dito,
        spoken: list[Atendimento],
        lida: RespostaLida,
    ) -> list[Atendimento]:
        """Who takes back a word may mean the one that they confirmed, however long ago, as well as the open one."""
        is_bound = dito.agenda_id or dito.atendimento_id
        if is_bound or lida.classe not in _TAKES_BACK or not any(one.is_asking for one in spoken):
            return spoken
        theirs = await self.atendimentos.of_cliente(conta, cliente_ids)
        known = {one.id for one in spoken}
        return [one for one in theirs if one.id in known or (_is_confirmed(one) and _told_last(one))]

    async def _spoken_of(self, conta: str, cliente_ids: Sequence[str], dito: Dito) -> list[Atendimento]:
        """Those that it may be about: the one that is named, else those that we spoke of lately; else the only one
        that a system which asks by itself can have asked about."""
        theirs = await self.atendimentos.of_cliente(conta, cliente_ids)
        if dito.agenda_id:
            return [one for one in theirs if one.agenda_id == dito.agenda_id]
        asked = [one for one in theirs if _told_last(one)]
        if dito.atendimento_id:
            return [one for one in asked if one.id == dito.atendimento_id]
        fresh = [one for one in asked if not one.is_over and self._is_fresh(one)]
        if dito.conversa_em and is_bare(dito.texto):
            fresh = [one for one in fresh if (_told_last(one) or dito.conversa_em) > dito.conversa_em]
        if fresh or not dito.de_fluxo:
            return fresh
        waiting = [one for one in theirs if one.is_asking]
        return waiting if len(waiting) == 1 else []

    def _is_fresh(self, at: Atendimento) -> bool:
        within = _FRESH if at.is_asking else _FRESH_WHEN_SETTLED
        last = _told_last(at)
        return last is not None and self.now() - last < within

    async def _read(self, conta: Conta, at: Atendimento, texto: str) -> RespostaLida:
        sent = [one.texto for one in at.avisos if one.versao == at.versao]
        quando = at.data_consulta.astimezone(ZoneInfo(at.fuso))
        enunciado = Enunciado(sent[-1] if sent else "", texto, quando, llm_externo=conta.llm_externo)
        return await self.leitor.read(enunciado)

    async def hear(self, conta_id: str, atendimento_id: str, ouvida: Ouvida, flows: Flows) -> Retorno:
        """Write the answer down, do what it says, and say so. Repeatable by the recebimento.

        Raises `AtendimentoNotFound`, `TransientError`.
        """
        conta = await self.atendimentos.contas.load(conta_id)
        lida = await self._understood(conta, atendimento_id, ouvida)
        now = self.now()

        def change(at: Atendimento) -> Atendimento:
            # A question of an older hour is not this one's, nor is what was said before it had this hour.
            is_current = ouvida.pergunta_id in (None, at.pergunta_id) and ouvida.em >= born(at)
            return estados.answered(at, _line(ouvida, lida), versao=at.versao if is_current else 0, now=now)

        pedido = Pedido(conta_id, estados.PACIENTE, atendimento_id)
        at = (await self.atendimentos.apply(pedido, change, flows)).atendimento
        heard = next((one for one in at.respostas if one.recebimento_id == ouvida.recebimento_id), None)
        extra = {"atendimento_id": at.id, "conta": conta_id, "classe": lida.classe, "leitor": lida.origem}
        _log.info("atendimento.answered", extra=extra | {"aplicada": bool(heard and heard.aplicada)})
        return await self._acknowledge(conta, at, ouvida, heard)

    async def _understood(self, conta: Conta, atendimento_id: str, ouvida: Ouvida) -> RespostaLida:
        if ouvida.opcao in _OF_OPTION:
            return RespostaLida(classe=_OF_OPTION[ouvida.opcao], evidencia=ouvida.texto, origem="opcao")
        if ouvida.lida is not None:
            return ouvida.lida
        at = (await self.atendimentos.get(conta.id, atendimento_id)).atendimento
        return await self._read(conta, at, ouvida.texto)

    async def _acknowledge(
        self, conta: Conta, at: Atendimento, ouvida: Ouvida, heard: Resposta | None
    ) -> Retorno:
        if heard is None:  # so many answers later that it was let go
            return Retorno()
        assunto = textos.Assunto(at, conta, self.now(), await self._nome(conta.id, at))
        # What was taken back since, or overtaken, is not said again.
        if heard.lida.classe in _ACTS and not (heard.aplicada and estados.stands(at, heard)):
            if ouvida.pergunta_id and not await self._is_theirs(conta.id, at, ouvida.pergunta_id):
                return Retorno(textos.ENCERRADA)
            return Retorno(textos.stale(assunto), await self._open_question(conta.id, at))
        match heard.lida.classe:
            case Classe.CONFIRMADO:
                return Retorno(textos.confirmed(assunto))
            case Classe.CANCELADO:
                await self.vagas.freed(conta.id, at)
                return Retorno(textos.cancelled(assunto))
            case Classe.REAGENDAR:
                return await self._reschedule(assunto, ouvida)
        return await self._doubt(assunto, ouvida)

    async def _reschedule(self, assunto: textos.Assunto, ouvida: Ouvida) -> Retorno:
        """Hours to choose from where they are known; else somebody of the team agrees on one."""
        proposed = await self.vagas.propose(assunto.conta, assunto.at, chave=ouvida.recebimento_id)
        if proposed is not None:
            return proposed
        await self._hand_over(assunto, ouvida, REMARCAR)
        await self.atendimentos.hand_over(assunto.conta.id, assunto.at.id)
        return Retorno(textos.rescheduling(assunto))

    async def _doubt(self, assunto: textos.Assunto, ouvida: Ouvida) -> Retorno:
        """One short question; somebody of the team after that."""
        doubts = [one for one in assunto.at.respostas if one.lida.classe is Classe.INDEFINIDO]
        pergunta = await self._open_question(assunto.conta.id, assunto.at)
        if pergunta and doubts and doubts[0].recebimento_id == ouvida.recebimento_id:
            return Retorno(textos.ask_again(assunto), pergunta)
        await self._hand_over(assunto, ouvida, RESPONDER)
        return Retorno(textos.seen_to(assunto))

    async def _is_theirs(self, conta: str, at: Atendimento, pergunta_id: str) -> bool:
        """Whether who was asked is who it is written about now: the hour may be another person's since."""
        asked = await self.perguntas.find(conta, pergunta_id)
        return asked is not None and asked.cliente_id == at.cliente_id

    async def _open_question(self, conta: str, at: Atendimento) -> Pergunta | None:
        if not at.is_asking or at.pergunta_id is None:
            return None
        found = await self.perguntas.find(conta, at.pergunta_id)
        return found if found and found.is_open(self.now()) else None

    @property
    def perguntas(self) -> Perguntas:
        return self.atendimentos.perguntas

    @property
    def open_tarefas(self) -> Callable[[str], Tarefas]:
        return self.atendimentos.open_tarefas

    async def _hand_over(self, assunto: textos.Assunto, ouvida: Ouvida, motivo: str) -> None:
        at = assunto.at
        tarefa = Tarefa(
            id=digest_id(assunto.conta.id, motivo, at.id, ouvida.recebimento_id),
            tipo=TipoTarefa.ATENDIMENTO,
            atendimento_id=at.id,
            cliente_id=at.cliente_id,
            recebimento_id=ouvida.recebimento_id,
            motivo=motivo,
            cliente=assunto.nome or at.nome_paciente,
            telefone=at.telefone,
            email=at.email,
            assunto=textos.about_question(assunto),
            mensagem=ouvida.texto[:_LINE] or None,
            vence_em=min(ouvida.em + _ANSWERED_WITHIN, max(at.data_consulta, ouvida.em)),
            criada_em=self.now(),
        )
        await self.open_tarefas(assunto.conta.id).open(tarefa)

    async def _nome(self, conta: str, at: Atendimento) -> str | None:
        if at.cliente_id is None:
            return None
        try:
            return (await self.atendimentos.clientes.get(conta, at.cliente_id)).cliente.nome
        except NotFound:
            return None

    async def find(self, conta_id: str, atendimento_id: str) -> Atendimento | None:
        """As it stands now; None of an unknown one."""
        try:
            return (await self.atendimentos.get(conta_id, atendimento_id)).atendimento
        except NotFound:
            return None

    async def choose(self, conta_id: str, pergunta: Pergunta, ouvida: Ouvida, flows: Flows) -> Retorno:
        """One of the hours that were proposed was chosen, or none. Raises `AtendimentoNotFound`, `TransientError`."""
        conta = await self.atendimentos.contas.load(conta_id)
        return await self.vagas.choose(conta, pergunta, ouvida, flows)


def _line(ouvida: Ouvida, lida: RespostaLida) -> Resposta:
    return Resposta(
        lida=lida,
        texto=ouvida.texto[:_LINE],
        recebimento_id=ouvida.recebimento_id,
        em=ouvida.em,
        aplicada=False,
    )


def _is_confirmed(at: Atendimento) -> bool:
    return at.status_confirmacao is StatusConfirmacao.CONFIRMADO


def _is_of_older_hour(dito: Dito, at: Atendimento) -> bool:
    """Whether it answers a notice of an hour that it had before: a person sees what is meant."""
    return bool(dito.aviso) and not (dito.aviso or "").startswith(aviso_prefix(at.id, at.versao))


def _told_last(at: Atendimento) -> datetime | None:
    """When we last spoke of this hour of it."""
    return max((one.em for one in at.avisos if one.versao == at.versao and not one.voltou), default=None)


def _is_asked_about(lida: RespostaLida, spoken: Sequence[Atendimento]) -> bool:
    """Whether a doubt is asked about: of one alone that we asked about and that waits, and not a second time."""
    if lida.classe is not Classe.INDEFINIDO or len(spoken) != 1 or not spoken[0].perguntou_em:
        return False
    doubted = any(one.lida.classe is Classe.INDEFINIDO for one in spoken[0].respostas)
    return spoken[0].status_confirmacao is StatusConfirmacao.PENDENTE and not doubted
