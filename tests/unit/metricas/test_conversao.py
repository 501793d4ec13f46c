"""What relatos turned into: against a recount by hand, within its period, and nothing where there is none."""

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import pytest

from shared.adapters.sqlite_file import make_table
from shared.adapters.sqlite_sql import select
from shared.clientes.models import Origem
from shared.contas.store import ContaStore
from shared.kit.errors import InvalidInput
from shared.kit.store import Page, Query
from shared.metricas import conversao as conversao_lida
from shared.metricas.conversao import ConversaoService
from shared.metricas.models import Periodo
from shared.relatos.models import (
    Contato,
    ContatoSituacao,
    Desfecho,
    Relato,
    RelatoStatus,
    Resposta,
    Resultado,
)
from shared.relatos.store import RelatoStore
from shared.wiring.base import INDEXES
from tests.builders import make_extracao, make_relato
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments, FakeStore
from tests.unit.metricas.carteira import CONTA, add, make_cliente

pytestmark = pytest.mark.anyio
NOW = datetime(2025, 3, 31, 15, tzinfo=UTC)
MARCH = {"de": date(2025, 3, 1), "ate": date(2025, 3, 31)}
DAY = timedelta(days=1)
_OUTCOMES = (Resultado.CONVERTIDO, Resultado.PERDIDO, Resultado.SEM_INTERESSE)
_SILENT = (Resultado.RESPONDEU, Resultado.SEM_RESPOSTA, Resultado.NAO_CONTATAR)
_PEOPLE = {"A": Origem.KOMMO, "B": Origem.RELATO, "C": Origem.IMPORTACAO}


@pytest.fixture
def documents() -> FakeDocuments:
    return FakeDocuments()


async def measured(documents: FakeDocuments, **periodo: Any) -> dict[str, Any]:
    service = ConversaoService(documents, ContaStore(documents), FakeClock(NOW))
    body: dict[str, Any] = json.loads((await service.measure(CONTA, Periodo(**periodo))).model_dump_json())
    return body


async def tell(documents: FakeDocuments, *relatos: Relato) -> None:
    store = RelatoStore(documents.open("relatos", CONTA))
    for relato in relatos:
        await store.add(relato)


def came(relato_id: str, *, days_ago: float = 2, valor: Any = None, **fields: Any) -> Relato:
    """One in the hands of its flow, that came in so many days before now."""
    given: dict[str, Any] = {
        "id": relato_id,
        "status": RelatoStatus.EM_ACOMPANHAMENTO,
        "recebido_em": NOW - days_ago * DAY,
        "extracao": make_extracao(valor_orcamento=valor),
    }
    return make_relato(**given | fields)


def ended(relato: Relato, resultado: Resultado, *, days_ago: float = 1) -> Relato:
    at = NOW - days_ago * DAY
    done = relato.ended(at, resultado)
    if resultado not in _OUTCOMES:
        return done
    desfecho = Desfecho.model_validate({"tipo": resultado, "registrado_em": at, "registrado_por": "ana"})
    return done.model_copy(update={"desfecho": desfecho})


def made(numero: int, situacao: ContatoSituacao) -> Contato:
    day = date(2025, 3, 10)
    return Contato(
        numero=numero,
        motivo="cadencia",
        data_nominal=day,
        data_ajustada=day,
        devido_em=NOW,
        situacao=situacao,
    )


def some_relato(random: Random, number: int) -> Relato:
    ago = random.random() * 90
    relato = came(
        f"R{number:03}",
        days_ago=ago,
        valor=random.choice((None, Decimal(random.randrange(1, 900_000)) / 100)),
        cliente_id=random.choice((None, "A", "B", "C", "apagado")),
        atendente=random.choice((None, "Ana", "ana ", "João", "JOAO")),
        contatos=tuple(made(n, random.choice(list(ContatoSituacao))) for n in range(1, random.randrange(4))),
        resposta=random.choice((None, Resposta(canal="outro", recebida_em=NOW, registrada_por="ana"))),
    )
    resultado = random.choice((None, *_OUTCOMES, *_SILENT))
    return ended(relato, resultado, days_ago=random.random() * ago) if resultado else relato


def recount(relatos: list[Relato], first: datetime, end: datetime) -> dict[str, Any]:
    """Over models, list by list."""
    cohort = [one for one in relatos if first <= one.recebido_em < end]
    outcomes = [one for one in relatos if one.desfecho and first <= one.desfecho.registrado_em < end]
    open_now = [one for one in relatos if one.resultado in (None, Resultado.RESPONDEU)]
    over = [one for one in cohort if one.resultado not in (None, Resultado.RESPONDEU)]
    won = [one for one in cohort if one.resultado is Resultado.CONVERTIDO]
    contatos = [
        sum(
            it.situacao in (ContatoSituacao.ENVIO_PEDIDO, ContatoSituacao.TAREFA_CRIADA)
            for it in one.contatos
        )
        for one in cohort
    ]

    def quotes(found: list[Relato]) -> dict[str, Any]:
        values = [
            one.extracao.valor_orcamento for one in found if one.extracao and one.extracao.valor_orcamento
        ]
        total = float(sum(values, Decimal(0))) if values else None
        return {"n": len(found), "com_valor": len(values), "valor": total}

    days = [
        (one.desfecho.registrado_em - one.recebido_em).total_seconds() / 86_400
        for one in outcomes
        if one.desfecho
    ]
    return {
        "relatos": len(cohort),
        "contatados": len([count for count in contatos if count]),
        "contatos_feitos": sum(contatos),
        "responderam": len([one for one in cohort if one.resposta]),
        "convertidos": len(won),
        "sem_conversao": {
            name: len([one for one in cohort if one.resultado == name])
            for name in ("perdido", "sem_interesse", "sem_resposta", "nao_contatar")
        },
        "em_aberto": len(cohort) - len(over),
        "taxa_conversao_pct": round(100 * len(won) / len(over), 1) if over else None,
        "taxa_conversao_n": len(over),
        "ganhos": quotes([one for one in outcomes if one.resultado is Resultado.CONVERTIDO]),
        "perdidos": quotes([one for one in outcomes if one.resultado is not Resultado.CONVERTIDO]),
        "dias_ate_desfecho": {"n": len(days), "mediana": round(median(days), 1) if days else None},
        "abertos": quotes(open_now),
    }


