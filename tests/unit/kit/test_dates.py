"""Days and hours in Portuguese: absolute, relative, by the calendar."""

from datetime import date, time

import pytest

from shared.kit.dates import find_dates, find_hours, format_day, format_day_long
from shared.kit.dates_relative import find_relative
from shared.kit.texto import fold

QUINTA = date(2025, 4, 10)


@pytest.mark.parametrize(
    ("text", "ahead", "behind"),
    [
        ("14 de fevereiro de 2025", date(2025, 2, 14), date(2025, 2, 14)),
        ("10/04/2025", date(2025, 4, 10), date(2025, 4, 10)),
        ("2025-04-11 10:30", date(2025, 4, 11), date(2025, 4, 11)),
        ("12/03/25", date(2025, 3, 12), date(2025, 3, 12)),
        ("07-05-2025", date(2025, 5, 7), date(2025, 5, 7)),
        ("14/fev", None, date(2025, 2, 14)),
        ("22/04", date(2025, 4, 22), date(2024, 4, 22)),
        ("5 de maio", date(2025, 5, 5), date(2024, 5, 5)),
        ("dia 26", date(2025, 4, 26), date(2025, 3, 26)),
        ("dia 5", date(2025, 5, 5), date(2025, 4, 5)),
        ("dia primeiro", date(2025, 5, 1), date(2025, 4, 1)),
        ("dia 10 do 5", date(2025, 5, 10), date(2024, 5, 10)),
        ("vinte e dois de maio", date(2025, 5, 22), date(2024, 5, 22)),
        ("(04/04)", None, date(2025, 4, 4)),
    ],
)
def test_a_written_day_is_read_ahead_and_behind(text: str, ahead: date | None, behind: date) -> None:
    (found,) = find_dates(fold(text))

    assert (found.next_from(QUINTA), found.last_until(QUINTA)) == (ahead, behind)


@pytest.mark.parametrize(
    "text", ["31/02/2025", "30/60/90", "R$ 1.500", "15 dias", "3.500", "10.04", "dente 36"]
)
def test_what_is_not_a_day_is_not_read_as_one(text: str) -> None:
    assert list(find_dates(fold(text))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14h", time(14)),
        ("9h40", time(9, 40)),
        ("14:25", time(14, 25)),
        ("às 11h30", time(11, 30)),
        ("meio-dia", time(12)),
        ("16 horas", time(16)),
        ("às nove e meia da noite", time(21, 30)),
        ("às 2 da tarde", time(14)),
        ("às 15.", time(15)),
    ],
)
def test_an_hour_of_the_day_is_read(text: str, expected: time) -> None:
    assert [found.hora for found in find_hours(fold(text))] == [expected]


@pytest.mark.parametrize("text", ["em 48 horas", "daqui a 2h", "24h", "as 6 facetas", "12x"])
def test_a_duration_is_not_an_hour_of_the_day(text: str) -> None:
    assert list(find_hours(fold(text))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("amanha", date(2025, 4, 11)),
        ("depois de amanhã", date(2025, 4, 12)),
        ("em 15 dias", date(2025, 4, 25)),
        ("em quinze dias", date(2025, 4, 25)),
        ("daqui a um mês", date(2025, 5, 10)),
        ("em 48h", date(2025, 4, 12)),
        ("em 5 dias úteis", date(2025, 4, 17)),
        ("duas semanas", date(2025, 4, 24)),
        ("de hoje a oito", date(2025, 4, 17)),
        ("D+7", date(2025, 4, 17)),
        ("quinta que vem", date(2025, 4, 17)),
        ("na sexta", date(2025, 4, 11)),
        ("2ª feira", date(2025, 4, 14)),
        ("terça da semana que vem", date(2025, 4, 15)),
        ("semana que vem", date(2025, 4, 14)),
        ("final da semana que vem", date(2025, 4, 18)),
        ("mês que vem", date(2025, 5, 10)),
        ("início do mês que vem", date(2025, 5, 2)),
        ("dia 10 do mês que vem", date(2025, 5, 10)),
        ("fim do mês", date(2025, 4, 30)),
        ("segunda quinzena", date(2025, 4, 16)),
        ("meados de maio", date(2025, 5, 15)),
        ("quinto dia útil", date(2025, 5, 8)),
        ("terça depois da Páscoa", date(2025, 4, 22)),
        ("depois da Páscoa", date(2025, 4, 22)),
        ("depois do carnaval", date(2026, 2, 19)),
        ("passando o feriado", date(2025, 4, 22)),
        ("depois das festas", date(2026, 1, 2)),
        ("depois do dia das mães", date(2025, 5, 12)),
    ],
)
def test_a_phrase_is_counted_from_the_day_it_was_said(text: str, expected: date) -> None:
    assert [found.dia for found in find_relative(fold(text), QUINTA)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "há 15 dias",
        "15 dias atrás",
        "segunda opção",
        "toda segunda",
        "sexta passada",
        "12 anos",
        "em 900 dias",
    ],
)
def test_what_lies_behind_or_repeats_is_not_a_day_ahead(text: str) -> None:
    assert find_relative(fold(text), QUINTA) == []


def test_a_month_that_is_too_short_gives_its_last_day() -> None:
    assert [found.dia for found in find_relative("em um mes", date(2025, 1, 31))] == [date(2025, 2, 28)]


def test_days_are_written_for_people() -> None:
    assert format_day(QUINTA) == "quinta, 10/04"
    assert format_day_long(date(2026, 3, 1)) == "1 de março de 2026"
