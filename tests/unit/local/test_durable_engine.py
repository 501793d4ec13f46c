"""The engine over its file: life and end of instances, time, suspension, replacement, and what it keeps."""

import json
from collections.abc import AsyncIterator, Generator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from azure.durable_functions import RetryOptions

from infra.local.durable.events import Kind
from infra.local.durable.model import (
    InstanceAlive,
    InstanceExists,
    InstanceGone,
    InstanceNotFound,
    InvalidInstanceId,
    UnknownFunction,
)
from shared.kit.durable import wait_until
from tests.unit.local.durable_bench import START, Bench

pytestmark = [
    pytest.mark.anyio,
    # The SDK says this once per process when a flow reads its input without naming a type.
    pytest.mark.filterwarnings("ignore:azure.functions df_loads was called without expected_type"),
]
Steps = Generator[Any, Any, Any]
DAY = timedelta(days=1)


def espera(context: Any) -> Steps:
    """Waits for one event, then reports what came."""
    answer = yield context.wait_for_external_event("resposta")
    yield context.call_activity("anotar", answer)
    return answer


def cadencia(context: Any) -> Steps:
    opened = context.current_utc_datetime
    ended = context.wait_for_external_event("encerrar")
    for day in (3, 10, 30):
        if (yield from wait_until(context, opened + timedelta(days=day), ended)):
            return {"encerrado_antes_do_dia": day}
        yield context.call_activity("anotar", day)
    return "fim"


def insistente(context: Any) -> Steps:
    return (yield context.call_activity_with_retry("instavel", RetryOptions(60_000, 3), context.get_input()))


def em_voltas(context: Any) -> Steps:
    volta = context.get_input()
    yield context.call_activity("anotar", volta)
    if volta < 3:
        context.continue_as_new(volta + 1)
        return None
    return (yield context.wait_for_external_event("resposta"))


def em_leque(context: Any) -> Steps:
    results = yield context.task_all([context.call_activity("dobrar", number) for number in range(25)])
    return sum(results)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    flows = (espera, cadencia, insistente, em_voltas, em_leque)
    activities = {"anotar": lambda given: given, "instavel": lambda given: given, "dobrar": lambda n: 2 * n}
    bench = Bench(tmp_path, {flow.__name__: flow for flow in flows}, activities)
    yield bench
    await bench.engine.close()


async def test_a_month_of_follow_up_passes_in_no_time(bench: Bench) -> None:
    instance = await bench.start("cadencia")

    await bench.pass_time(31 * DAY)

    assert bench.calls == [("anotar", 3), ("anotar", 10), ("anotar", 30)]
    assert await bench.output(instance) == "fim"


async def test_an_answer_ends_the_follow_up_early_and_leaves_no_timer(bench: Bench) -> None:
    instance = await bench.start("cadencia")
    await bench.pass_time(8 * DAY + timedelta(hours=1))

    await bench.raise_event(instance, "encerrar")

    assert bench.calls == [("anotar", 3)]
    assert await bench.output(instance) == {"encerrado_antes_do_dia": 10}
    assert bench.engine.next_timer_at() is None


async def test_the_next_timer_is_known_in_virtual_time(bench: Bench) -> None:
    await bench.start("cadencia")

    assert bench.engine.next_timer_at() == START + 3 * DAY
    assert bench.engine.is_idle()


async def test_a_timer_that_came_due_makes_the_engine_busy(bench: Bench) -> None:
    await bench.start("cadencia")

    bench.moment += 3 * DAY

    assert not bench.engine.is_idle()


async def test_an_activity_is_tried_again_after_its_pause(bench: Bench) -> None:
    attempts = iter([ConnectionError("fora do ar"), ConnectionError("fora do ar"), "enfim"])
    bench.activities["instavel"] = lambda _: next(attempts)
    instance = await bench.start("insistente")

    await bench.pass_time(timedelta(minutes=2))

    assert await bench.output(instance) == "enfim"
    assert len(bench.calls) == 3


async def test_an_activity_that_always_fails_fails_the_flow_with_its_reason(bench: Bench) -> None:
    bench.activities["instavel"] = lambda _: ConnectionError("fora do ar")
    instance = await bench.start("insistente")

    await bench.pass_time(timedelta(minutes=5))

    assert await bench.status(instance) == "Failed"
    output = await bench.output(instance)
    assert "Activity function 'instavel' failed: ConnectionError: fora do ar" in output


async def test_twenty_five_activities_fan_out_and_come_back(bench: Bench) -> None:
    instance = await bench.start("em_leque")

    assert await bench.output(instance) == sum(2 * number for number in range(25))


