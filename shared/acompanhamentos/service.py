"""What the flow does when it wakes: the document is read again and decides; the flow only waits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from shared.acompanhamentos.contato import RECUSADO_NA_ENTRADA, came_back, envio_of, numero_of, why_not
from shared.acompanhamentos.models import Acompanhamento, AcompanhamentoPage, FiltroAcompanhamentos
from shared.acompanhamentos.ports import Contas, Desistencias, Envios, Relatos, Tarefas
from shared.envios.models import Envio
from shared.kit.clock import Now
from shared.kit.errors import InvalidInput, NotFound
from shared.kit.logging import get_logger
from shared.relatos.models import Contato, ContatoSituacao, Relato, RelatoStatus, Resultado

# `falhou` too: its flow was started, and only the record of the start is missing.
_OPEN = (RelatoStatus.COM_ESTRATEGIA, RelatoStatus.EM_ACOMPANHAMENTO, RelatoStatus.FALHOU)
_TAREFA_CRIADA, _VENCIDO = ContatoSituacao.TAREFA_CRIADA, ContatoSituacao.VENCIDO
_MADE = (_TAREFA_CRIADA, ContatoSituacao.ENVIO_PEDIDO)
_SUJEITO = "acompanhamentos"
SUBSTITUIDO = "substituido"
# Contatos move by days; clocks of a flow and of an instance differ by less.
_EARLY = timedelta(hours=1)
_log = get_logger(__name__)


@dataclass(frozen=True)
class AcompanhamentoService:
    open_relatos: Callable[[str], Relatos]
    open_tarefas: Callable[[str], Tarefas]
    contas: Contas
    envios: Envios
    desistencias: Desistencias
    now: Now

    async def make_contato(self, conta: str, relato_id: str, numero: int) -> bool:
        """Make a contato that fell due; False when the relato has ended and nobody is contacted.

        Where the relato says so it is asked of the gate, else, and where that cannot be, it is somebody's tarefa.
        Both come before their mark on the relato and have an id of its own making: a crash in between
        repeats the step and changes nothing. After an outage so long that the next contato is due as well, only
        the latest is made.
        """
        relatos = self.open_relatos(conta)
        read = await relatos.get(relato_id)
        if read.relato.status not in _OPEN:
            return False
        contato = _contato(read.relato, numero)
        if contato is None or contato.situacao is not ContatoSituacao.AGENDADO:
            return True
        if self._is_another_flows(read.relato, contato):
            return True
        if self._is_overtaken(read.relato, contato):
            await relatos.update(relato_id, lambda relato: self._marked(relato, numero, _VENCIDO))
        else:
            await self._make(conta, read.relato, contato)
            _log.info("contato.due", extra={"relato_id": relato_id, "conta": conta, "numero": numero})
        return True

    async def _make(self, conta: str, relato: Relato, contato: Contato) -> None:
        if not relato.contato_automatico or not await self._has_channel(conta):
            await self._open_tarefa(conta, relato, contato)
            return
        explicacao = why_not(relato, contato) or await self._ask_gate(conta, relato, contato)
        if explicacao is not None:
            await self._open_tarefa(conta, relato, contato, explicacao=explicacao)
            return
        situacao = ContatoSituacao.ENVIO_PEDIDO
        await self.open_relatos(conta).update(
            relato.id, lambda newest: self._marked(newest, contato.numero, situacao)
        )

    async def _has_channel(self, conta_id: str) -> bool:
        """A conta that chose none has the deployment's."""
        own = (await self.contas.load(conta_id)).mensageria.canais
        return not own or any(canal.ativo for canal in own)

    async def _ask_gate(self, conta: str, relato: Relato, contato: Contato) -> str | None:
        """Why it will not leave, where that is known at once."""
        try:
            envio = await self.envios.request(
                conta, envio_of(relato, contato), sujeito=_SUJEITO, traceparent=relato.traceparent
            )
        except InvalidInput:
            return RECUSADO_NA_ENTRADA
        return came_back(envio)

    async def take_back(self, conta: str, envio: Envio) -> bool:
        """Give the attendant the contato that the gate refused or no channel delivered; whether there was one.

        Idempotent. A relato that somebody answered, or that got its outcome, needs nobody any more.
        """
        numero, explicacao = numero_of(envio), came_back(envio)
        if numero is None or explicacao is None or envio.relato_id is None:
            return False
        try:
            relato = (await self.open_relatos(conta).get(envio.relato_id)).relato
            contato = _contato(relato, numero)
            if contato is None or not _is_unanswered(relato):
                return False
            await self._open_tarefa(conta, relato, contato, explicacao=explicacao)
        except NotFound:
            return False
        _log.info("contato.returned", extra={"relato_id": relato.id, "conta": conta, "numero": numero})
        return True

    async def _open_tarefa(
        self, conta: str, relato: Relato, contato: Contato, *, explicacao: str | None = None
    ) -> None:
        tarefas = self.open_tarefas(conta)
        await tarefas.open_for_contato(relato, contato, self.now(), explicacao=explicacao)
        try:
            await self.open_relatos(conta).update(
                relato.id, lambda newest: self._marked(newest, contato.numero, _TAREFA_CRIADA)
            )
        except NotFound:  # erased in between: nothing of it may outlive it
            await tarefas.forget_relato(relato.id)
            raise

    def _is_another_flows(self, relato: Relato, contato: Contato) -> bool:
        """Whether its day is yet to come: the flow that asks was started before a person changed the days."""
        corrected = relato.extracao is not None and bool(relato.extracao.correcoes)
        return corrected and contato.devido_em > self.now() + _EARLY

    def _is_overtaken(self, relato: Relato, contato: Contato) -> bool:
        return any(
            later.numero > contato.numero
            and later.situacao is ContatoSituacao.AGENDADO
            and later.devido_em <= self.now()
            for later in relato.contatos
        )

    def _marked(self, relato: Relato, numero: int, situacao: ContatoSituacao) -> Relato:
        """Forward only; what the gate gave back becomes a tarefa, after the last contato too."""
        found = _contato(relato, numero)
        if found is None:
            return relato
        current = found.situacao
        is_back = current is ContatoSituacao.ENVIO_PEDIDO and situacao is _TAREFA_CRIADA
        if current is not ContatoSituacao.AGENDADO and not is_back:
            return relato
        contatos = tuple(
            contato.model_copy(update={"situacao": situacao}) if contato.numero == numero else contato
            for contato in relato.contatos
        )
        marked = relato.updated(self.now(), contatos=contatos)
        return marked if marked.status is RelatoStatus.ENCERRADO else marked.followed(self.now())

    async def close(self, conta: str, relato_id: str) -> str:
        """Land the result on the relato (`sem_resposta` when nothing else ended it) and say which it is.

        A flow whose days were changed ends without one: `substituido`.
        Let go open tarefas and messages on their way, unless silence ended it: then the last are still to be made.
        """

        def change(relato: Relato) -> Relato:
            if relato.fluxo_encerrado or self._is_replaced(relato):
                return relato
            ended = relato if relato.resultado else relato.ended(self.now(), Resultado.SEM_RESPOSTA)
            return ended.updated(self.now(), fluxo_iniciado=True, fluxo_encerrado=True)

        relato = await self.open_relatos(conta).update(relato_id, change)
        if self._is_replaced(relato):
            return SUBSTITUIDO
        resultado = relato.resultado or Resultado.SEM_RESPOSTA
        if resultado is not Resultado.SEM_RESPOSTA:
            await self.open_tarefas(conta).dismiss_for_relato(relato_id, self.now())
            await self.desistencias.cancel_for(conta, relato_id=relato_id)
        return resultado

    def _is_replaced(self, relato: Relato) -> bool:
        due = [contato for contato in relato.contatos if contato.situacao is ContatoSituacao.AGENDADO]
        return relato.status in _OPEN and any(self._is_another_flows(relato, contato) for contato in due)

    async def following(self, conta: str, filtro: FiltroAcompanhamentos) -> AcompanhamentoPage:
        """Who is being followed in this conta, nearest contato first."""
        page = await self.open_relatos(conta).following(limit=filtro.limite, cursor=filtro.cursor)
        return AcompanhamentoPage(itens=tuple(map(_row, page.itens)), cursor=page.cursor)


def _is_unanswered(relato: Relato) -> bool:
    return relato.status in _OPEN or relato.resultado is Resultado.SEM_RESPOSTA


def _contato(relato: Relato, numero: int) -> Contato | None:
    """None for one that a person's correction took out of the plan."""
    return next((contato for contato in relato.contatos if contato.numero == numero), None)


def _row(relato: Relato) -> Acompanhamento:
    situations = [contato.situacao for contato in relato.contatos]
    return Acompanhamento(
        relato_id=relato.id,
        cliente=relato.nome_cliente,
        atendente=relato.nome_atendente,
        resumo=relato.resumo,
        base_dia=relato.base_dia,
        proximo_contato_em=relato.proximo_contato_em,
        contatos_feitos=sum(situation in _MADE for situation in situations),
        contatos_restantes=situations.count(ContatoSituacao.AGENDADO),
    )
