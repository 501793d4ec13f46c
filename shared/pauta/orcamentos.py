"""Open quotes: somebody was to be called back today or before, or has answered and waits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from shared.kit.money import format_brl
from shared.pauta.leitura import Fontes
from shared.pauta.models import Gravidade, TipoAcao, Urgencia
from shared.pauta.ordem import Ponto
from shared.pauta.palavras import Hoje, day, since
from shared.relatos.models import Contato, ContatoSituacao, Relato
from shared.tarefas.models import Tarefa, TipoTarefa

_TIPOS = (TipoTarefa.CONTATO, TipoTarefa.RESPONDER)
_COMBINADO = "combinado"


@dataclass(frozen=True, slots=True)
class _Orcamento:
    """A relato, the tarefa that waits longest, and when somebody was to be called."""

    relato: Relato
    tarefa: Tarefa | None
    contato: Contato | None
    prazo: datetime
    hoje: Hoje

    @property
    def quem(self) -> str:
        return self.relato.nome_cliente or "este cliente"

    @property
    def valor(self) -> Decimal | None:
        """Nothing is at risk any more of what was won or lost."""
        extracao = self.relato.extracao
        return extracao.valor_orcamento if extracao and self.relato.desfecho is None else None

    @property
    def coisa(self) -> str:
        return f"o orçamento de {format_brl(self.valor)}" if self.valor else "o orçamento"

    @property
    def promised(self) -> bool:
        return self.contato is not None and self.contato.motivo == _COMBINADO

    @property
    def aberto(self) -> str:
        return since(self.hoje, self.relato.recebido_em)


def quotes(fontes: Fontes, hoje: Hoje) -> Iterator[Ponto]:
    tarefas = _by_relato(one for tipo in _TIPOS for one in fontes.tarefas[tipo].itens)
    for relato in fontes.relatos.values():
        tarefa = tarefas.get(relato.id)
        contato = _contato(relato, tarefa)
        prazo = tarefa.vence_em if tarefa else contato.devido_em if contato else None
        if prazo is not None:
            yield _ponto(_Orcamento(relato, tarefa, contato, prazo, hoje))


def _by_relato(tarefas: Iterable[Tarefa]) -> dict[str, Tarefa]:
    """Who wrote waits for more than who was to be called; else the one that is due first."""
    found: dict[str, Tarefa] = {}
    for one in sorted(tarefas, key=lambda one: (one.tipo is not TipoTarefa.RESPONDER, one.vence_em)):
        if one.relato_id:
            found.setdefault(one.relato_id, one)
    return found


def _contato(relato: Relato, tarefa: Tarefa | None) -> Contato | None:
    """The one that the tarefa is of, else the next that is planned."""
    if tarefa:
        return next((one for one in relato.contatos if one.numero == tarefa.numero), None)
    planned = [one for one in relato.contatos if one.situacao is ContatoSituacao.AGENDADO]
    return min(planned, key=lambda one: one.devido_em, default=None)


def _ponto(orcamento: _Orcamento) -> Ponto:
    relato, tarefa, hoje = orcamento.relato, orcamento.tarefa, orcamento.hoje
    answers = tarefa is not None and tarefa.tipo is TipoTarefa.RESPONDER
    return Ponto(
        assunto=f"relato:{relato.id}",
        tipo=TipoAcao.ORCAMENTO,
        titulo=f"{'Responder a' if answers else 'Retomar a conversa com'} {orcamento.quem}",
        motivo=_answered(orcamento) if answers else _due(orcamento),
        link=f"/relatos/{relato.id}",
        prazo=orcamento.prazo,
        quando=day(hoje, hoje.day_of(orcamento.prazo)),
        urgencia=hoje.by_day(orcamento.prazo),
        gravidade=Gravidade.ALTA if orcamento.promised else Gravidade.NORMAL,
        valor=orcamento.valor,
        responsavel=relato.nome_atendente,
        cliente=relato.nome_cliente,
        tarefa_id=tarefa.id if tarefa else None,
        relato_id=relato.id,
        cliente_id=relato.cliente_id,
    )


def _answered(orcamento: _Orcamento) -> str:
    waits = since(orcamento.hoje, orcamento.prazo)
    return f"{orcamento.quem} respondeu e espera um retorno sobre {orcamento.coisa} {waits}."


def _due(orcamento: _Orcamento) -> str:
    hoje, promised = orcamento.hoje, orcamento.promised
    coisa, aberto = orcamento.coisa, orcamento.aberto
    if hoje.by_day(orcamento.prazo) is not Urgencia.ATRASADO:
        if promised:
            return f"Ficou combinado falar com {orcamento.quem} hoje; {coisa} está em aberto {aberto}."
        return f"Hoje é dia de retomar a conversa com {orcamento.quem}: {coisa} está em aberto {aberto}."
    dia = day(hoje, hoje.day_of(orcamento.prazo))
    if promised:
        return f"Ficou combinado falar com {orcamento.quem} {dia}, e {coisa} segue em aberto {aberto}."
    return f"O contato com {orcamento.quem} era {dia}, e {coisa} segue em aberto {aberto}."
