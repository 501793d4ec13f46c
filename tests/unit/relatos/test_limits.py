"""Dates and amounts at the edges of what computers count: refused or understood, never a crash, never unreadable."""

from datetime import UTC, date, datetime

import pytest

from shared.contas.models import Conta
from shared.kit.clock import instant, parse_instant
from shared.kit.errors import InvalidInput
from shared.kit.validation import parse_fields, parse_json
from shared.relatos.entradas import FiltroRelatos
from shared.relatos.models import NovoRelato
from shared.relatos.planejamento import Planner
from shared.relatos.s0 import RelatoConversa
from shared.tarefas.models import FiltroTarefas
from tests.fakes import FakeStrategist

FUSO = "America/Sao_Paulo"


@pytest.mark.parametrize("year", [1, 500, 999, 2025, 9999])
def test_an_instant_of_any_year_is_read_back_as_it_was_kept(year: int) -> None:
    moment = datetime(year, 2, 3, 4, 5, 6, 7, tzinfo=UTC)

    assert parse_instant(instant(moment)) == moment
    assert len(instant(moment)) == len(instant(datetime(2025, 1, 1, tzinfo=UTC)))


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_outside_of_living_memory_is_refused(day: str) -> None:
    with pytest.raises(InvalidInput):
        parse_json(NovoRelato, f'{{"texto": "Falei com a Marina", "data_referencia": "{day}"}}'.encode())
    for name in ("recebido_de", "recebido_ate"):
        with pytest.raises(InvalidInput):
            parse_fields(FiltroRelatos, {name: day})
    with pytest.raises(InvalidInput):
        parse_fields(FiltroTarefas, {"vence_ate": day})


@pytest.mark.anyio
@pytest.mark.parametrize(
    "said", ["0500-01-01", "01/01/0500", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]
)
async def test_a_source_client_may_send_any_date_of_the_conversation(said: str) -> None:
    conversa = parse_json(RelatoConversa, f'{{"data_conversa": "{said}"}}'.encode())

    text = await Planner(FakeStrategist()).free_text(
        conversa.to_extracao(FUSO), Conta(id="clinica"), date(2025, 2, 15)
    )

    assert "Terceiro contato" in text


def test_a_conversation_late_at_night_counts_from_the_local_day() -> None:
    conversa = parse_json(RelatoConversa, b'{"data_conversa": "2025-02-15T00:23:00Z"}')

    assert conversa.to_extracao(FUSO).data_conversa == "2025-02-14 21:23:00"


@pytest.mark.parametrize("amount", ['"1e999"', "1" * 40, "-1"])
def test_an_amount_that_nobody_can_owe_is_refused(amount: str) -> None:
    with pytest.raises(InvalidInput):
        parse_json(RelatoConversa, f'{{"valor_orcamento": {amount}}}'.encode())
