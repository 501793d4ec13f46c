"""The acompanhamento flow under a driver that jumps through time."""

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.acompanhamentos.flow import acompanhamento
from shared.acompanhamentos.names import ENCERRAR, ENCERRAR_ACOMPANHAMENTO, FAZER_CONTATO
from shared.kit.clock import instant
from shared.kit.durable import MAX_HOP
from tests.flow_driver import FakeContext, drive

START = datetime(2025, 2, 17, 15, tzinfo=UTC)


def make_context(*days: int, answered_on: int | None = None, open_until: int = 99) -> FakeContext:
    contatos = [
        {"numero": number, "devido_em": instant(START + timedelta(days=day))}
        for number, day in enumerate(days, start=1)
    ]

    def still_open(step: Any) -> dict[str, bool]:
        return {"aberto": context.current_utc_datetime < START + timedelta(days=open_until)}

    context = FakeContext(
        given={"conta": "clinica", "relato_id": "R1", "contatos": contatos},
        current_utc_datetime=START,
        activities={
            FAZER_CONTATO: still_open,
            ENCERRAR_ACOMPANHAMENTO: lambda _: {"resultado": "sem_resposta"},
        },
        events={} if answered_on is None else {ENCERRAR: START + timedelta(days=answered_on)},
    )
    return context


def contacts(context: FakeContext) -> list[tuple[int, int]]:
    """(day, number) of each contact made."""
    return [
        ((when - START).days, step["numero"]) for when, name, step in context.calls if name == FAZER_CONTATO
    ]


def test_without_an_answer_every_contact_is_made_on_its_day() -> None:
    context = make_context(3, 10, 30)

    result = drive(acompanhamento(context, None), context)

    assert contacts(context) == [(3, 1), (10, 2), (30, 3)]
    assert result == "sem_resposta"


def test_an_answer_on_day_four_stops_what_was_left() -> None:
    context = make_context(3, 10, 30, answered_on=4)

    drive(acompanhamento(context, None), context)

    assert contacts(context) == [(3, 1)]
    assert context.calls[-1][0] == START + timedelta(days=4)
    assert context.calls[-1][1] == ENCERRAR_ACOMPANHAMENTO


def test_an_answer_before_the_first_contact_leaves_none() -> None:
    context = make_context(3, 10, answered_on=0)

    drive(acompanhamento(context, None), context)

    assert contacts(context) == []


def test_a_lost_event_is_made_good_by_the_document() -> None:
    context = make_context(3, 10, 30, open_until=5)

    drive(acompanhamento(context, None), context)

    assert contacts(context) == [(3, 1), (10, 2)]  # the second call only asks, and is told that it is over


def test_a_contact_already_due_is_made_at_once() -> None:
    context = make_context(-1)

    drive(acompanhamento(context, None), context)

    assert context.calls[0][0] == START


def test_no_timer_is_longer_than_the_hop_that_azure_storage_can_cancel() -> None:
    context = make_context(3, 10, 30)

    drive(acompanhamento(context, None), context)

    fired = [timer.fire_at for timer in context.timers]
    starts = [START, *fired]
    assert all(end - start <= MAX_HOP for start, end in zip(starts, fired, strict=False))
    assert len(fired) == 7  # 3; 5, 2; 5, 5, 5, 5


def test_every_activity_is_handed_the_trace_that_the_flow_was_started_in() -> None:
    context, older = make_context(3, 10), make_context(3)
    context.given["traceparent"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    drive(acompanhamento(context, None), context)
    drive(acompanhamento(older, None), older)

    assert {step["traceparent"] for _, _, step in context.calls} == {context.given["traceparent"]}
    assert not any("traceparent" in step for _, _, step in older.calls)
