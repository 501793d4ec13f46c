"""Counting as arithmetic: in any order, in any parts, again and again, the same comes out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.atividades.contagem import MAX_INTEGRADORES, Evento, added_up, united
from shared.atividades.models import Contadores, TipoAtividade

_NOON = datetime(2026, 3, 10, 15, tzinfo=UTC)
_HOJE = date(2026, 3, 10)
_SWITCHED = (TipoAtividade.ECONVERSA, TipoAtividade.INTEGRADOR)


def make_evento(tipo: TipoAtividade, *, hours: int = 0, **fields: object) -> Evento:
    em = _NOON - timedelta(hours=hours)
    return Evento(indice=0, cliente_id="C1", tipo=tipo, em=em, dia=em.date(), **fields)  # type: ignore[arg-type]  # what a test says


def counted(*lotes: list[Evento]) -> Contadores:
    read: Contadores | None = None
    for lote in lotes:
        read = united(read, added_up("C1", lote, agora=_NOON), hoje=_HOJE)
    assert read is not None
    return read


@st.composite
def eventos(draw: st.DrawFn) -> Evento:
    tipo = draw(st.sampled_from(TipoAtividade))
    ativo = draw(st.none() | st.booleans()) if tipo in _SWITCHED else None
    name = draw(st.sampled_from(["meta", "olx", "13"])) if tipo is TipoAtividade.INTEGRADOR else None
    times = draw(st.integers(0 if ativo is not None else 1, 50))
    return make_evento(tipo, hours=draw(st.integers(0, 1000)), quantidade=times, ativo=ativo, integrador=name)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.lists(eventos(), min_size=1, max_size=6), min_size=1, max_size=6), st.randoms())
def test_any_order_and_any_grouping_give_the_same_counters(lotes: list[list[Evento]], random: object) -> None:
    every = [evento for lote in lotes for evento in lote]
    shuffled = sorted(every, key=lambda _: random.random())  # type: ignore[attr-defined]  # a Random

    told = counted(*lotes)

    assert told == counted(every) == counted(*([one] for one in shuffled))
    inside = [one for one in every if one.dia > _HOJE - timedelta(days=31)]
    assert sum(n for dia in told.dias.values() for n in dia.values()) == sum(one.quantidade for one in inside)


def test_a_day_leaves_after_thirty_others_and_its_last_instant_stays() -> None:
    thirty = make_evento(TipoAtividade.LEAD, hours=24 * 30)
    thirty_one = make_evento(TipoAtividade.LOGIN, hours=24 * 31)

    told = counted([thirty, thirty_one])

    assert told.dias == {"2026-02-08": {TipoAtividade.LEAD: 1}}
    assert told.ultimas == {TipoAtividade.LEAD: thirty.em, TipoAtividade.LOGIN: thirty_one.em}
    moved = united(told, added_up("C1", [], agora=_NOON), hoje=_HOJE + timedelta(days=1))
    assert moved.dias == {}
    assert moved.ultimas == told.ultimas


@pytest.mark.parametrize("ativo", [True, False])
def test_older_news_change_nothing(ativo: bool) -> None:
    newer = make_evento(TipoAtividade.ECONVERSA, quantidade=0, ativo=ativo)
    older = make_evento(TipoAtividade.ECONVERSA, hours=1, quantidade=0, ativo=not ativo)

    for told in (counted([newer], [older]), counted([older], [newer]), counted([older, newer])):
        assert told.econversa is not None
        assert (told.econversa.ativo, told.econversa.em) == (ativo, newer.em)
        assert (told.dias, told.ultimas) == ({}, {})


def test_of_too_many_integradores_the_latest_stay() -> None:
    many = [
        make_evento(
            TipoAtividade.INTEGRADOR, hours=hours, quantidade=0, ativo=True, integrador=f"I{hours:03}"
        )
        for hours in range(MAX_INTEGRADORES + 5)
    ]

    told = counted(*([one] for one in reversed(many)))

    assert told == counted(many)
    assert list(told.integradores) == [f"I{hours:03}" for hours in range(MAX_INTEGRADORES)]
