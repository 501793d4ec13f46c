"""What surrounds every function but the HTTP ones: it takes up the trace, and one event says how the step went.

The decorators stand right above the function, below the triggers.
"""

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeVar

import azure.functions as func

from shared.kit.clock import system_now
from shared.kit.durable import utc
from shared.kit.logging import get_logger
from shared.kit.queues import WAITS_S
from shared.kit.tracing import FIELD, following

R = TypeVar("R")
Async = Callable[..., Awaitable[R]]
_log = get_logger(__name__)


def worker(queue: str) -> Callable[[Async[None]], Async[None]]:
    """Of a queue; `age_ms` is how long the message lay there after it could be taken."""

    def decorate(function: Async[None]) -> Async[None]:
        @wraps(function)
        async def run(msg: func.QueueMessage, *given: Any, **bindings: Any) -> None:
            hint, age_ms, ok = _hint(msg), _age_ms(msg), False
            with following(hint.get(FIELD)) as step:
                try:
                    await function(msg, *given, **bindings)
                    ok = True
                finally:
                    told = {"queue": queue, "attempt": msg.dequeue_count, "age_ms": age_ms, "ok": ok}
                    _log.info("queue.worked", extra={**told, **step.spent()})

        return run

    return decorate


def end_of_line(queue: str) -> Callable[[Async[None]], Async[None]]:
    """Of the poison queue of `queue`: five attempts failed, and somebody must hear of it."""

    def decorate(function: Async[None]) -> Async[None]:
        @wraps(function)
        async def run(msg: func.QueueMessage, *given: Any, **bindings: Any) -> None:
            with following(_hint(msg).get(FIELD)):
                _log.error("queue.poisoned", extra={"queue": queue})
                await function(msg, *given, **bindings)

        return run

    return decorate


def activity(function: Async[R]) -> Async[R]:
    """Of a flow, which hands on the trace that it was started in."""

    @wraps(function)
    async def run(passo: dict[str, Any]) -> R:
        ok = False
        with following(passo.get(FIELD)) as step:
            try:
                done = await function(passo)
                ok = True
                return done
            finally:
                told = {"activity": function.__name__, "ok": ok}
                _log.info("activity.worked", extra=told | step.spent())

    return run


def tick(function: Async[None]) -> Async[None]:
    """Of a timer; every tick begins a trace of its own."""

    @wraps(function)
    async def run(timer: func.TimerRequest, *given: Any, **bindings: Any) -> None:
        ok = False
        with following(None) as step:
            try:
                await function(timer, *given, **bindings)
                ok = True
            finally:
                told = {"timer": function.__name__, "ok": ok}
                _log.info("timer.worked", extra=told | step.spent())

    return run


def _hint(msg: func.QueueMessage) -> dict[str, Any]:
    """The body; empty when it is none of ours, which the worker itself refuses."""
    try:
        body = json.loads(msg.get_body())
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _age_ms(msg: func.QueueMessage) -> int | None:
    """By the real clock, which the queue service's follows. None where the host does not tell."""
    if msg.insertion_time is None:
        return None
    lay = (system_now() - utc(msg.insertion_time)).total_seconds()
    waited = _hint(msg).get(WAITS_S)
    return max(0, round((lay - (waited if isinstance(waited, int) else 0)) * 1000))
