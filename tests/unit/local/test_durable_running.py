"""The engine as a running process: restarts, late results, the real clock, a broken file, the death of the process."""

import asyncio
import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Generator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from infra.local.durable.engine import DurableEngine
from infra.local.durable.events import Kind
from shared.kit.clock import system_now
from tests.unit.local.durable_bench import Bench
from tests.unit.local.durable_crash import STEPS, em_passos

pytestmark = [
    pytest.mark.anyio,
    # The SDK says this once per process when a payload is read without naming a type.
    pytest.mark.filterwarnings("ignore:azure.functions df_loads was called without expected_type"),
]
Steps = Generator[Any, Any, Any]
ROOT = Path(__file__).parents[3]


def espera(context: Any) -> Steps:
    answer = yield context.wait_for_external_event("resposta")
    yield context.call_activity("anotar", answer)
    return answer


def soneca(context: Any) -> Steps:
    yield context.create_timer(context.current_utc_datetime + timedelta(days=5))
    return (yield context.call_activity("anotar", "acordou"))


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path, {"espera": espera, "soneca": soneca}, {"anotar": lambda given: given})
    yield bench
    await bench.engine.close()


async def test_a_new_engine_on_the_same_file_goes_on_where_the_old_one_stopped(
    bench: Bench, tmp_path: Path
) -> None:
    instance = await bench.start("soneca")
    await bench.engine.close()
    bench.engine = DurableEngine(
        path=tmp_path / "durable.db", invoke=bench.invoke, now=lambda: bench.moment, functions=bench.functions
    )

    await bench.pass_time(timedelta(days=6))

    assert await bench.output(instance) == "acordou"


async def test_a_late_activity_of_a_replaced_instance_is_ignored(bench: Bench) -> None:
    entered, gate = asyncio.Event(), asyncio.Event()

    async def anotar(given: str) -> str:
        if given == "primeira":
            entered.set()
            await gate.wait()
        return given

    bench.activities["anotar"] = anotar
    working = asyncio.create_task(bench.engine.run())
    await bench.engine.start("espera", None, "espera-1")
    await bench.engine.raise_event("espera-1", "resposta", '"primeira"')
    await entered.wait()
    await bench.engine.terminate("espera-1")
    assert await bench.reaches("espera-1", "Terminated")

    await bench.engine.start("espera", None, "espera-1")
    await bench.engine.raise_event("espera-1", "resposta", '"segunda"')
    gate.set()

    assert await bench.reaches("espera-1", "Completed")
    assert await bench.output("espera-1") == "segunda"
    await bench.engine.close()
    await working


async def test_running_fires_timers_by_the_real_clock_without_being_told(tmp_path: Path) -> None:
    def cochilo(context: Any) -> Steps:
        yield context.create_timer(context.current_utc_datetime + timedelta(milliseconds=20))
        yield context.call_activity("acordar")

    awake = asyncio.Event()
    bench = Bench(tmp_path, {"cochilo": cochilo}, {"acordar": lambda _: awake.set()})
    path = tmp_path / "real.db"
    engine = DurableEngine(path=path, invoke=bench.invoke, now=system_now, functions=bench.functions)
    working = asyncio.create_task(engine.run())

    await engine.start("cochilo", None)

    async with asyncio.timeout(10):
        await awake.wait()
    await engine.close()
    await working


async def test_what_breaks_the_engine_itself_is_raised_and_not_swallowed(
    bench: Bench, tmp_path: Path
) -> None:
    await bench.engine.start("espera", None)
    with contextlib.closing(sqlite3.connect(tmp_path / "durable.db")) as other:
        other.execute("DROP TABLE events")

    with pytest.raises(sqlite3.OperationalError):
        await bench.engine.drain()


def killed_in_the_middle(folder: Path, *, steps: int) -> None:
    """Run the flow in a process of its own and SIGKILL it once `steps` activities have taken effect.

    The last one has acted but not reported back, so the next process has to run it again.
    """
    child = spawn(folder)
    assert child.stdin
    assert child.stdout
    for number in range(steps):
        assert child.stdout.readline(), "the flow ended before its time"
        if number < steps - 1:
            child.stdin.write("go\n")
            child.stdin.flush()
    os.kill(child.pid, signal.SIGKILL)
    child.communicate(timeout=30)


def spawn(folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.unit.local.durable_crash", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


async def ended(folder: Path) -> tuple[list[int], list[int]]:
    """Let a last process finish the flow; which effects took place and which kinds of event were recorded."""
    last = spawn(folder)
    last.communicate("go\n" * STEPS, timeout=60)
    bench = Bench(folder, {"em_passos": em_passos}, {})
    instance = await bench.instance("passos-1")
    history = await bench.engine.history("passos-1")
    await bench.engine.close()
    assert last.returncode == 0
    assert instance.status == "Completed"
    assert json.loads(instance.output_json or "") == list(range(STEPS))
    effects = [int(line) for line in (folder / "effects.txt").read_text().split()]
    return effects, [one["EventType"] for one in history]


async def test_after_kill_9_the_activity_that_had_not_reported_runs_again_and_no_other(
    tmp_path: Path,
) -> None:
    for steps in (1, 2, 3):
        killed_in_the_middle(tmp_path, steps=steps)

    effects, kinds = await ended(tmp_path)

    # Killed after 1, 2 and 3 effects of each life: steps 0, 1 and 3 had acted without telling.
    assert effects == [0, 0, 1, 1, 2, 3, 3, 4, 5, 6, 7]
    assert kinds.count(Kind.TASK_COMPLETED) == STEPS
    assert kinds.count(Kind.EXECUTION_COMPLETED) == 1


async def test_kill_9_at_any_instant_leaves_a_history_that_can_be_finished(tmp_path: Path) -> None:
    for _ in range(4):
        child = spawn(tmp_path)
        assert child.stdin
        assert child.stdout
        child.stdin.write("go\n" * STEPS)
        child.stdin.flush()
        child.stdout.readline()
        os.kill(child.pid, signal.SIGKILL)
        child.communicate(timeout=30)

    effects, kinds = await ended(tmp_path)

    assert sorted(set(effects)) == list(range(STEPS))
    assert effects == sorted(effects)
    assert kinds.count(Kind.TASK_COMPLETED) == STEPS
    assert kinds.count(Kind.EXECUTION_COMPLETED) == 1
