"""The status of the timers: when they come, when they came, what waits; nothing that nobody measured."""

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.kit.clock import instant
from shared.rotinas.models import ENVIOS, KOMMO, RETENCAO, ROTINAS, Rotina
from shared.rotinas.service import RotinaService
from shared.rotinas.views import FluxosEmEspera, Trabalho
from tests.contract.surface import TIMERS
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 3, 3, 13, 7, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest.fixture
def documents(clock: FakeClock) -> FakeDocuments:
    return FakeDocuments(now=clock)


@pytest.fixture
def service(documents: FakeDocuments, clock: FakeClock) -> RotinaService:
    return RotinaService(documents, clock)


async def job(service: RotinaService, rotina: Rotina) -> Trabalho:
    return next(one for one in (await service.status("clinica")).jobs if one.id == rotina.id)


async def test_they_are_the_timers_of_the_app_at_their_hours() -> None:
    assert {rotina.id: rotina.schedule for rotina in ROTINAS} == TIMERS


@pytest.mark.parametrize(
    ("rotina", "next_run"),
    [
        (ENVIOS, NOW.replace(minute=8, second=0)),
        (KOMMO, NOW.replace(minute=15, second=0)),
        (RETENCAO, datetime(2026, 3, 4, 6, tzinfo=UTC)),
    ],
)
async def test_the_next_run_is_that_of_the_schedule(
    service: RotinaService, rotina: Rotina, next_run: datetime
) -> None:
    assert (await job(service, rotina)).next_run == next_run


def test_at_its_very_moment_the_next_run_is_the_one_after() -> None:
    moment = datetime(2026, 3, 4, 6, tzinfo=UTC)

    assert RETENCAO.next_after(moment) == moment + timedelta(days=1)


async def test_one_that_never_ran_says_so(service: RotinaService) -> None:
    found = await job(service, ENVIOS)

    assert (found.last_run, found.late) == (None, False)


async def test_the_last_run_is_the_one_that_was_noted_and_a_missed_one_is_late(
    service: RotinaService, clock: FakeClock
) -> None:
    await service.ran(ENVIOS)
    clock.move(minutes=5)
    in_time = await job(service, ENVIOS)
    clock.move(minutes=10)

    found = await job(service, ENVIOS)

    assert (in_time.last_run, in_time.late) == (NOW, False)
    assert (found.last_run, found.late) == (NOW, True)


async def test_an_outage_costs_the_note_and_not_the_run(
    service: RotinaService, documents: FakeDocuments
) -> None:
    documents.down = True

    await service.ran(ENVIOS)

    documents.down = False
    assert (await job(service, ENVIOS)).last_run is None


async def test_what_waits_and_what_is_late_is_counted_of_the_conta_alone(
    service: RotinaService, documents: FakeDocuments
) -> None:
    soon, late = NOW + timedelta(hours=2), NOW - timedelta(hours=1)
    moments: list[Any] = [soon, NOW + timedelta(days=2), late, None]
    for number, moment in enumerate(moments):
        body = {"proximo_em": moment.isoformat() if moment else None}
        await documents.open("atendimentos", "clinica").create(f"A{number}", body)
    await documents.open("atendimentos", "rival").create("A9", {"proximo_em": late.isoformat()})

    found = await service.status("clinica")

    assert found.confirmacoes == FluxosEmEspera(esperando=2, atrasados=1, proximo_em=soon)
    assert found.acompanhamentos == FluxosEmEspera(esperando=0, atrasados=0, proximo_em=None)


async def test_flows_are_told_to_the_logs_where_there_are_any(
    service: RotinaService, documents: FakeDocuments, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="retorno")
    for number, moment in enumerate((NOW + timedelta(hours=2), NOW - timedelta(hours=1))):
        body = {"proximo_contato_em": instant(moment)}
        await documents.open("relatos", "clinica").create(f"R{number}", body)

    await service.count_flows("clinica")
    await service.count_flows("vazia")

    (told,) = [json.loads(record.getMessage()) for record in caplog.records]
    assert told["evento"] == "fluxos.counted"
    assert {name: told[name] for name in ("conta", "fluxo", "esperando", "atrasados")} == {
        "conta": "clinica",
        "fluxo": "acompanhamento",
        "esperando": 1,
        "atrasados": 1,
    }
