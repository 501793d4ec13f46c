"""Everybody's score in S4's two shapes, made of what the daily run has left and of nothing else."""

import gzip
import json
import weakref
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from shared.atividades.store import AtividadeStore
from shared.kit.store import Stored
from shared.resumos.ports import Assunto, Pedido
from shared.resumos.service import ResumoService
from shared.resumos.store import ResumoStore
from shared.saude.entradas import FiltroHealthScores
from shared.saude.listagem import HealthScoreService, Rows
from shared.saude.store import Escrita, SaudeStore
from shared.saude.views import HealthScore, HealthScoreAninhado
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments

pytestmark = pytest.mark.anyio

CONTA = "revenda"
# The example of S4's document; its CNPJ is text here.
DOCUMENTED = {
    "tenant_id": 12345,
    "slug": "empresa-xyz",
    "name": "Empresa XYZ Ltda",
    "cnpj": "12345678000190",
    "qntd_acessos_30d": 45,
    "dias_desde_ultimo_acesso": 2,
    "score_engajamento": 0.85,
    "qntd_entradas_30d": 120,
    "dias_desde_ultima_entrada": 1,
    "qntd_saidas_30d": 110,
    "dias_desde_ultima_saida": 1,
    "score_movimentacao_estoque": 0.92,
    "qntd_leads_30d": 25,
    "dias_desde_ultimo_lead": 3,
    "score_crm": 0.78,
    "econversa_ativo": True,
    "integradores_conectados": 2,
    "score_adoption": 0.88,
    "score_total": 0.86,
    "categoria": "Campeão",
}


def signal(quantidade: int, dias: int) -> dict[str, Any]:
    return {"quantidade": quantidade, "dias": dias, "sem_dados": False}


def scored(**fields: Any) -> dict[str, Any]:
    """The body of a score, of S4's example where nothing else is said; None takes a field away."""
    body = {
        "tenant_id": "12345",
        "slug": "empresa-xyz",
        "nome": "Empresa XYZ Ltda",
        "cnpj": "12345678000190",
        "data_adesao": "2024-03-15",
        "medidas": {
            "acessos": signal(45, 2),
            "entradas": signal(120, 1),
            "saidas": signal(110, 1),
            "leads": signal(25, 3),
            "econversa": True,
            "integradores": 2,
        },
        "pilares": {"engajamento": 0.85, "movimentacao_estoque": 0.92, "crm": 0.78, "adoption": 0.88},
        "score": 0.86,
        "categoria": "Campeão",
        "calculado_em": "2026-02-14T08:00:00.000000Z",
    } | fields
    return {name: value for name, value in body.items() if value is not None}


@dataclass
class World:
    documents: FakeDocuments = field(default_factory=FakeDocuments)
    clock: FakeClock = field(default_factory=FakeClock)
    ids: int = 0

    def new_id(self) -> str:
        self.ids += 1
        return f"G{self.ids}"

    @property
    def resumos(self) -> ResumoService:
        return ResumoService(
            lambda conta: ResumoStore(self.documents.open("resumos", conta)), self.clock, self.new_id
        )

    async def score(self, cliente_id: str, **fields: Any) -> None:
        store = SaudeStore(self.documents.open("saude", CONTA))
        await store.put([Escrita(cliente_id, scored(**fields), "2026-02", {})])

    async def list(self, **query: str) -> dict[str, Any]:
        service = HealthScoreService(
            open_saude=lambda conta: SaudeStore(self.documents.open("saude", conta)),
            open_atividades=lambda conta: AtividadeStore(self.documents.open("atividades", conta)),
            resumos=self.resumos,
        )
        self.last = await service.list(CONTA, FiltroHealthScores.model_validate(query))
        return dict(json.loads(gzip.decompress(self.last.gzip)))


@pytest.fixture
def world() -> World:
    return World()


async def test_the_flat_shape_is_s4s_to_the_letter(world: World) -> None:
    await world.score("C1")

    shown = await world.list()

    assert shown == {"12345": DOCUMENTED}
    assert list(shown["12345"]) == list(DOCUMENTED) == list(HealthScore.model_fields)
    assert {name: type(value) for name, value in shown["12345"].items()} == {
        name: type(value) for name, value in DOCUMENTED.items()
    }


async def test_the_nested_shape_is_that_of_s4s_code(world: World) -> None:
    await world.score("C1")
    on, off = {"ativo": True, "em": "2026-02-01"}, {"ativo": False, "em": "2026-02-01"}
    counters = {"integradores": {"OLX": on, "KBB": off, "FIPE": on}}
    await world.documents.open("atividades", CONTA).upsert("C1", counters)

    shown = await world.list(formato="aninhado")

    assert list(shown) == ["empresa-xyz"]
    assert HealthScoreAninhado.model_validate(shown["empresa-xyz"]).tenant_id == "12345"
    assert shown["empresa-xyz"]["scores"] == {
        "engajamento": 0.85,
        "adocao": 0.88,
        "estoque": 0.92,
        "crm": 0.78,
        "total": 0.86,
    }
    assert shown["empresa-xyz"]["integrations"] == {
        "econversa_connected": True,
        "integrators_connected": ["FIPE", "OLX"],
    }
    assert shown["empresa-xyz"]["metrics"]["saidas"] == {"quantidade_30d": 110, "dias_ultima_saida": 1}


async def test_who_has_no_tenant_is_under_its_own_id(world: World) -> None:
    await world.score("C1", tenant_id=None, slug=None, cnpj=None)

    flat, nested = await world.list(), await world.list(formato="aninhado")

    assert (flat["C1"]["tenant_id"], flat["C1"]["slug"], flat["C1"]["cnpj"]) == ("C1", None, None)
    assert (nested["C1"]["tenant_id"], nested["C1"]["slug"]) == ("C1", None)


