"""One trace, taken up by whoever goes on with it: requests, workers, flows and their activities."""

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import azure.functions as func
import pytest

from shared.adapters.flows import DurableFlows
from shared.atendimentos.flow import confirmacao
from shared.atendimentos.names import FAZER_AVISO, PROXIMO_AVISO
from shared.kit import steps, tracing
from shared.kit.clock import system_now
from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from tests.flow_driver import FakeContext, drive

pytestmark = pytest.mark.anyio
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
TRACEPARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
_log = get_logger(__name__)


class Message(func.QueueMessage):
    """As the host hands it over, `age_s` after it was queued."""

    def __init__(self, body: object, *, age_s: float = 0) -> None:
        super().__init__(body=json.dumps(body))
        self.age_s = age_s

    @property
    def dequeue_count(self) -> int:
        return 2

    @property
    def insertion_time(self) -> Any:
        return system_now() - timedelta(seconds=self.age_s)


@pytest.fixture
def events(caplog: pytest.LogCaptureFixture) -> Any:
    caplog.set_level(logging.INFO, logger="retorno")
    return lambda: [json.loads(record.getMessage()) for record in caplog.records]


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        7,
        "garbage",
        TRACEPARENT.upper(),
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"{TRACEPARENT}\n",
    ],
)
def test_what_is_no_traceparent_begins_a_new_trace(given: object) -> None:
    with tracing.following(given):
        first = tracing.trace_id()
    with tracing.following(given):
        second = tracing.trace_id()

    assert len(first) == len(second) == 32
    assert len({first, second, TRACE}) == 3


def test_outside_of_a_step_there_is_no_trace_and_nothing_is_handed_on() -> None:
    assert tracing.current() == tracing.trace_id() == ""
    assert tracing.handed_on({"conta": "a"}) == {}


def test_a_step_inside_another_gives_the_trace_back() -> None:
    with tracing.following(TRACEPARENT):
        with tracing.following(None):
            assert tracing.trace_id() != TRACE
        assert tracing.trace_id() == TRACE


def test_a_document_s_own_trace_wins_over_that_of_the_sweep_that_queues_it_again() -> None:
    with tracing.following(None):
        assert tracing.handed_on({"traceparent": TRACEPARENT}) == {"traceparent": TRACEPARENT}
        assert tracing.handed_on({"traceparent": ""}) == {"traceparent": tracing.current()}


async def test_a_worker_takes_up_the_trace_of_its_message(events: Any) -> None:
    @steps.worker("fila")
    async def work(msg: func.QueueMessage) -> None:
        _log.info("passo.done")

    await work(Message({"conta": "a", "traceparent": TRACEPARENT}, age_s=5))

    done, worked = events()
    assert done["trace_id"] == worked["trace_id"] == TRACE
    assert worked["evento"] == "queue.worked"
    assert (worked["queue"], worked["attempt"], worked["ok"], worked["ru"]) == ("fila", 2, True, 0)
    assert 5_000 <= worked["age_ms"] < 60_000


async def test_the_time_that_a_message_was_sent_to_wait_is_not_its_age(events: Any) -> None:
    @steps.worker("fila")
    async def work(msg: func.QueueMessage) -> None: ...

    await work(Message({"espera_s": 60}, age_s=61))
    await work(Message({"espera_s": 60}, age_s=1))

    late, early = (event["age_ms"] for event in events())
    assert 1_000 <= late < 50_000
    assert early == 0


async def test_a_worker_that_fails_says_so_and_lets_the_queue_try_again(events: Any) -> None:
    @steps.worker("fila")
    async def work(msg: func.QueueMessage) -> None:
        raise TransientError

    with pytest.raises(TransientError):
        await work(Message("not ours"))

    assert [event["ok"] for event in events()] == [False]


async def test_a_poisoned_message_raises_the_alarm_in_the_trace_it_belongs_to(events: Any) -> None:
    @steps.end_of_line("fila")
    async def give_up(msg: func.QueueMessage) -> None: ...

    await give_up(Message({"traceparent": TRACEPARENT}))

    (alarm,) = events()
    assert alarm["evento"] == "queue.poisoned"
    assert (alarm["queue"], alarm["trace_id"]) == ("fila", TRACE)


async def test_an_activity_takes_up_the_trace_that_its_flow_was_started_in(events: Any) -> None:
    @steps.activity
    async def fazer(passo: dict[str, Any]) -> int:
        return 7

    assert await fazer({"conta": "a", "traceparent": TRACEPARENT}) == 7
    assert await fazer({"conta": "a"}) == 7  # of a flow that was started before flows knew of traces

    known, unknown = events()
    assert (known["evento"], known["activity"], known["trace_id"]) == ("activity.worked", "fazer", TRACE)
    assert unknown["trace_id"] not in ("", TRACE)


async def test_each_tick_is_a_trace_of_its_own(events: Any) -> None:
    @steps.tick
    async def bater(timer: func.TimerRequest) -> None: ...

    await bater(None)
    await bater(None)

    first, second = events()
    assert first["timer"] == "bater"
    assert first["trace_id"] != second["trace_id"]


def test_each_generation_of_a_confirmation_goes_on_with_its_trace() -> None:
    given = {"conta": "a", "atendimento_id": "AT1", "traceparent": TRACEPARENT}
    due = {"em": "2026-03-03T13:00:00.000Z", "ato": "lembrete", "versao": 1}
    activities = {PROXIMO_AVISO: lambda _: due, FAZER_AVISO: lambda _: {"feito": True}}
    context = FakeContext(given, datetime(2026, 3, 3, 13, tzinfo=UTC), activities)

    drive(confirmacao(context, None), context)

    assert [step["traceparent"] for _, _, step in context.calls] == [TRACEPARENT, TRACEPARENT]
    assert context.next_input == given


class Client:
    """The part of the SDK's client that starts a flow."""

    def __init__(self) -> None:
        self.inputs: list[Any] = []

    async def start_new(self, flow: str, *, instance_id: str, client_input: Any) -> None:
        self.inputs.append(client_input)


async def test_a_flow_is_told_the_trace_it_is_started_in() -> None:
    client = Client()

    with tracing.following(TRACEPARENT):
        await DurableFlows(client).start("acompanhamento", "i", {"conta": "a"})
    await DurableFlows(client).start("acompanhamento", "i", {"conta": "a"})

    assert client.inputs == [{"conta": "a", "traceparent": TRACEPARENT}, {"conta": "a"}]
