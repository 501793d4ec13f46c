"""Models in order of preference: each call goes to the first that can answer, and every retry is decided here.

What a model's failure costs it is kept per process: unknown ones are out until a restart, limited ones until the
time the provider named, failing ones until their breaker lets a trial through.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.kit.breaker import Breaker
from shared.kit.errors import TransientError
from shared.kit.llm import (
    ChatModel,
    Completion,
    InvalidCompletion,
    ModelError,
    ModelRefused,
    ModelUnavailable,
    ModelUnknown,
    Prompt,
)
from shared.kit.logging import get_logger

T = TypeVar("T")
_log = get_logger(__name__)
_CUT = "A resposta foi cortada no limite de tamanho. Responda de novo, bem mais curto."


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens."""

    prompt_usd: float
    completion_usd: float

    def of(self, completion: Completion) -> float:
        tokens = (
            completion.prompt_tokens * self.prompt_usd + completion.completion_tokens * self.completion_usd
        )
        return tokens / 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds. `deadline_s` bounds a whole run, `attempt_s` one request.

    A limited model is waited for only up to `wait_s`; no request starts with less than `least_s` left, because
    its timeout would be held against a healthy model.
    """

    deadline_s: float = 20.0
    attempt_s: float = 10.0
    wait_s: float = 2.0
    least_s: float = 2.0


@dataclass(frozen=True, slots=True)
class Timing:
    """Monotonic time and sleep, so that tests move time."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class ChainResult(Generic[T]):
    """`origem` is the chain's name of the model, `model` the provider's own. Tokens and cost sum up all attempts.

    `cost_usd` is None when a price is not known.
    """

    value: T
    origem: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None


class ChainExhausted(TransientError):
    """No model answered; the caller goes on without one."""


@dataclass(slots=True)
class _Link:
    model: ChatModel
    breaker: Breaker
    unknown: bool = False
    limited_until: float = float("-inf")

    def barrier(self, now: float, *, asking: bool = True) -> str | None:
        """Why this model must not be asked now; `asking` may take the breaker's one trial, so ask last."""
        if self.unknown:
            return "unknown"
        if now < self.limited_until:
            return "limited"
        passes = self.breaker.allows() if asking else not self.breaker.is_open
        return None if passes else "breaker_open"


@dataclass(slots=True)
class _Run(Generic[T]):
    prompt: Prompt
    parse: Callable[[str], T]
    deadline: float
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = 0.0

    def spend(self, completion: Completion, cost: float | None) -> None:
        self.prompt_tokens += completion.prompt_tokens
        self.completion_tokens += completion.completion_tokens
        self.cost_usd = None if cost is None or self.cost_usd is None else self.cost_usd + cost

    def result(self, value: T, origem: str, model: str) -> ChainResult[T]:
        return ChainResult(value, origem, model, self.prompt_tokens, self.completion_tokens, self.cost_usd)


