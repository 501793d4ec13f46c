"""Chamados whose deadline has passed or ends today."""

from collections.abc import Iterator
from datetime import datetime

from shared.chamados.classe import Prioridade
from shared.chamados.models import Chamado
from shared.pauta.leitura import RUNNING, Fontes
from shared.pauta.models import Gravidade, TipoAcao
from shared.pauta.ordem import Ponto
from shared.pauta.palavras import Hoje, since, when
from shared.tarefas.models import TipoTarefa

_GRAVIDADE = {Prioridade.CRITICA: Gravidade.CRITICA, Prioridade.ALTA: Gravidade.ALTA}
_PRIORIDADE = {Prioridade.CRITICA: ", de prioridade crítica", Prioridade.ALTA: ", de prioridade alta"}


def deadlines(fontes: Fontes, hoje: Hoje) -> Iterator[Ponto]:
    """By the chamado itself, not by what people were told of it; one that waits for the cliente is not ours to do."""
    tarefas = {one.chamado_id: one for one in fontes.tarefas[TipoTarefa.PRAZO].itens}
    for chamado in fontes.chamados.values():
        due = _due(chamado)
        if chamado.status not in RUNNING or due is None:
            continue
        meta, prazo = due
        tarefa = tarefas.get(chamado.id)
        nome = fontes.nomes.get(chamado.cliente_id)
        yield Ponto(
            assunto=f"chamado:{chamado.id}",
            tipo=TipoAcao.CHAMADO,
            titulo=f"Atender o chamado {chamado.protocolo}" + (f", de {nome}" if nome else ""),
            motivo=_motivo(chamado, meta, prazo, nome or "a pessoa", hoje),
            link=f"/chamados/{chamado.id}",
            prazo=prazo,
            quando=when(hoje, prazo),
            urgencia=hoje.by_instant(prazo),
            gravidade=_GRAVIDADE.get(chamado.prioridade or Prioridade.MEDIA, Gravidade.NORMAL),
            responsavel=fontes.nomes.get(chamado.atendente or "") or (tarefa.atendente if tarefa else None),
            cliente=nome,
            tarefa_id=tarefa.id if tarefa else None,
            chamado_id=chamado.id,
            cliente_id=chamado.cliente_id,
        )


def _due(chamado: Chamado) -> tuple[str, datetime] | None:
    """What is due first."""
    found = [("da solução", chamado.resolver_ate)]
    if chamado.primeira_resposta_em is None:
        found.append(("da primeira resposta", chamado.responder_ate))
    known = [(meta, prazo) for meta, prazo in found if prazo is not None]
    return min(known, key=lambda one: one[1], default=None)


def _motivo(chamado: Chamado, meta: str, prazo: datetime, quem: str, hoje: Hoje) -> str:
    verb = "passou" if prazo < hoje.agora else "termina"
    kind = _PRIORIDADE.get(chamado.prioridade or Prioridade.MEDIA, "")
    waits = since(hoje, chamado.criado_em)
    comma = "," if kind else ""
    return f"O prazo {meta} do chamado{kind}{comma} {verb} {when(hoje, prazo)}; {quem} espera {waits}."
