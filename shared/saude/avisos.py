"""The tarefas that falls become, in words: one of a cliente, and one of all that are more than a day takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from shared.contas.models import Conta
from shared.kit.clock import local_day, local_instant
from shared.kit.ids import digest_id
from shared.kit.money import format_brl
from shared.kit.store import Stored
from shared.saude.acoes import acao_for
from shared.saude.calculo import measures_of
from shared.saude.classe import Categoria
from shared.saude.medidas import NUNCA, Medidas, Sinal
from shared.saude.models import MedidasGuardadas
from shared.tarefas.models import Tarefa, TipoTarefa

MOTIVO = "queda_de_saude"
# Whether the worst of those who wait are in Crítico: where a list of them begins.
EM_ESPERA, CRITICOS_EM_ESPERA = "quedas_em_espera", "criticos_em_espera"
_FECHA_AS = 18
_MOST_DAYS = 60  # a conta that works on no day is not waited for
# From how many days of silence on it is told as a reason.
_QUIETO = 7
_SINAIS = (
    ("acessos", "não acessa o sistema", "nenhum acesso registrado até hoje"),
    ("entradas", "não registra entrada de estoque", "nenhuma entrada de estoque registrada até hoje"),
    ("saidas", "não registra saída de estoque", "nenhuma saída de estoque registrada até hoje"),
    ("leads", "não recebe leads", "nenhum lead registrado até hoje"),
)


@dataclass(frozen=True, slots=True)
class Espera:
    """Those who fell since the last run and have no tarefa; `valor` is what they pay a month."""

    quantos: int
    criticos: int
    valor: Decimal


def queda_id(cliente_id: str, para: Categoria, desde: date) -> str:
    """Of the tarefa of a fall: the same fall, the same tarefa."""
    return digest_id("saude", cliente_id, para.value, desde.isoformat())


def tarefa_of(stored: Stored, cliente: Mapping[str, Any], conta: Conta, now: datetime) -> Tarefa:
    """Of a score that waits to be told, and the raw body of its cliente."""
    body, today = stored.body, local_day(now, conta.fuso)
    para, desde = Categoria(body["categoria"]), date.fromisoformat(body["desde"])
    acao, valor = acao_for(para), cliente.get("valor")
    return Tarefa(
        id=queda_id(stored.id, para, desde),
        tipo=TipoTarefa.SAUDE,
        cliente_id=stored.id,
        motivo=MOTIVO,
        cliente=cliente.get("nome"),
        telefone=next(iter(cliente.get("telefones") or ()), None),
        email=next(iter(cliente.get("emails") or ()), None),
        atendente=cliente.get("cs"),
        assunto=_assunto(para, body["score"], body["a_avisar"]),
        explicacao=_explained(body, valor, desde if desde < today else None),
        texto_sugerido=acao.descricao,
        valor=Decimal(str(valor)) if valor is not None else None,
        vence_em=_due(conta, today, acao.dias_uteis, now),
        criada_em=now,
    )


def resumo_of(espera: Espera, conta: Conta, now: datetime) -> Tarefa:
    """Of all who are left of a day; one a day."""
    today = local_day(now, conta.fuso)
    return Tarefa(
        id=digest_id("saude", EM_ESPERA, today.isoformat()),
        tipo=TipoTarefa.SAUDE,
        motivo=CRITICOS_EM_ESPERA if espera.criticos else EM_ESPERA,
        assunto=_left(espera, today),
        explicacao=_why_left(espera),
        valor=espera.valor or None,
        vence_em=_due(conta, today, 0, now),
        criada_em=now,
    )


def _left(espera: Espera, today: date) -> str:
    one = espera.quantos == 1
    who = "Mais 1 cliente pede" if one else f"Mais {espera.quantos} clientes pedem"
    grave = f", {espera.criticos} em Crítico" if espera.criticos else ""
    return f"{who} cuidado desde {today:%d/%m/%Y}{grave}"


def _why_left(espera: Espera) -> str:
    at_risk = f" Em jogo nas que esperam: {format_brl(espera.valor)} por mês." if espera.valor else ""
    return (
        "São mais do que cabe em um dia. As quedas mais graves, e entre elas as de maior valor, já têm tarefa; "
        "as outras ganham a sua conforme as tarefas de saúde abertas forem concluídas. Quando tantos mudam de uma "
        "vez, confira primeiro se os dados de atividade continuam chegando e se o perfil da conta mudou. Depois "
        f"veja em Saúde a lista, que começa pelos piores scores.{at_risk}"
    )


def _assunto(para: Categoria, score: float, queda: Mapping[str, Any]) -> str:
    points = f"{score:.2f}".replace(".", ",")
    if queda["de"] is None:
        return f"Saúde em {para} ({points}) na primeira medição"
    if queda["outro_perfil"]:
        return f"Saúde em {para} ({points}) pelo novo perfil; antes, {queda['de']}"
    return f"Saúde caiu de {queda['de']} para {para} ({points})"


def _explained(body: Mapping[str, Any], valor: Any, desde: date | None) -> str:
    """`desde` where that is not today."""
    reasons = _reasons(measures_of(MedidasGuardadas.model_validate(body["medidas"])))
    why = f"O que pesa: {'; '.join(reasons)}." if reasons else "A atividade dos últimos 30 dias diminuiu."
    since = f" Está assim desde {desde:%d/%m/%Y}." if desde else ""
    at_risk = f" Em jogo: {format_brl(Decimal(str(valor)))} por mês." if valor else ""
    return why + since + at_risk


def _reasons(medidas: Medidas) -> list[str]:
    found = []
    for name, since, never in _SINAIS:
        sinal: Sinal = getattr(medidas, name)
        if sinal.sem_dados or sinal.dias >= NUNCA:
            found.append(never)
        elif sinal.dias > _QUIETO:
            found.append(f"há {sinal.dias} dias {since}")
    if medidas.econversa is False:
        found.append("o eConversa está desligado")
    if medidas.chamados_abertos:
        found.append(_plural(medidas.chamados_abertos, "chamado aberto", "chamados abertos"))
    if medidas.faltas:
        found.append(_plural(medidas.faltas, "falta em 30 dias", "faltas em 30 dias"))
    return found


def _plural(quantity: int, one: str, many: str) -> str:
    return f"{quantity} {one if quantity == 1 else many}"


def _due(conta: Conta, dia: date, dias_uteis: int, now: datetime) -> datetime:
    """The end of the working day so many working days after."""
    expediente = conta.expediente(conta.chamados.expediente)
    day, left = dia, dias_uteis
    for _ in range(_MOST_DAYS):
        if expediente.slot(day) is not None:
            if left == 0:
                break
            left -= 1
        day += timedelta(days=1)
    return max(local_instant(day, _FECHA_AS, conta.fuso), now)