class ModelChain:
    def __init__(
        self,
        models: Sequence[ChatModel],
        *,
        limits: Limits = Limits(),
        prices: Mapping[str, Price] | None = None,
        timing: Timing = Timing(),
    ) -> None:
        """`prices` are by the chain's names of the models; those without one are logged without cost."""
        self._links = [_Link(model, Breaker(timing.clock)) for model in models]
        self._limits = limits
        self._prices = dict(prices or {})
        self._timing = timing

    @property
    def has_models(self) -> bool:
        """False where no provider has a key: then no prompt need be made."""
        return bool(self._links)

    def states(self) -> dict[str, str]:
        """What each model would be passed over for, in this process; "" for one that would be asked."""
        now = self._timing.clock()
        return {link.model.name: link.barrier(now, asking=False) or "" for link in self._links}

    async def run(self, prompt: Prompt, parse: Callable[[str], T]) -> ChainResult[T]:
        """The first usable answer within the deadline, or `ChainExhausted`.

        `parse` says what usable means by raising `InvalidCompletion`; the model then gets one chance to correct it.
        """
        run = _Run(prompt, parse, self._timing.clock() + self._limits.deadline_s)
        failures: list[str] = []
        for link in self._links:
            reason = link.barrier(self._timing.clock())
            if reason is None:
                try:
                    result = await self._ask(link, run)
                except ModelError as error:
                    reason = error.reason
                else:
                    self._report(prompt, failures, answered_by=link.model.name)
                    return result
            failures.append(f"{link.model.name}={reason}")
        self._report(prompt, failures, answered_by="none")
        raise ChainExhausted

    def _report(self, prompt: Prompt, failures: Sequence[str], *, answered_by: str) -> None:
        if failures:
            reasons = ", ".join(failures)
            _log.warning(
                "llm.fell_back",
                extra={"prompt": prompt.version, "answered_by": answered_by, "reasons": reasons},
            )

    async def _ask(self, link: _Link, run: _Run[T]) -> ChainResult[T]:
        """At most three requests: the first, one after a short wait, one after a correction."""
        prompt, waited = run.prompt, False
        while True:
            try:
                return await self._attempt(link, prompt, run)
            except InvalidCompletion as error:
                if prompt.correction:
                    raise
                prompt = prompt.corrected(error.answer, error.hint)
            except ModelUnavailable as error:
                if waited or error.wait_s is None or not self._worth_waiting(error.wait_s, run.deadline):
                    raise
                waited = True
                await self._timing.sleep(error.wait_s)

    def _worth_waiting(self, wait_s: float, deadline: float) -> bool:
        return wait_s <= self._limits.wait_s and self._timing.clock() + wait_s + self._least() <= deadline

    def _least(self) -> float:
        return min(self._limits.least_s, self._limits.attempt_s, self._limits.deadline_s / 2)

    async def _attempt(self, link: _Link, prompt: Prompt, run: _Run[T]) -> ChainResult[T]:
        started = self._timing.clock()
        completion = await self._complete(link, prompt, run.deadline - started)
        outcome = "unusable"
        try:
            value = run.parse(_whole(completion))
            outcome = "usable"
        except InvalidCompletion as error:
            answer = "" if completion.truncated else completion.content
            raise InvalidCompletion(error.reason, hint=error.hint, answer=answer) from None
        finally:
            cost = self._record(link.model.name, prompt, completion, started=started, outcome=outcome)
            run.spend(completion, cost)
        return run.result(value, link.model.name, completion.model)

    def _record(
        self, name: str, prompt: Prompt, completion: Completion, *, started: float, outcome: str
    ) -> float | None:
        price = self._prices.get(name)
        cost = price.of(completion) if price else None
        _log.info(
            "llm.completed",
            extra={
                "model": name,
                "prompt": prompt.version,
                "prompt_tokens": completion.prompt_tokens,
                "completion_tokens": completion.completion_tokens,
                "cost_usd": cost,
                "latency_ms": round((self._timing.clock() - started) * 1000),
                "outcome": outcome,
            },
        )
        return cost

    async def _complete(self, link: _Link, prompt: Prompt, left_s: float) -> Completion:
        """One request. What it says about the model's health is kept on the link."""
        if left_s < self._least():
            raise ModelUnavailable("deadline")
        timeout_s = min(self._limits.attempt_s, left_s)
        try:
            async with asyncio.timeout(timeout_s):
                completion = await link.model.complete(prompt, timeout_s=timeout_s)
        except TimeoutError:
            error = ModelUnavailable("timeout")
            self._blame(link, error)
            raise error from None
        except ModelError as error:
            self._blame(link, error)
            raise
        link.breaker.succeeded()
        return completion

    def _blame(self, link: _Link, error: ModelError) -> None:
        match error:
            case ModelUnknown():
                link.unknown = True
                self._warn("llm.model_unknown", link, error)
            case ModelUnavailable(wait_s=float() | int() as wait_s):
                link.limited_until = self._timing.clock() + wait_s
            case ModelRefused(by_credential=False):
                self._warn("llm.model_refused", link, error)
            case ModelRefused() | ModelUnavailable():
                if isinstance(error, ModelRefused):
                    self._warn("llm.model_refused", link, error)
                if link.breaker.failed():
                    self._warn("llm.breaker_opened", link, error)
            case _:  # an answer that breaks the schema is still an answer
                link.breaker.succeeded()

    def _warn(self, event: str, link: _Link, error: ModelError) -> None:
        _log.warning(event, extra={"model": link.model.name, "reason": error.reason})


def _whole(completion: Completion) -> str:
    if completion.truncated:
        raise InvalidCompletion("truncated", hint=_CUT)
    return completion.content