async def test_nothing_known_of_the_adoption_shows_as_none_of_it(world: World) -> None:
    await world.score("C1", medidas=scored()["medidas"] | {"econversa": None, "integradores": None})

    shown = (await world.list())["12345"]

    assert (shown["econversa_ativo"], shown["integradores_conectados"]) == (False, 0)


async def test_two_of_one_tenant_are_both_shown(world: World) -> None:
    for cliente_id in ("C1", "C2", "12345"):
        await world.score(cliente_id, nome=cliente_id)

    shown = await world.list()

    assert {key: one["name"] for key, one in shown.items()} == {
        "12345": "12345",
        "C1": "C1",
        "C2": "C2",
    }


async def test_one_whose_key_and_id_are_both_taken_is_shown_all_the_same(world: World) -> None:
    await world.score("A", tenant_id="B")
    await world.score("B", tenant_id=None)

    shown = await world.list()

    assert list(shown) == ["B", "cliente:B"]


async def test_days_choose_by_adesao_both_included(world: World) -> None:
    for day in (1, 2, 3, 4):
        await world.score(f"C{day}", tenant_id=str(day), data_adesao=f"2024-01-0{day}")

    shown = [
        await world.list(data_adesao_inicio="2024-01-02", data_adesao_fim="2024-01-03"),
        await world.list(data_inicio="2024-01-03"),
        await world.list(data_fim="2024-01-01"),
        await world.list(),
    ]

    assert [list(one) for one in shown] == [["2", "3"], ["3", "4"], ["1"], ["1", "2", "3", "4"]]


async def test_each_days_and_each_shape_are_kept_under_a_key_of_their_own(world: World) -> None:
    await world.score("C1")

    for query in ({}, {"formato": "aninhado"}, {"data_inicio": "2024-01-01"}, {"data_fim": "2024-12-31"}):
        await world.list(**query)

    assert sorted(world.documents.partitions["resumos", CONTA]) == [
        "health-scores:2024-01-01:all",
        "health-scores:all:2024-12-31",
        "health-scores:all:all",
        "health-scores:all:all:aninhado",
    ]


async def test_a_filtered_request_leaves_the_scores_as_they_were(world: World) -> None:
    for number in range(5):
        await world.score(f"C{number}", tenant_id=str(number), data_adesao=f"2024-01-0{number + 1}")
    before = dict(world.documents.partitions["saude", CONTA])

    await world.list(data_adesao_inicio="2024-01-03")
    everybody = await world.list()

    assert world.documents.partitions["saude", CONTA] == before
    assert len(everybody) == 5


async def test_nobody_is_an_empty_dict_and_that_is_kept_too(world: World) -> None:
    first = await world.list()
    world_made = world.last.hit
    again = await world.list()

    assert first == again == {}
    assert (world_made, world.last.hit, world.last.atualizado_em) == (False, True, None)


async def test_many_pages_are_one_dict_as_old_as_the_oldest_of_it(world: World) -> None:
    for number in range(1_100):
        hour = 7 if number == 1_050 else 8
        await world.score(
            f"C{number:04}", tenant_id=str(number), calculado_em=f"2026-02-14T{hour:02}:00:00.000000Z"
        )

    shown = await world.list()

    assert len(shown) == 1_100
    assert world.last.atualizado_em == "2026-02-14T07:00:00.000000Z"


class Page(list[Stored]):
    """A page that can be watched."""

    __hash__ = object.__hash__  # type: ignore[assignment]  # a WeakSet wants one


async def test_however_many_there_are_one_page_is_in_memory_at_a_time(world: World) -> None:
    alive: weakref.WeakSet[Page] = weakref.WeakSet()
    most = 0

    async def pages() -> AsyncIterator[list[Stored]]:
        nonlocal most
        for page in range(20):
            read = Page(Stored(f"C{page}-{n}", scored(tenant_id=f"{page}{n:03}"), "") for n in range(200))
            alive.add(read)
            most = max(most, len(alive))
            yield read
            del read

    pedido = Pedido(CONTA, "health-scores:all:all", 600, (Assunto.SAUDE,))
    made = await world.resumos.stream(pedido, lambda: Rows(pages(), None))
    kept = await world.resumos.stream(pedido, lambda: Rows(pages(), None))

    assert most <= 2
    assert kept.hit
    assert len(json.loads(gzip.decompress(made.gzip))) == 4_000


async def test_new_scores_make_it_stale_and_changed_clientes_do_not(world: World) -> None:
    await world.score("C1")
    await world.list()

    await world.resumos.changed(CONTA, Assunto.CLIENTES)
    await world.list()
    after_clientes = world.last.hit
    await world.resumos.changed(CONTA, Assunto.SAUDE)
    await world.list()

    assert (after_clientes, world.last.hit) == (True, False)


def test_days_are_days_and_in_order() -> None:
    inverted = {"data_inicio": "2024-02-01", "data_fim": "2024-01-31"}
    for wrong in (inverted, {"data_inicio": "2024/01/01"}, {"data_fim": "2024-02-30"}, {"formato": "x"}):
        with pytest.raises(ValueError, match="validation error"):
            FiltroHealthScores.model_validate(wrong)
    assert FiltroHealthScores.model_validate({"data_inicio": ""}).inicio is None
    assert FiltroHealthScores.model_validate({"data_fim": "2024-01-31"}).fim == date(2024, 1, 31)
