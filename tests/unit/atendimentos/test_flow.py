"""The confirmation flow under a driver that jumps through time, and with the SDK's own orchestrator where events meet
activities."""

import json
from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from azure.durable_functions import RetryOptions

from shared.atendimentos.flow import confirmacao
from shared.atendimentos.names import FAZER_AVISO, FLOW, MUDOU, PROXIMO_AVISO
from shared.kit.clock import instant
from shared.kit.durable import MAX_HOP
from tests.fakes import FakeClock
from tests.flow_driver import LiveFlow
from tests.unit.local.durable_bench import START as BENCH_START
from tests.unit.local.durable_bench import Bench

pytestmark = [
    pytest.mark.anyio,
    # The SDK warns when an event comes before its wait, and once per process when a flow names no type.
    pytest.mark.filterwarnings("ignore:Potential duplicate Task completion"),
    pytest.mark.filterwarnings("ignore:azure.functions df_loads was called without expected_type"),
]
START = datetime(2026, 3, 3, 13, tzinfo=UTC)
GIVEN = {"conta": "clinica", "atendimento_id": "AT1"}


class Documento:
    """What the activities look at: the next step, which the test changes; `made` are those that were carried out."""

    def __init__(self, *days: float, origin: datetime = START) -> None:
        self.origin = origin
        self.due = list(days)
        self.looks = 0
        self.made: list[dict[str, Any]] = []

    def next(self, _given: Any) -> dict[str, Any]:
        self.looks += 1
        step: dict[str, Any] = {"fim": "confirmado"}
        if self.due:
            step = {"em": instant(self.origin + timedelta(days=self.due[0])), "ato": "lembrete", "versao": 1}
        return step

    def make(self, given: Any) -> dict[str, bool]:
        self.made.append(given)
        self.due.pop(0)
        return {"feito": True}

    @property
    def activities(self) -> dict[str, Callable[[Any], Any]]:
        return {PROXIMO_AVISO: self.next, FAZER_AVISO: self.make}


async def started(documento: Documento, clock: FakeClock) -> LiveFlow:
    flow = LiveFlow(lambda context: confirmacao(context, None), GIVEN, documento.activities, clock)
    await flow.start()
    return flow


async def run_out(flow: LiveFlow, clock: FakeClock) -> list[datetime]:
    """The instants at which it woke, until its end."""
    woke = []
    while flow.wakes_at is not None:
        clock.instant = flow.wakes_at
        woke.append(flow.wakes_at)
        await flow.wake()
    return woke


async def test_each_step_is_made_when_it_is_due_and_then_it_ends() -> None:
    documento, clock = Documento(2, 2.5, 4), FakeClock(START)
    flow = await started(documento, clock)

    woke = await run_out(flow, clock)

    assert woke == [START + timedelta(days=day) for day in (2, 2.5, 4)]
    assert documento.made == [GIVEN | {"ato": "lembrete", "versao": 1}] * 3
    assert (flow.result, flow.is_running) == ("confirmado", False)


async def test_no_timer_is_longer_than_the_hop_that_azure_storage_can_cancel() -> None:
    documento, clock = Documento(12), FakeClock(START)
    flow = await started(documento, clock)

    woke = await run_out(flow, clock)

    assert woke == [START + timedelta(days=day) for day in (5, 10, 12)]
    assert woke[0] - START == MAX_HOP


async def test_what_is_due_already_is_made_at_once() -> None:
    documento, clock = Documento(-1), FakeClock(START)

    flow = await started(documento, clock)

    assert len(documento.made) == 1
    assert not flow.is_running


async def test_a_change_makes_it_look_again_and_forget_what_it_waited_for() -> None:
    documento, clock = Documento(2), FakeClock(START)
    flow = await started(documento, clock)
    documento.due = [30]

    await flow.hear(MUDOU)

    assert documento.made == []
    assert flow.wakes_at == START + MAX_HOP


async def test_it_hears_of_every_change_however_many_there_are() -> None:
    documento, clock = Documento(2), FakeClock(START)
    flow = await started(documento, clock)

    for day in (3, 4, 1):
        documento.due = [day]
        await flow.hear(MUDOU)

    assert flow.wakes_at == START + timedelta(days=1)
    assert documento.looks == 4


async def test_a_change_that_nobody_told_it_of_is_found_at_the_next_step() -> None:
    documento, clock = Documento(2), FakeClock(START)
    flow = await started(documento, clock)
    documento.due = [2, 4]

    clock.move(days=2)
    await flow.wake()

    assert flow.wakes_at == START + timedelta(days=4)


# With the SDK's orchestrator and the engine of the local host.


def released(context: Any) -> Generator[Any, Any, str | None]:
    return (yield from confirmacao(context, RetryOptions(15_000, 40)))


async def test_changes_while_it_looks_make_it_look_once_more_and_then_wait(tmp_path: Path) -> None:
    """The SDK lets an event that nobody waited for answer every later wait of its name."""
    documento = Documento(2, origin=BENCH_START)

    async def look(given: Any) -> dict[str, Any]:
        step = documento.next(given)
        if documento.looks == 1:
            documento.due = [3]
            for _ in range(2):
                await bench.engine.raise_event("F1", MUDOU, "{}")
        return step

    bench = Bench(tmp_path, {FLOW: released}, documento.activities | {PROXIMO_AVISO: look})
    await bench.engine.start(FLOW, json.dumps(json.dumps(GIVEN)), "F1")
    await bench.engine.drain()
    looks_at_once = documento.looks

    await bench.pass_time(timedelta(days=3))

    assert looks_at_once == 2
    assert (documento.looks, len(documento.made)) == (3, 1)
    assert await bench.output("F1") == "confirmado"
    await bench.engine.close()


async def test_a_change_while_a_step_is_made_is_seen_by_the_next_look(tmp_path: Path) -> None:
    documento = Documento(2, origin=BENCH_START)

    async def make(given: Any) -> dict[str, bool]:
        made = documento.make(given)
        if len(documento.made) == 1:
            documento.due = [4]
            await bench.engine.raise_event("F1", MUDOU, "{}")
        return made

    bench = Bench(tmp_path, {FLOW: released}, documento.activities | {FAZER_AVISO: make})
    await bench.engine.start(FLOW, json.dumps(json.dumps(GIVEN)), "F1")

    await bench.pass_time(timedelta(days=5))

    assert (documento.looks, len(documento.made)) == (3, 2)
    assert await bench.status("F1") == "Completed"
    await bench.engine.close()


async def test_ten_changes_of_mind_leave_it_waiting_for_the_last(tmp_path: Path) -> None:
    documento = Documento(2, origin=BENCH_START)
    bench = Bench(tmp_path, {FLOW: released}, documento.activities)
    await bench.engine.start(FLOW, json.dumps(json.dumps(GIVEN)), "F1")
    await bench.engine.drain()

    for day in range(11, 1, -1):
        documento.due = [day]
        await bench.raise_event("F1", MUDOU, {})
    await bench.pass_time(timedelta(days=2))

    assert documento.looks == 12
    assert await bench.status("F1") == "Completed"
    await bench.engine.close()
