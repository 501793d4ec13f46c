"""How an atendimento comes in: once for its key or its number, at the right hour, with the right person."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.atendimentos.errors import AgendaOcupada, KeyReused, PessoaEliminada
from shared.atendimentos.models import FiltroAtendimentos
from shared.clientes.models import Cliente, Origem
from shared.kit.errors import InvalidInput
from tests.unit.atendimentos.world import FRIDAY, Atendimentos
from tests.unit.envios.world import CONTA, MARINA, OUTRA

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> Atendimentos:
    world = Atendimentos()
    await world.begin()
    return world


async def test_a_booked_one_is_queued_by_its_id_alone(world: Atendimentos) -> None:
    atendimento = await world.book()

    assert world.queues.messages("atendimentos-novos") == [
        {"v": 1, "conta": CONTA, "atendimento_id": atendimento.id, "traceparent": ""}
    ]
    assert atendimento.data_consulta == FRIDAY


@pytest.mark.parametrize(
    ("fuso", "fields", "utc_hour"),
    [
        ("America/Sao_Paulo", {}, 17),
        ("America/Rio_Branco", {}, 19),
        ("America/Sao_Paulo", {"fuso": "America/Manaus"}, 18),
        ("America/Rio_Branco", {"data_consulta": "2026-03-13T14:30-03:00"}, 17),
    ],
    ids=["the conta's", "another conta's", "the place's", "as given"],
)
async def test_an_hour_without_a_zone_is_local_to_where_it_takes_place(
    fuso: str, fields: dict[str, Any], utc_hour: int
) -> None:
    world = Atendimentos()
    await world.begin(fuso=fuso)

    atendimento = await world.book(**fields)

    assert atendimento.data_consulta == datetime(2026, 3, 13, utc_hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "fields",
    [
        {"data_consulta": "2026-03-03T09:59"},
        {"data_consulta": "2028-12-01T09:00"},
        {"data_consulta": "9999-12-31T23:59-12:00"},
        {"data_consulta": "0001-01-01T00:00+14:00"},
        {"fuso": "America/Lua"},
        {"fuso": "localtime"},
        {"cliente_id": "C9"},
    ],
    ids=["past", "too far", "the end of time", "its beginning", "no zone", "a file", "nobody"],
)
async def test_what_cannot_be_is_refused_and_nothing_is_kept(
    world: Atendimentos, fields: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput):
        await world.book(**fields)

    assert not world.queued()
    assert not (await world.atendimento.search(CONTA, FiltroAtendimentos())).itens


async def test_the_same_key_books_once(world: Atendimentos) -> None:
    first = await world.book(chave="k")
    again = await world.book(chave="k")

    assert again == first
    assert world.queued() == [first.id, first.id]
    with pytest.raises(KeyReused):
        await world.book("2026-03-14T10:00", chave="k")


async def test_the_same_agenda_number_books_once_and_is_no_others(world: Atendimentos) -> None:
    first = await world.book(nr_seq_agenda=51177197)
    again = await world.book(nr_seq_agenda="51177197")

    assert again == first
    with pytest.raises(AgendaOcupada):
        await world.book(nr_seq_agenda="51177197", nome_paciente="Pedro Souza")


async def test_contas_share_neither_keys_nor_numbers_nor_sight(world: Atendimentos) -> None:
    ours = await world.book(chave="k", nr_seq_agenda="1")
    theirs = await world.book(chave="k", nr_seq_agenda="1", conta=OUTRA)

    assert ours.id != theirs.id
    seen = (await world.atendimento.search(OUTRA, FiltroAtendimentos())).itens
    assert [one.id for one in seen] == [theirs.id]


async def test_a_crash_before_the_queue_is_healed_by_the_sweep(world: Atendimentos) -> None:
    world.queues.down = True
    atendimento = await world.book()
    world.queues.down = False
    world.clock.move(minutes=11)

    swept = await world.atendimento.sweep(CONTA)

    assert swept == 1
    assert world.queued() == [atendimento.id]


async def test_who_comes_is_found_by_the_phone_and_the_flow_begins(world: Atendimentos) -> None:
    await world.add_cliente()

    atendimento = await world.booked(nome_paciente="Marina Prates")

    assert (atendimento.cliente_id, atendimento.paciente_id) == ("C1", "C1")
    assert atendimento.fluxo_iniciado
    assert world.has_flow(atendimento)
    # The first message is due 48 hours before.
    assert atendimento.proximo_em == FRIDAY - timedelta(hours=48)


async def test_who_is_new_becomes_a_cliente_of_the_conta_s_own(world: Atendimentos) -> None:
    atendimento = await world.booked(nome_paciente="Rita Alves", telefone="+5511977776666")

    cliente = await cliente_of(world, atendimento.cliente_id)
    assert (cliente.nome, cliente.telefone, cliente.origem) == (
        "Rita Alves",
        "+5511977776666",
        Origem.MANUAL,
    )


async def test_a_family_on_one_phone_is_told_apart_and_each_is_written_to_there(world: Atendimentos) -> None:
    await world.add_cliente()

    marina = await world.booked()
    pedro = await world.booked(nome_paciente="Pedro Prates")
    again = await world.booked("2026-03-20T09:00", nome_paciente="Pedro Prates")

    assert marina.cliente_id == "C1"
    assert pedro.cliente_id != "C1"
    assert again.cliente_id == pedro.cliente_id
    assert (await cliente_of(world, pedro.cliente_id)).telefone == MARINA
    found = await world.atendimento.of_telefone(CONTA, "+551188887777")
    assert {one.nome_paciente for one in found} == {"Marina Prates", "Pedro Prates"}


async def test_of_a_child_who_answers_for_it_gets_the_messages(world: Atendimentos) -> None:
    await world.add_cliente()
    await world.add_cliente(
        "C2", nome="Bia Prates", telefones=(), documento="52998224725", responsavel_id="C1"
    )

    atendimento = await world.booked(nome_paciente="Bia Prates", telefone=None, cliente_id="C2")

    assert (atendimento.cliente_id, atendimento.paciente_id) == ("C1", "C2")
    assert [one.id for one in await world.atendimento.of_cliente(CONTA, ["C1"])] == [atendimento.id]


async def test_two_of_one_name_on_one_phone_are_not_guessed_between(world: Atendimentos) -> None:
    await world.add_cliente(nome="Maria Prates")
    await world.add_cliente("C2", nome="Maria Souza")

    atendimento = await world.booked(nome_paciente="Maria")

    assert atendimento.cliente_id is None
    assert atendimento.fluxo_iniciado


async def test_worked_on_twice_it_has_one_flow_and_one_cliente(world: Atendimentos) -> None:
    atendimento = await world.book(nome_paciente="Rita Alves", telefone="+5511977776666")

    first = await world.process(atendimento)
    second = await world.process(atendimento)

    assert second == first
    assert len(world.flows.live) == 1


async def test_a_queue_that_gives_up_leaves_a_person_to_it(world: Atendimentos) -> None:
    atendimento = await world.book()

    await world.atendimento.fail(CONTA, atendimento.id)
    await world.atendimento.fail(CONTA, atendimento.id)

    [tarefa] = await world.all_tarefas()
    assert (tarefa.atendimento_id, tarefa.cliente) == (atendimento.id, "Marina Prates")
    world.clock.move(minutes=30)
    assert await world.atendimento.sweep(CONTA) == 0
    world.clock.move(hours=6)
    assert await world.atendimento.sweep(CONTA) == 1


async def test_a_flow_that_died_is_started_anew(world: Atendimentos) -> None:
    atendimento = await world.booked()
    world.flows.live.clear()
    world.clock.instant = FRIDAY - timedelta(hours=47)

    swept = await world.atendimento.sweep(CONTA)
    healed = await world.process(atendimento)

    assert swept == 1
    assert world.has_flow(atendimento)
    assert healed.proximo_em is not None


async def test_the_list_is_of_local_days_in_the_order_of_the_appointments(world: Atendimentos) -> None:
    late = await world.book("2026-03-13T23:30")
    early = await world.book("2026-03-13T08:00", nome_medico="Dr. Caio Lins")
    await world.book("2026-03-14T00:10")

    day = {"de": "2026-03-13", "ate": "2026-03-13"}
    found = await world.atendimento.search(CONTA, FiltroAtendimentos.model_validate(day))
    his = await world.atendimento.search(CONTA, FiltroAtendimentos(nome_medico="dr. caio  LINS"))

    assert [one.id for one in found.itens] == [early.id, late.id]
    assert [one.id for one in his.itens] == [early.id]


async def test_the_list_pages_and_every_row_comes_once(world: Atendimentos) -> None:
    booked = [(await world.book(f"2026-03-{day}T10:00")).id for day in range(10, 17)]

    seen: list[str] = []
    cursor = None
    while True:
        page = await world.atendimento.search(CONTA, FiltroAtendimentos(limite=3, cursor=cursor))
        seen += [one.id for one in page.itens]
        if (cursor := page.cursor) is None:
            break

    assert seen == booked


async def test_a_merged_cliente_s_appointments_go_to_the_one_that_stays(world: Atendimentos) -> None:
    await world.add_cliente()
    atendimento = await world.booked()

    moved = await world.atendimento.relink(CONTA, "C1", "C7")

    assert moved == 2  # who gets the messages, and who comes
    read = await world.now_of(atendimento)
    assert (read.cliente_id, read.paciente_id) == ("C7", "C7")
    assert await world.atendimento.relink(CONTA, "C1", "C7") == 0


async def cliente_of(world: Atendimentos, cliente_id: str | None) -> Cliente:
    assert cliente_id is not None
    return (await world.clientes.get(CONTA, cliente_id)).cliente


@pytest.mark.parametrize("named", [{"chave": "k-1"}, {"nr_seq_agenda": "51177197"}], ids=["key", "number"])
async def test_a_request_that_may_be_a_repetition_brings_nobody_erased_back(
    world: Atendimentos, named: dict[str, Any]
) -> None:
    phone = "+5511977776666"
    await world.suppress(phone)

    with pytest.raises(PessoaEliminada):
        await world.book(nome_paciente="Rita Alves", telefone=phone, **named)
    by_hand = await world.book(nome_paciente="Rita Alves", telefone=phone)
    await world.add_cliente("C3", nome="Rita Alves", telefones=(phone,))
    registered = await world.book(nome_paciente="Rita Alves", telefone=phone, **named)

    assert by_hand.id != registered.id
