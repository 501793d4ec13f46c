"""The dispatcher: picks up ready episodes, activities and due timers, for the host's `invoke` to run."""

import asyncio
import contextlib
import json
import logging
import uuid
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from infra.local.durable.episode import Turn, conclude, hold, terminate
from infra.local.durable.events import Event, Kind, event, execution_started, stamp
from infra.local.durable.history import Episode, HistoryStore, Work
from infra.local.durable.model import (
    DurableFunctions,
    Instance,
    InstanceAlive,
    InstanceExists,
    InstanceGone,
    InstanceNotFound,
    InstanceQuery,
    Invoke,
    UnknownFunction,
    check_id,
)
from infra.local.durable.replay import Answer
from shared.kit.clock import instant, parse_instant

logger = logging.getLogger(__name__)

# The extension's defaults per core on Flex Consumption and the Azure Storage provider.
MAX_EPISODES = 10
MAX_ACTIVITIES = 10
# The injected clock may be moved without a word, so a waiting timer is looked at this often.
CLOCK_POLL_S = 1.0


class DurableEngine:
    """Runs durable instances out of one SQLite file; give it to one process and one event loop only.

    `now` is the business clock: timers fire by it. What is kept in memory (what is ready, what runs) is
    rebuilt from the file after a crash; activities that had not finished then run again.
    """

    def __init__(
        self, *, path: str | Path, invoke: Invoke, now: Callable[[], datetime], functions: DurableFunctions
    ) -> None:
        self._store = HistoryStore(path)
        self._invoke = invoke
        self._now = now
        self._functions = functions
        self._ready = dict.fromkeys(self._store.instances_with_messages())
        self._work = deque(self._store.pending_activities())
        self._busy: set[str] = set()
        self._activities = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._moved = asyncio.Event()
        self._closed = False
        self._failure: BaseException | None = None

    async def start(self, name: str, input_json: str | None, instance_id: str | None = None) -> str:
        """Start an instance and return its id; a finished one of the same id is replaced.

        Raises `UnknownFunction`, `InvalidInstanceId`, and `InstanceExists` while one of this id lives.
        """
        function = self._functions.orchestrator(name)
        if function is None:
            raise UnknownFunction(self._functions.unknown(name))
        new_id = instance_id or uuid.uuid4().hex
        check_id(new_id)
        existing = self._store.instance(new_id)
        if existing and not existing.is_terminal:
            raise InstanceExists(
                f"An Orchestration instance with the status {existing.status} already exists."
            )
        at = instant(self._now())
        instance = Instance(new_id, function, _new_execution(), "Pending", input_json, None, None, at, at)
        self._store.create(instance, execution_started(stamp(self._now()), instance))
        self._awaken(new_id)
        return new_id

    async def raise_event(self, instance_id: str, name: str, data_json: str | None) -> None:
        """Hand an event to a live instance. Raises `InstanceNotFound`, `InstanceGone`."""
        self._tell(instance_id, Kind.EVENT_RAISED, Name=name, Input=data_json)

    async def terminate(self, instance_id: str, reason: str = "") -> None:
        """End a live instance, whatever is open. Raises `InstanceNotFound`, `InstanceGone`."""
        self._tell(instance_id, Kind.EXECUTION_TERMINATED, Input=reason)

    async def suspend(self, instance_id: str, reason: str = "") -> None:
        """Let a live instance's messages wait. Raises `InstanceNotFound`, `InstanceGone`."""
        self._tell(instance_id, Kind.EXECUTION_SUSPENDED, Reason=reason)

    async def resume(self, instance_id: str, reason: str = "") -> None:
        """Let a suspended instance go on. Raises `InstanceNotFound`, `InstanceGone`."""
        self._tell(instance_id, Kind.EXECUTION_RESUMED, Reason=reason)

    async def purge(self, instance_id: str) -> None:
        """Forget an ended instance and its history. Raises `InstanceNotFound`, `InstanceAlive`."""
        if not self._known(instance_id).is_terminal:
            raise InstanceAlive("Only orchestrations in a terminal state can be purged.")
        self._store.purge(instance_id)

    async def get(self, instance_id: str) -> Instance | None:
        return self._store.instance(instance_id)

    async def history(self, instance_id: str) -> Sequence[Event]:
        """The recorded events of the running generation; empty for an unknown instance."""
        return [json.loads(body) for body in self._store.history(instance_id)]

    async def list(self, query: InstanceQuery) -> Sequence[Instance]:
        """One page in the order of ids."""
        return self._store.instances(query)

    async def run(self) -> None:
        """Work until cancelled or closed; real time passing fires timers too."""
        while not self._closed:
            self._moved.clear()
            self._pump()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._patience()):
                    await self._moved.wait()

    def wake(self) -> None:
        """Say that the clock moved."""
        self._moved.set()

    def next_timer_at(self) -> datetime | None:
        """The earliest pending timer, in the injected clock's time."""
        fire_at = self._store.next_timer()
        return parse_instant(fire_at) if fire_at else None

    def is_idle(self) -> bool:
        """Whether nothing is ready, running or due; timers of the future do not count."""
        due = self._store.due_timers(instant(self._now()))
        return not (self._ready or self._work or self._tasks or due)

    async def drain(self) -> None:
        """Fire what is due, then return once nothing is ready or running; `run` need not be running."""
        self._pump()
        while self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
            self._pump()

    async def close(self) -> None:
        """Stop `run`, cut off what is running (activities run again next time) and close the file."""
        self._closed = True
        self._moved.set()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._store.close()

    def _known(self, instance_id: str) -> Instance:
        instance = self._store.instance(instance_id)
        if instance is None:
            raise InstanceNotFound(f"No instance with ID '{instance_id}' found.")
        return instance

    def _tell(self, instance_id: str, kind: Kind, **fields: Any) -> None:
        if self._known(instance_id).is_terminal:
            raise InstanceGone(f"Instance with ID '{instance_id}' has ended.")
        self._store.post(instance_id, event(kind, stamp(self._now()), **fields))
        self._awaken(instance_id)

    def _awaken(self, instance_id: str) -> None:
        self._ready[instance_id] = None
        self._moved.set()

    def _patience(self) -> float | None:
        timer = self.next_timer_at()
        return None if timer is None else min(CLOCK_POLL_S, max(0.0, (timer - self._now()).total_seconds()))

    def _pump(self) -> None:
        """Start everything that may start. Raises what an earlier task died of: the engine never limps on."""
        if self._closed:
            return
        if self._failure:
            raise self._failure
        self._fire_due_timers()
        free = MAX_EPISODES - len(self._busy)
        for instance_id in list(islice((one for one in self._ready if one not in self._busy), free)):
            del self._ready[instance_id]
            self._busy.add(instance_id)
            self._spawn(self._episode(instance_id))
        while self._work and self._activities < MAX_ACTIVITIES:
            self._activities += 1
            self._spawn(self._activity(self._work.popleft()))

    def _fire_due_timers(self) -> None:
        moment = self._now()
        due = self._store.due_timers(instant(moment))
        if not due:
            return
        at = stamp(moment)
        fired = [
            event(Kind.TIMER_FIRED, at, TimerId=one.task_id, FireAt=stamp(parse_instant(one.fire_at)))
            for one in due
        ]
        self._store.fire(list(zip(due, fired, strict=True)))
        self._ready.update(dict.fromkeys(timer.instance_id for timer in due))

    def _spawn(self, job: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(job)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._failure = error
        self._moved.set()

    async def _episode(self, instance_id: str) -> None:
        try:
            instance = self._store.instance(instance_id)
            messages = self._store.inbox(instance_id)
            if instance and messages:
                past = self._store.history(instance_id)
                await self._take(Turn(instance, past, messages, stamp(self._now())))
        finally:
            self._busy.discard(instance_id)

    async def _take(self, turn: Turn) -> None:
        if turn.is_terminated:
            self._record(terminate(turn))
        elif turn.is_suspended:
            if held := hold(turn):
                self._record(held)
        else:
            answer = await self._ask(turn)
            execution = _new_execution()
            self._record(conclude(turn, answer, self._functions.activity, next_execution=execution))

    def _record(self, episode: Episode) -> None:
        self._store.commit(episode)
        self._work.extend(episode.activities)
        instance = episode.instance
        if episode.restart:
            self._awaken(instance.instance_id)
        if instance.status == "Failed":
            logger.error("flow.failed", extra={"flow": instance.name, "instance_id": instance.instance_id})

    async def _ask(self, turn: Turn) -> Answer:
        instance = turn.instance
        if self._functions.orchestrator(instance.name) is None:
            return Answer(self._functions.unknown(instance.name), raised=True)
        try:
            return Answer(await self._invoke(instance.name, turn.trigger, instance.instance_id))
        except Exception as error:  # noqa: BLE001 - whatever the function raises is its answer
            return Answer(str(error), raised=True)

    async def _activity(self, work: Work) -> None:
        try:
            done: dict[str, Any] = {
                "Result": await self._invoke(work.name, work.payload, work.instance_id) or None
            }
        except Exception as error:  # noqa: BLE001 - whatever the function raises goes into the history
            reason = f"Activity function '{work.name}' failed: {type(error).__name__}: {error}"
            done = {"Reason": reason, "Details": type(error).__qualname__}
        finally:
            self._activities -= 1
        kind = Kind.TASK_COMPLETED if "Result" in done else Kind.TASK_FAILED
        if self._store.complete(work, event(kind, stamp(self._now()), TaskScheduledId=work.task_id, **done)):
            self._awaken(work.instance_id)


def _new_execution() -> str:
    return uuid.uuid4().hex