@pytest.mark.parametrize("seed", range(20))
async def test_what_is_measured_equals_a_recount_by_hand(
    documents: FakeDocuments, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    relatos = [some_relato(random, number) for number in range(random.randrange(1, 80))]
    await tell(documents, *relatos)
    await add(documents, *(make_cliente(one, origem=origem) for one, origem in _PEOPLE.items()))
    monkeypatch.setattr(conversao_lida, "_PAGE", 20)  # several pages
    first, end = datetime(2025, 3, 1, 3, tzinfo=UTC), datetime(2025, 4, 1, 3, tzinfo=UTC)

    found = await measured(documents, **MARCH)

    assert found["geral"] == recount(relatos, first, end)
    for origem, part in found["por_origem"].items():
        own = [one for one in relatos if _PEOPLE.get(one.cliente_id or "", "sem_cliente") == origem]
        assert part == recount(own, first, end)
    for part in found["por_atendente"]:
        who = (part.pop("atendente") or "").lower().replace("ã", "a")
        own = [one for one in relatos if (one.atendente or "").strip().lower().replace("ã", "a") == who]
        assert part == recount(own, first, end)


async def test_where_nothing_is_to_measure_nothing_is_said(documents: FakeDocuments) -> None:
    found = await measured(documents)

    geral = found["geral"]
    assert (geral["taxa_conversao_pct"], geral["taxa_conversao_n"]) == (None, 0)
    assert geral["ganhos"] == geral["abertos"] == {"n": 0, "com_valor": 0, "valor": None}
    assert geral["dias_ate_desfecho"] == {"n": 0, "mediana": None}
    assert (found["por_atendente"], found["por_origem"]) == ([], {})


async def test_the_days_of_a_period_are_local(documents: FakeDocuments) -> None:
    late = datetime(2025, 3, 2, 2, 59, tzinfo=UTC)  # March 1st in São Paulo, until midnight
    await tell(documents, came("A", recebido_em=late), came("B", recebido_em=late + timedelta(minutes=1)))

    found = await measured(documents, de=date(2025, 3, 1), ate=date(2025, 3, 1))

    assert found["geral"]["relatos"] == 1


async def test_an_outcome_counts_when_it_is_told_though_its_relato_came_before(
    documents: FakeDocuments,
) -> None:
    old = ended(came("A", days_ago=80, valor=Decimal("2500.10")), Resultado.CONVERTIDO, days_ago=10)
    await tell(documents, old)

    geral = (await measured(documents, **MARCH))["geral"]

    assert (geral["relatos"], geral["ganhos"]["valor"]) == (0, 2500.10)
    assert geral["dias_ate_desfecho"] == {"n": 1, "mediana": 70.0}


async def test_an_answer_alone_leaves_the_quote_open(documents: FakeDocuments) -> None:
    await tell(documents, ended(came("A", valor=Decimal(300)), Resultado.RESPONDEU), came("B"))

    geral = (await measured(documents, **MARCH))["geral"]

    assert geral["abertos"] == {"n": 2, "com_valor": 1, "valor": 300.0}
    assert (geral["em_aberto"], geral["taxa_conversao_pct"]) == (2, None)


async def test_a_relato_that_nobody_has_read_yet_is_an_open_one(documents: FakeDocuments) -> None:
    await tell(documents, make_relato(recebido_em=NOW))

    geral = (await measured(documents, **MARCH))["geral"]

    assert (geral["relatos"], geral["em_aberto"], geral["abertos"]["com_valor"]) == (1, 1, 0)


async def test_bad_periods_are_refused(documents: FakeDocuments) -> None:
    with pytest.raises(InvalidInput):
        await measured(documents, de=date(2025, 3, 2), ate=date(2025, 3, 1))


@dataclass
class AskedDocuments(FakeDocuments):
    asked: list[Query] = field(default_factory=list)

    def open(self, container: str, pk: str) -> "AskedStore":
        return AskedStore(self, container, pk)


class AskedStore(FakeStore):
    def __init__(self, documents: AskedDocuments, container: str, pk: str) -> None:
        super().__init__(documents, container, pk)
        self._asked = documents.asked if container == "relatos" else []

    async def query(self, query: Query) -> Page:
        self._asked.append(query)
        return await super().query(query)


async def test_none_of_its_questions_reads_all_relatos_of_the_conta(tmp_path: Path) -> None:
    documents = AskedDocuments()
    await measured(documents)

    db = sqlite3.connect(tmp_path / "documentos.db")
    make_table(db, "relatos", INDEXES["relatos"])
    plans = []
    for query in documents.asked:
        statement, values = select('"relatos"', query, at="pk = ?", place=None)
        plans.append(db.execute(f"EXPLAIN QUERY PLAN {statement}", [CONTA, *values]).fetchone()[3])
    db.close()
    assert len(plans) == 4
    assert not [plan for plan in plans if plan.endswith("(pk=?)")]
