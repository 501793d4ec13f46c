"""From a document of counters to measures: the window of thirty days, local days since, and what lies in the future."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.atividades.models import Contadores, Ligado, TipoAtividade
from shared.kit.clock import SAO_PAULO, instant, local_day
from shared.saude.leitura import medidas
from shared.saude.medidas import NUNCA, Medidas, Sinal
from shared.saude.perfis import AJUSTADO, CODIGO, DOCUMENTADO
from shared.saude.score import score

DIA = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 15, tzinfo=UTC)
TIPO = TipoAtividade.LOGIN


def body(**fields: Any) -> dict[str, Any]:
    """A document as it lies in the store."""
    contadores = Contadores(id="C1", atualizado_em=NOON, **fields)
    return contadores.model_dump(mode="json", exclude={"id"})


def accesses(
    em: datetime, dias: dict[str, int] | None = None, *, dia: date = DIA, fuso: str = SAO_PAULO
) -> Sinal:
    counted = {um: {TIPO: vezes} for um, vezes in (dias or {}).items()}
    return medidas(body(dias=counted, ultimas={TIPO: em}), dia, fuso).acessos


def test_of_whom_nothing_is_kept_nothing_is_known() -> None:
    assert medidas(None, DIA, SAO_PAULO, chamados_abertos=2) == Medidas(chamados_abertos=2)
    assert medidas(body(), DIA, SAO_PAULO, faltas=0) == Medidas(faltas=0)


def test_thirty_days_are_counted_today_included() -> None:
    dias = {"2026-10-21": 100, "2026-10-22": 3, "2026-11-01": 5, "2026-11-20": 7, "2026-11-21": 900}

    assert accesses(NOON, dias) == Sinal(15, 0, sem_dados=False)


def test_each_type_is_counted_by_itself() -> None:
    tipos = {tipo: number for number, tipo in enumerate(TipoAtividade, start=1)}
    ultimas = {tipo: NOON - timedelta(days=number) for tipo, number in tipos.items()}

    found = medidas(body(dias={"2026-11-20": tipos}, ultimas=ultimas), DIA, SAO_PAULO)

    assert found == Medidas(
        acessos=Sinal(1, 1, False),
        entradas=Sinal(2, 2, False),
        saidas=Sinal(3, 3, False),
        leads=Sinal(4, 4, False),
        econversa_uso=Sinal(5, 5, False),
        integrador_uso=Sinal(6, 6, False),
    )


@pytest.mark.parametrize(
    ("em", "dias"),
    [
        ("2026-11-20T02:59:59.999999Z", 1),
        ("2026-11-20T03:00:00.000000Z", 0),
        ("2026-11-21T02:59:59.999999Z", 0),
        ("2026-11-19T03:00:00.000000Z", 1),
        ("2026-10-21T03:00:00.000000Z", 30),
        ("2026-10-21T02:59:59.999999Z", 31),
        ("2026-01-01T12:00:00.000000Z", 323),
        ("1990-01-01T12:00:00.000000Z", NUNCA),
    ],
)
def test_days_since_are_local_calendar_days(em: str, dias: int) -> None:
    assert accesses(datetime.fromisoformat(em)).dias == dias


def test_an_instant_of_another_width_is_read_the_same() -> None:
    corpo = body() | {"ultimas": {TIPO: "2026-11-19T23:59:59-03:00"}}

    assert medidas(corpo, DIA, SAO_PAULO).acessos.dias == 1


def test_a_day_that_begins_when_the_clocks_jump_begins_there() -> None:
    # On 4 November 2018 midnight in São Paulo was skipped: the day began at 01:00 -02:00, which is 03:00 UTC.
    dia = date(2018, 11, 4)

    assert accesses(datetime(2018, 11, 4, 3, tzinfo=UTC), dia=dia).dias == 0
    assert accesses(datetime(2018, 11, 4, 2, 59, tzinfo=UTC), dia=dia).dias == 1


def test_a_day_of_twenty_five_hours_is_one_day() -> None:
    # On 17 February 2019 the clocks of São Paulo went back from midnight to 23:00 of the day before.
    saturday = datetime(2019, 2, 17, 2, 30, tzinfo=UTC)  # 23:30 the second time

    assert accesses(saturday, dia=date(2019, 2, 17)).dias == 1
    assert accesses(saturday, dia=date(2019, 2, 16)).dias == 0


@given(
    em=st.integers(0, 730 * 86_400).map(lambda s: datetime(2018, 1, 1, tzinfo=UTC) + timedelta(seconds=s)),
    later=st.integers(0, 45),
    fuso=st.sampled_from(
        [SAO_PAULO, "America/Manaus", "America/Noronha", "Asia/Kolkata", "Atlantic/Azores", "UTC"]
    ),
)
def test_days_since_agree_with_the_calendar_of_any_zone(em: datetime, later: int, fuso: str) -> None:
    dia = local_day(em, fuso) + timedelta(days=later)

    assert accesses(em, dia=dia, fuso=fuso).dias == later


def test_what_lies_in_the_future_is_an_error_and_no_activity() -> None:
    corpo = body(ultimas={TIPO: NOON + timedelta(days=3), TipoAtividade.LEAD: NOON + timedelta(days=400)})

    found = medidas(corpo, DIA, SAO_PAULO)

    assert (found.acessos, found.leads) == (Sinal(0, NUNCA, False), Sinal(0, NUNCA, False))
    assert found.futuras == 2
    assert [score(found, perfil).score for perfil in (DOCUMENTADO, CODIGO, AJUSTADO)] == [0, 0, 0]


def test_who_was_active_before_is_not_lost_to_an_instant_of_the_future() -> None:
    found = medidas(
        body(
            dias={"2026-11-12": {TIPO: 4}, "2026-11-18": {TIPO: 2}, "2026-11-23": {TIPO: 9}},
            ultimas={TIPO: NOON + timedelta(days=3)},
        ),
        DIA,
        SAO_PAULO,
    )

    assert (found.acessos, found.futuras) == (Sinal(6, 2, False), 1)


def test_what_is_on_is_counted_and_what_nobody_told_of_is_unknown() -> None:
    on, off = Ligado(ativo=True, em=NOON), Ligado(ativo=False, em=NOON)

    told = medidas(body(econversa=off, integradores={"olx": on, "7": on, "icarros": off}), DIA, SAO_PAULO)
    none_on = medidas(body(econversa=on, integradores={"olx": off}), DIA, SAO_PAULO)

    assert (told.econversa, told.integradores) == (False, 2)
    assert (none_on.econversa, none_on.integradores) == (True, 0)


def test_it_reads_what_the_store_writes() -> None:
    assert len(instant(NOON)) == 27  # the width that is compared as text
