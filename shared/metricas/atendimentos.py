"""Métricas of appointments: who confirms, who does not come, how fast people answer. It reads documents of others."""

from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.contas.models import Conta
from shared.kit.clock import Now, instant, local_instant, parse_instant
from shared.kit.store import Documents, Query, Where
from shared.metricas.atendimento_models import MedidaAtendimentos, MedidaProfissional, MetricasAtendimentos
from shared.metricas.medida import duracao, percent
from shared.metricas.models import Periodo, PeriodoMedido
from shared.metricas.periodo import measured
from shared.metricas.ports import Contas

_PAGE = 500
_HOUR = timedelta(hours=1)
# By how long before its hour the first question left.
_NOTICES = ((12, "ate_12h"), (24, "de_12h_a_24h"), (48, "de_24h_a_48h"), (72, "de_48h_a_72h"))
_LONGER = "mais_de_72h"
_WORDS = (
    StatusConfirmacao.PENDENTE,
    StatusConfirmacao.CONFIRMADO,
    StatusConfirmacao.CANCELADO,
    StatusConfirmacao.REAGENDAR,
)
_RETORNO = "retorno"


@dataclass(frozen=True, slots=True)
class Lido:
    """The part of an appointment that counts. `dito` is the last state that a word of somebody brought it to, which
    what came afterwards does not change; `avisado_h` the local hour of the first question."""

    medico: str
    nome_medico: str
    status: str
    dito: str
    calou: bool
    perguntado: bool
    antecedencia: str | None
    avisado_h: int | None
    resposta_s: float | None


def lido(body: dict[str, Any]) -> Lido:
    """From a document as it is stored."""
    asked = [
        parse_instant(one["em"])
        for one in body.get("avisos", ())
        if not one.get("voltou") and one["versao"] == body.get("versao", 1)
    ]
    first = min(asked, default=None)
    dito, by = _last_word(body)
    return Lido(
        medico=body.get("medico") or "",
        nome_medico=body.get("nome_medico") or "",
        status=body["status_confirmacao"],
        dito=dito,
        calou=dito == StatusConfirmacao.CANCELADO and by == _RETORNO,
        perguntado=first is not None,
        antecedencia=_notice(parse_instant(body["data_consulta"]) - first) if first else None,
        avisado_h=first.astimezone(ZoneInfo(body["fuso"])).hour if first else None,
        resposta_s=_answered_after(body),
    )


def _last_word(body: dict[str, Any]) -> tuple[str, str]:
    """The state before whatever its hour made of it, and whose doing it was."""
    lines = [line for line in body.get("historico", ()) if line["campo"] == "status_confirmacao"]
    status = body["status_confirmacao"]
    for line in reversed(lines):
        if status in _WORDS:
            break
        status = line["de"]
    by = next((line["por"] for line in reversed(lines) if line["para"] == status), "")
    return (status if status in _WORDS else StatusConfirmacao.PENDENTE.value), by


def _notice(before: timedelta) -> str:
    return next((name for hours, name in _NOTICES if before <= hours * _HOUR), _LONGER)


def _answered_after(body: dict[str, Any]) -> float | None:
    """Of who answered themselves: what the team wrote down says nothing of how fast people are."""
    asked, answered = body.get("perguntou_em"), body.get("respondido_em")
    if not asked or not answered or not any(one["aplicada"] for one in body.get("respostas", ())):
        return None
    return max(0.0, (parse_instant(answered) - parse_instant(asked)).total_seconds())


@dataclass(slots=True)
class Grupo:
    """Adds up appointments one by one."""

    lidos: list[Lido] = field(default_factory=list)

    def medida(self) -> MedidaAtendimentos:
        asked = [one for one in self.lidos if one.perguntado]
        confirmed = sum(one.dito == StatusConfirmacao.CONFIRMADO for one in asked)
        missed = self._count(StatusConfirmacao.FALTOU)
        known = missed + self._count(StatusConfirmacao.REALIZADO)
        return MedidaAtendimentos(
            total=len(self.lidos),
            perguntados=len(asked),
            confirmados=confirmed,
            taxa_confirmacao_pct=percent(confirmed, len(asked)) if asked else None,
            cancelados=self._count(StatusConfirmacao.CANCELADO),
            cancelados_por_silencio=sum(one.calou for one in self.lidos),
            querem_remarcar=self._count(StatusConfirmacao.REAGENDAR),
            sem_resposta=self._count(StatusConfirmacao.SEM_RESPOSTA),
            presencas_sabidas=known,
            faltaram=missed,
            taxa_falta_pct=percent(missed, known) if known else None,
            resposta=duracao([one.resposta_s for one in self.lidos if one.resposta_s is not None]),
        )

    def _count(self, status: StatusConfirmacao) -> int:
        return sum(one.status == status for one in self.lidos)


@dataclass(frozen=True)
class MetricaAtendimentoService:
    documents: Documents
    contas: Contas
    now: Now

    async def measure(self, conta_id: str, periodo: Periodo) -> MetricasAtendimentos:
        """Raises `InvalidInput` for days in the wrong order or more than 366 apart."""
        conta = await self.contas.load(conta_id)
        medido = measured(periodo, conta.fuso, self.now())
        todos = Grupo([one async for one in self._read(conta, medido)])
        names = [*(name for _, name in _NOTICES), _LONGER]
        notices, hours = _by(todos, "antecedencia"), _by(todos, "avisado_h")
        return MetricasAtendimentos(
            periodo=medido,
            geral=todos.medida(),
            por_profissional=tuple(
                MedidaProfissional(nome_medico=group.lidos[-1].nome_medico, **group.medida().model_dump())
                for _, group in sorted(_by(todos, "medico").items())
            ),
            por_antecedencia={name: notices[name].medida() for name in names if name in notices},
            por_hora_do_aviso={f"{hour:02}h": group.medida() for hour, group in sorted(hours.items())},
        )

    async def _read(self, conta: Conta, medido: PeriodoMedido) -> AsyncIterator[Lido]:
        store, cursor = self.documents.open(Atendimento.CONTAINER, conta.id), None
        until = medido.ate + timedelta(days=1)
        where = (
            Where("bloqueado_em", "=", None),
            Where("data_consulta", ">=", _midnight(conta, medido.de)),
            Where("data_consulta", "<", _midnight(conta, until)),
        )
        while True:
            page = await store.query(Query(where, order_by="data_consulta", limit=_PAGE, cursor=cursor))
            for stored in page.items:
                yield lido(stored.body)
            if (cursor := page.cursor) is None:
                return


def _midnight(conta: Conta, day: date) -> str:
    return instant(local_instant(day, 0, conta.fuso))


def _by(todos: Grupo, name: str) -> dict[Any, Grupo]:
    """Who has none of it is in no group."""
    groups: dict[Any, Grupo] = defaultdict(Grupo)
    for one in todos.lidos:
        value = getattr(one, name)
        if value is not None and value != "":
            groups[value].lidos.append(one)
    return groups
