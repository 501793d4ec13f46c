"""Which trace the present step belongs to and what it has spent; apart because logs, queues and flows all ask.

A flow never asks: what it hands to its activities comes from its input, so a replay hands over the same.
"""

import re
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

FIELD = "traceparent"
# Source: https://www.w3.org/TR/trace-context/#traceparent-header-field-values
_TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


@dataclass(slots=True)
class Step:
    """One run of one function. `ru` is what its calls to Cosmos DB were charged; elsewhere it stays 0."""

    traceparent: str
    ru: float = 0.0
    started: float = field(default_factory=time.perf_counter)

    def spent(self) -> dict[str, int | float]:
        return {"latency_ms": round((time.perf_counter() - self.started) * 1000), "ru": round(self.ru, 2)}


_STEP: ContextVar[Step | None] = ContextVar("retorno_step", default=None)


@contextmanager
def following(traceparent: object) -> Iterator[Step]:
    """Everything inside belongs to this trace; what is no W3C traceparent begins a new one."""
    is_one = isinstance(traceparent, str) and _TRACEPARENT.fullmatch(traceparent)
    step = Step(str(traceparent) if is_one else f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01")
    token = _STEP.set(step)
    try:
        yield step
    finally:
        _STEP.reset(token)


def current() -> str:
    """The traceparent of the present step; empty outside of one."""
    step = _STEP.get()
    return step.traceparent if step else ""


def trace_id() -> str:
    """What all logs of one trace have in common; empty outside of a step."""
    return current()[3:35]


def handed_on(message: Mapping[str, object]) -> dict[str, str]:
    """The traceparent to send with `message`: its own, else the present step's; nothing where there is neither."""
    found = message.get(FIELD) or current()
    return {FIELD: str(found)} if found else {}


def trace_of(given: Mapping[str, object]) -> dict[str, str]:
    """The traceparent within the input of a flow, to hand to its activities; flows started before have none."""
    return {FIELD: str(given[FIELD])} if given.get(FIELD) else {}


def charged(ru: float) -> None:
    """Add what one call to Cosmos DB was charged to the present step."""
    if (step := _STEP.get()) is not None:
        step.ru += ru
