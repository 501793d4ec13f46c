"""A process that runs one flow of eight steps, each waiting for a word on stdin; made to be killed by a test."""

import asyncio
import json
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

from infra.local.durable.engine import DurableEngine
from infra.local.durable.model import DurableFunctions
from shared.kit.clock import system_now
from tests.unit.local.durable_bench import answer_of

STEPS = 8


def em_passos(context: Any) -> Generator[Any, Any, list[int]]:
    done: list[int] = []
    for number in range(STEPS):
        done = [*done, (yield context.call_activity("agir", number))]
    return done


async def main(folder: Path) -> None:
    async def invoke(name: str, payload: str, instance_id: str) -> str:
        if name == "em_passos":
            return answer_of(em_passos, payload)
        with (folder / "effects.txt").open("a") as effects:
            effects.write(f"{payload}\n")
        sys.stdout.write(f"{payload}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.readline)
        return json.dumps(json.loads(payload))

    functions = DurableFunctions(orchestrators=["em_passos"], activities=["agir"])
    engine = DurableEngine(path=folder / "durable.db", invoke=invoke, now=system_now, functions=functions)
    if await engine.get("passos-1") is None:
        await engine.start("em_passos", None, "passos-1")
    await engine.drain()
    await engine.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
