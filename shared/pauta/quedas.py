"""Clientes whose saúde fell, as the tarefas of saúde say: one that somebody has seen to is not brought up again."""

from collections.abc import Iterator

from shared.kit.money import format_brl
from shared.pauta.leitura import Fontes
from shared.pauta.models import Gravidade, TipoAcao
from shared.pauta.ordem import Ponto
from shared.pauta.palavras import Hoje, day
from shared.saude.classe import Categoria
from shared.saude.models import DiaDeSaude, Saude
from shared.tarefas.models import Tarefa, TipoTarefa


def falls(fontes: Fontes, hoje: Hoje) -> Iterator[Ponto]:
    for tarefa in fontes.tarefas[TipoTarefa.SAUDE].itens:
        if tarefa.cliente_id is None:
            yield _rest(tarefa, hoje)
            continue
        saude = fontes.saude.get(tarefa.cliente_id)
        if saude is None:
            continue
        critico = saude.categoria is Categoria.CRITICO
        yield Ponto(
            assunto=f"saude:{saude.id}",
            tipo=TipoAcao.CLIENTE,
            titulo=f"Cuidar de {saude.nome}",
            motivo=_motivo(saude, hoje),
            link=f"/health-scores/{saude.id}",
            prazo=tarefa.vence_em,
            quando=day(hoje, hoje.day_of(tarefa.vence_em)),
            urgencia=hoje.by_day(tarefa.vence_em),
            gravidade=Gravidade.ALTA if critico else Gravidade.NORMAL,
            valor=saude.valor,
            responsavel=saude.cs or tarefa.atendente,
            cliente=saude.nome,
            tarefa_id=tarefa.id,
            cliente_id=saude.id,
        )


def _rest(tarefa: Tarefa, hoje: Hoje) -> Ponto:
    """Of those who are more than a day takes."""
    money = f": são {format_brl(tarefa.valor)} por mês" if tarefa.valor else ""
    return Ponto(
        assunto=f"tarefa:{tarefa.id}",
        tipo=TipoAcao.CLIENTE,
        titulo="Ver quem mais caiu",
        motivo=f"{tarefa.assunto}{money}.",
        link=f"/tarefas/{tarefa.id}",
        prazo=tarefa.vence_em,
        quando=day(hoje, hoje.day_of(tarefa.vence_em)),
        urgencia=hoje.by_day(tarefa.vence_em),
        gravidade=Gravidade.ALTA,
        valor=tarefa.valor,
        tarefa_id=tarefa.id,
    )


def _motivo(saude: Saude, hoje: Hoje) -> str:
    money = f": são {format_brl(saude.valor)} por mês" if saude.valor else ""
    dia, before = day(hoje, saude.desde), _before(saude)
    now = f"{saude.categoria} ({_nota(saude.score)})"
    if before is None or before.categoria.grau <= saude.categoria.grau:
        return f"{saude.nome} está em {now} {_since(dia)}{money}."
    return f"{saude.nome} caiu de {before.categoria} ({_nota(before.score)}) para {now} {dia}{money}."


def _before(saude: Saude) -> DiaDeSaude | None:
    """The last day that was scored before it entered its category."""
    days = [key for key in saude.dias if key < saude.desde.isoformat()]
    return saude.dias[max(days)] if days else None


def _since(dia: str) -> str:
    return dia if dia.startswith("há") else f"desde {dia}"


def _nota(score: float) -> str:
    return f"{score:.2f}".replace(".", ",")
