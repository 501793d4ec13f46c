"""Replays an action list against a history the way the extension awaits it: the heart of the protocol.

The extension begins action i, awaits it, goes on to i + 1, while Durable Task feeds it the history event by
event. Ids come from one counter, in the order things are begun. The quirks follow from that: a canceled timer
counts as finished from the very start, a WhenAll waits for all its parts even after one failed, waiters of
an event are a stack. Source: `ProcessAsyncActionsV2` in `OutOfProcOrchestrationShim.cs` of
https://github.com/Azure/azure-functions-durable-extension
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from infra.local.durable.events import Event, Kind, parse_stamp

Action = dict[str, Any]
KnownActivity = Callable[[str], str | None]
BEFORE_TIME = datetime.min.replace(tzinfo=UTC)

CALL_ACTIVITY, CALL_ACTIVITY_WITH_RETRY, CONTINUE_AS_NEW, CREATE_TIMER, WAIT_FOR_EVENT = 0, 1, 4, 5, 6
WHEN_ANY, WHEN_ALL = 11, 12
UNSUPPORTED = {
    2: "a sub-orchestration",
    3: "a sub-orchestration with retry",
    7: "an entity call",
    8: "a durable HTTP call",
    9: "an entity signal",
    10: "a scheduled entity signal",
}


class Refused(Exception):
    """The instance cannot go on with this code; the message says why."""


class Task(Protocol):
    @property
    def done(self) -> bool: ...


@dataclass(slots=True)
class Leaf:
    """One activity, timer or event; failed and canceled count as done, as for .NET's WhenAny."""

    done: bool = False

    def finish(self, _succeeded: bool = True) -> None:
        self.done = True


@dataclass(slots=True)
class Compound:
    """WhenAny or WhenAll."""

    children: Sequence[Task]
    rule: Callable[[Iterable[bool]], bool]

    @property
    def done(self) -> bool:
        return not self.children or self.rule(child.done for child in self.children)


@dataclass(frozen=True, slots=True)
class Request:
    """What the code asked for under one id: an activity (`name`, `payload`) or a timer (`fire_at`)."""

    name: str = ""
    payload: str = "null"
    fire_at: datetime | None = None
    canceled: bool = False

    def __str__(self) -> str:
        return f"the activity '{self.name}'" if self.fire_at is None else "a timer"


@dataclass(slots=True)
class Retry:
    """An activity with retry: task, timer, task, timer... and a timer of no delay after the last failure."""

    walk: "Walk"
    action: Action
    done: bool = False
    attempts: int = 0

    def begin(self, _fired: bool = True) -> None:
        self.attempts += 1
        self.walk.ask_activity(self.action, self._settle)

    def _settle(self, succeeded: bool) -> None:
        options = self.action["retryOptions"]
        if succeeded:
            self.done = True
        elif self.attempts < options["maxNumberOfAttempts"]:
            pause = timedelta(milliseconds=options["firstRetryIntervalInMilliseconds"])
            self.walk.ask_timer(self.walk.now + pause, self.begin)
        else:
            self.walk.ask_timer(self.walk.now, self._give_up)

    def _give_up(self, _fired: bool) -> None:
        self.done = True