async def test_an_event_raised_before_the_wait_is_not_lost(bench: Bench) -> None:
    instance = await bench.engine.start("espera", None)
    await bench.engine.raise_event(instance, "resposta", '"cedo"')

    await bench.engine.drain()

    assert await bench.output(instance) == "cedo"


async def test_a_flow_continues_as_new_with_a_short_history(bench: Bench) -> None:
    instance = await bench.start("em_voltas", 1)

    history = await bench.engine.history(instance)

    assert bench.calls == [("anotar", 1), ("anotar", 2), ("anotar", 3)]
    assert sum(one["EventType"] == Kind.EXECUTION_STARTED for one in history) == 1
    assert await bench.status(instance) == "Running"


@pytest.mark.filterwarnings("ignore:Potential duplicate Task completion")
async def test_continuing_as_new_drops_the_events_that_nobody_waited_for(bench: Bench) -> None:
    instance = await bench.engine.start("em_voltas", json.dumps(json.dumps(1)))
    await bench.engine.raise_event(instance, "resposta", '"para a primeira volta"')
    await bench.engine.drain()

    await bench.raise_event(instance, "resposta", "para a última volta")

    assert await bench.output(instance) == "para a última volta"


async def test_a_live_id_is_refused_and_a_finished_one_is_replaced(bench: Bench) -> None:
    await bench.engine.start("espera", None, "espera-1")
    with pytest.raises(InstanceExists):
        await bench.engine.start("espera", None, "espera-1")
    await bench.raise_event("espera-1", "resposta", "primeira")

    await bench.engine.start("espera", None, "espera-1")
    await bench.raise_event("espera-1", "resposta", "segunda")

    assert await bench.output("espera-1") == "segunda"
    assert bench.calls == [("anotar", "primeira"), ("anotar", "segunda")]


async def test_names_are_matched_like_the_host_matches_them(bench: Bench) -> None:
    instance = await bench.start("ESPERA")

    assert (await bench.instance(instance)).name == "espera"


async def test_an_unknown_flow_is_refused_with_the_known_ones(bench: Bench) -> None:
    with pytest.raises(UnknownFunction, match=r"'inexistente' doesn't exist.*'cadencia', 'em_leque'"):
        await bench.engine.start("inexistente", None)


@pytest.mark.parametrize("bad_id", ["@1", "a/b", "a?b", "a\nb", "x" * 101])
async def test_an_id_that_azure_would_refuse_is_refused(bench: Bench, bad_id: str) -> None:
    with pytest.raises(InvalidInstanceId):
        await bench.engine.start("espera", None, bad_id)


async def test_terminating_ends_at_once_and_forgets_what_was_open(bench: Bench) -> None:
    instance = await bench.start("cadencia")

    await bench.engine.terminate(instance, "pedido do cliente")
    await bench.engine.drain()

    assert await bench.status(instance) == "Terminated"
    assert await bench.output(instance) == "pedido do cliente"
    assert bench.engine.next_timer_at() is None


async def test_a_suspended_flow_keeps_its_messages_until_it_is_resumed(bench: Bench) -> None:
    instance = await bench.start("espera")
    await bench.engine.suspend(instance, "manutenção")
    await bench.engine.drain()
    await bench.raise_event(instance, "resposta", "durante a pausa")
    assert await bench.status(instance) == "Suspended"
    assert bench.calls == []

    await bench.engine.resume(instance, "pronto")
    await bench.engine.drain()

    assert await bench.output(instance) == "durante a pausa"


async def test_a_flow_suspended_before_it_ran_starts_when_resumed(bench: Bench) -> None:
    instance = await bench.engine.start("espera", None)
    await bench.engine.suspend(instance)
    await bench.engine.drain()

    await bench.engine.resume(instance)
    await bench.raise_event(instance, "resposta", "agora")

    assert await bench.output(instance) == "agora"


async def test_an_ended_instance_can_be_told_nothing_more(bench: Bench) -> None:
    instance = await bench.start("em_leque")

    for call in (bench.engine.terminate, bench.engine.suspend, bench.engine.resume):
        with pytest.raises(InstanceGone):
            await call(instance)
    with pytest.raises(InstanceGone):
        await bench.engine.raise_event(instance, "resposta", None)


async def test_an_unknown_instance_is_not_found(bench: Bench) -> None:
    with pytest.raises(InstanceNotFound):
        await bench.engine.raise_event("nenhuma", "resposta", None)
    with pytest.raises(InstanceNotFound):
        await bench.engine.purge("nenhuma")


async def test_only_an_ended_instance_is_purged(bench: Bench) -> None:
    instance = await bench.start("espera")
    with pytest.raises(InstanceAlive):
        await bench.engine.purge(instance)
    await bench.raise_event(instance, "resposta", "fim")

    await bench.engine.purge(instance)

    assert await bench.engine.get(instance) is None
    assert await bench.engine.history(instance) == []
