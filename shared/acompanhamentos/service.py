"""What the flow does when it wakes: the document is read again and decides; the flow only waits."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.acompanhamentos.models import Acompanhamento, AcompanhamentoPage, FiltroAcompanhamentos
from shared.acompanhamentos.ports import Relatos, Tarefas
from shared.kit.clock import Now
from shared.kit.errors import NotFound
from shared.kit.logging import get_logger
from shared.relatos.models import Contato, ContatoSituacao, Relato, RelatoStatus, Resultado

# `falhou` too: its flow was started, and only the record of the start is missing.
_OPEN = (RelatoStatus.COM_ESTRATEGIA, RelatoStatus.EM_ACOMPANHAMENTO, RelatoStatus.FALHOU)
_TAREFA_CRIADA, _VENCIDO = ContatoSituacao.TAREFA_CRIADA, ContatoSituacao.VENCIDO
_log = get_logger(__name__)


@dataclass(frozen=True)
class AcompanhamentoService:
    open_relatos: Callable[[str], Relatos]
    open_tarefas: Callable[[str], Tarefas]
    now: Now

    async def make_contato(self, conta: str, relato_id: str, numero: int) -> bool:
        """Open the tarefa of a contato that fell due; False when the relato has ended and nobody is contacted.

        The tarefa comes before its mark on the relato and has an id of its own making: a crash in between
        repeats the step and changes nothing. After an outage so long that the next contato is due as well, only
        the latest is made.
        """
        relatos = self.open_relatos(conta)
        read = await relatos.get(relato_id)
        if read.relato.status not in _OPEN:
            return False
        contato = _contato(read.relato, numero)
        if contato.situacao is not ContatoSituacao.AGENDADO:
            return True
        if self._is_overtaken(read.relato, contato):
            await relatos.update(relato_id, lambda relato: self._marked(relato, numero, _VENCIDO))
        else:
            await self._open_tarefa(conta, read.relato, contato)
            _log.info("contato.due", extra={"relato_id": relato_id, "conta": conta, "numero": numero})
        return True

    async def _open_tarefa(self, conta: str, relato: Relato, contato: Contato) -> None:
        tarefas = self.open_tarefas(conta)
        await tarefas.open_for_contato(relato, contato, self.now())
        try:
            await self.open_relatos(conta).update(
                relato.id, lambda newest: self._marked(newest, contato.numero, _TAREFA_CRIADA)
            )
        except NotFound:  # erased in between: nothing of it may outlive it
            await tarefas.forget_relato(relato.id)
            raise

    def _is_overtaken(self, relato: Relato, contato: Contato) -> bool:
        return any(
            later.numero > contato.numero
            and later.situacao is ContatoSituacao.AGENDADO
            and later.devido_em <= self.now()
            for later in relato.contatos
        )

    def _marked(self, relato: Relato, numero: int, situacao: ContatoSituacao) -> Relato:
        if _contato(relato, numero).situacao is not ContatoSituacao.AGENDADO:
            return relato
        contatos = tuple(
            contato.model_copy(update={"situacao": situacao}) if contato.numero == numero else contato
            for contato in relato.contatos
        )
        return relato.updated(self.now(), contatos=contatos).followed(self.now())

    async def close(self, conta: str, relato_id: str) -> Resultado:
        """Land the result on the relato (`sem_resposta` when nothing else ended it) and let go open tarefas."""

        def change(relato: Relato) -> Relato:
            if relato.fluxo_encerrado:
                return relato
            ended = relato if relato.resultado else relato.ended(self.now(), Resultado.SEM_RESPOSTA)
            return ended.updated(self.now(), fluxo_iniciado=True, fluxo_encerrado=True)

        relato = await self.open_relatos(conta).update(relato_id, change)
        resultado = relato.resultado or Resultado.SEM_RESPOSTA
        if resultado is not Resultado.SEM_RESPOSTA:
            await self.open_tarefas(conta).dismiss_for_relato(relato_id, self.now())
        return resultado

    async def following(self, conta: str, filtro: FiltroAcompanhamentos) -> AcompanhamentoPage:
        """Who is being followed in this conta, nearest contato first."""
        page = await self.open_relatos(conta).following(limit=filtro.limite, cursor=filtro.cursor)
        return AcompanhamentoPage(itens=tuple(map(_row, page.itens)), cursor=page.cursor)


def _contato(relato: Relato, numero: int) -> Contato:
    return next(contato for contato in relato.contatos if contato.numero == numero)


def _row(relato: Relato) -> Acompanhamento:
    situations = [contato.situacao for contato in relato.contatos]
    return Acompanhamento(
        relato_id=relato.id,
        cliente=relato.nome_cliente,
        atendente=relato.nome_atendente,
        resumo=relato.resumo,
        base_dia=relato.base_dia,
        proximo_contato_em=relato.proximo_contato_em,
        contatos_feitos=situations.count(ContatoSituacao.TAREFA_CRIADA),
        contatos_restantes=situations.count(ContatoSituacao.AGENDADO),
    )