@dataclass(slots=True)
class Walk:
    """State of one replay. After `run`, `unrecorded` holds what the history does not know yet."""

    actions: Sequence[Action]
    known_activity: KnownActivity
    now: datetime = BEFORE_TIME
    unrecorded: dict[int, Request] = field(default_factory=dict)
    canceled: list[int] = field(default_factory=list)
    new_input: str | None = None
    continues_as_new: bool = False
    _open: dict[int, Callable[[bool], None]] = field(default_factory=dict)
    _waiters: defaultdict[str, list[Leaf]] = field(default_factory=lambda: defaultdict(list))
    _unclaimed: defaultdict[str, deque[Event]] = field(default_factory=lambda: defaultdict(deque))
    _begun: int = 0
    _asked: int = 0
    _awaited: Task = field(default_factory=lambda: Leaf(done=True))

    def run(self, history: Iterable[Event]) -> None:
        """Feed the whole history, the new events included. Raises `Refused`."""
        started = False
        for happened in history:
            started = started or happened["EventType"] == Kind.EXECUTION_STARTED
            self._feed(happened)
            if started:
                self._advance()

    @property
    def finished(self) -> bool:
        """Whether every action was begun and awaited."""
        return self._begun == len(self.actions) and self._awaited.done

    @property
    def settled(self) -> bool:
        """Whether no activity or timer is open; only then may an instance end."""
        return not self._open

    def ask_activity(self, action: Action, then: Callable[[bool], None]) -> None:
        name = self.known_activity(action["functionName"])
        if name is None:
            raise Refused(f"the activity function '{action['functionName']}' doesn't exist or is disabled")
        self._ask(Request(name=name, payload=action.get("input") or "null"), then)

    def ask_timer(self, fire_at: datetime, then: Callable[[bool], None], *, canceled: bool = False) -> None:
        task_id = self._ask(Request(fire_at=fire_at, canceled=canceled), then)
        if canceled:
            self.canceled.append(task_id)
            self._close(task_id)

    def _ask(self, request: Request, then: Callable[[bool], None]) -> int:
        task_id = self._asked
        self._asked += 1
        self.unrecorded[task_id] = request
        self._open[task_id] = then
        return task_id

    def _advance(self) -> None:
        while self._awaited.done and self._begun < len(self.actions):
            self._begun += 1
            self._awaited = self._begin(self.actions[self._begun - 1])

    def _begin(self, action: Action) -> Task:
        kind = action["actionType"]
        if kind in (WHEN_ANY, WHEN_ALL):
            children = [self._begin(child) for child in action["compoundActions"]]
            return Compound(children, any if kind == WHEN_ANY else all)
        if kind == CALL_ACTIVITY_WITH_RETRY:
            retry = Retry(self, action)
            retry.begin()
            return retry
        return self._begin_leaf(kind, action)

    def _begin_leaf(self, kind: int, action: Action) -> Leaf:
        leaf = Leaf()
        if kind == CALL_ACTIVITY:
            self.ask_activity(action, leaf.finish)
        elif kind == CREATE_TIMER:
            self.ask_timer(parse_stamp(action["fireAt"]), leaf.finish, canceled=action["isCanceled"])
        elif kind == WAIT_FOR_EVENT:
            self._wait(action["externalEventName"].lower(), leaf)
        elif kind == CONTINUE_AS_NEW:
            self.continues_as_new, self.new_input, leaf.done = True, action.get("input"), True
        else:
            what = UNSUPPORTED.get(kind, f"an action of type {kind}")
            raise Refused(f"it asks for {what}, which the local host does not run")
        return leaf

    def _wait(self, name: str, leaf: Leaf) -> None:
        self._waiters[name].append(leaf)
        if self._unclaimed[name]:
            self._raise(self._unclaimed[name].popleft())

    def _raise(self, raised: Event) -> None:
        name = raised["Name"].lower()
        if self._waiters[name]:
            self._waiters[name].pop().finish()
        else:
            self._unclaimed[name].append(raised)

    def _feed(self, happened: Event) -> None:
        match happened["EventType"]:
            case Kind.ORCHESTRATOR_STARTED:
                self.now = parse_stamp(happened["Timestamp"])
            case Kind.TASK_SCHEDULED | Kind.TIMER_CREATED:
                self._confirm(happened)
            case Kind.TASK_COMPLETED | Kind.TASK_FAILED as kind:
                self._close(happened["TaskScheduledId"], succeeded=kind == Kind.TASK_COMPLETED)
            case Kind.TIMER_FIRED:
                self._close(happened["TimerId"])
            case Kind.EVENT_RAISED:
                self._raise(happened)

    def _close(self, task_id: int, *, succeeded: bool = True) -> None:
        """A second completion, or that of a canceled timer, changes nothing."""
        if then := self._open.pop(task_id, None):
            then(succeeded)

    def _confirm(self, recorded: Event) -> None:
        asked = self.unrecorded.pop(recorded["EventId"], None)
        is_timer = recorded["EventType"] == Kind.TIMER_CREATED
        before = Request(name=recorded.get("Name") or "", fire_at=self.now if is_timer else None)
        if asked is None or str(asked).lower() != str(before).lower():
            raise Refused(
                f"it is not deterministic: at position {recorded['EventId']} the history says {before}, "
                f"but the code now asks for {asked or 'nothing there'}. Never reorder, rename or remove the "
                "yields of a released flow: start new instances under a new name"
            )
