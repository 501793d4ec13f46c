"""Recognising whom a relato speaks of by a phone, an e-mail and a name, each of them doubtful."""

import asyncio
from typing import Any

import pytest

from shared.clientes.models import SEM_NOME, Origem, Pessoa
from tests.unit.clientes.world import CONTA, OUTRA, World

pytestmark = pytest.mark.anyio

PHONE, EMAIL = "11 98888-7777", "marina@exemplo.com.br"


@pytest.fixture
def world() -> World:
    return World()


async def identify(world: World, chave: str = "R1", conta: str = CONTA, **said: Any) -> str | None:
    return await world.service.identify(conta, Pessoa(**said), chave=chave)


@pytest.mark.parametrize(
    "said", [{}, {"nome": "Marina"}, {"telefone": "não tem"}, {"telefone": "8888", "email": "marina@"}]
)
async def test_who_cannot_be_reached_is_nobody(world: World, said: dict[str, str]) -> None:
    assert await identify(world, **said) is None
    assert world.everyone() == []


async def test_who_is_new_is_made_once_however_often_it_is_asked(world: World) -> None:
    first = await identify(world, nome="Marina", telefone=PHONE)
    again = await identify(world, nome="Marina", telefone=PHONE)

    assert first is not None
    assert first == again
    cliente = await world.read(first)
    assert (cliente.nome, cliente.telefone, cliente.origem) == ("Marina", "+5511988887777", Origem.RELATO)


async def test_who_wrote_before_is_found_by_phone_or_email(world: World) -> None:
    known = await world.create(nome="Marina Duarte", telefone="11 8888-7777", email=EMAIL)

    assert await identify(world, "R1", nome="marina", telefone=PHONE) == known.id
    assert await identify(world, "R2", nome="Dra. Marina Lopes", email=EMAIL) == known.id
    assert await identify(world, "R3", telefone=PHONE) == known.id


async def test_of_several_behind_a_phone_the_name_decides(world: World) -> None:
    await world.create(nome="Ana Lima", telefone=PHONE)
    jose = await world.create(nome="José Lima", telefone=PHONE)

    assert await identify(world, "R1", nome="Jose", telefone=PHONE) == jose.id
    assert await identify(world, "R2", nome="Sr. José Lima", telefone=PHONE) == jose.id


@pytest.mark.parametrize("nome", [None, "Ana", "Sra. Ana"])
async def test_where_several_behind_a_phone_fit_it_is_linked_to_nobody(
    world: World, nome: str | None
) -> None:
    await world.create(nome="Ana Lima", telefone=PHONE)
    await world.create(nome="Ana Souza", telefone=PHONE)

    assert await identify(world, nome=nome, telefone=PHONE) is None
    assert len(world.everyone()) == 2


@pytest.mark.parametrize(
    ("known", "heard"),
    [
        ("João Silva", "João Pedro"),
        ("Ana Lima", "Ana Souza"),
        ("Maria Clara Reis", "Maria Eduarda Reis"),
        ("Ana L.", "Ana Souza"),
        ("José Lima", "Zé"),
    ],
)
async def test_another_second_name_or_a_nickname_behind_a_phone_is_somebody_new(
    world: World, known: str, heard: str
) -> None:
    one = await world.create(nome=known, telefone=PHONE)

    assert await identify(world, nome=heard, telefone=PHONE) not in (None, one.id)


@pytest.mark.parametrize(
    ("known", "heard"),
    [
        ("João", "Sr. João Silva"),
        ("João Pedro da Silva", "joao silva"),
        ("D. Ana de Lima", "Ana Lima"),
        ("Ana L.", "a Ana Lima"),
    ],
)
async def test_a_shorter_name_behind_a_phone_is_the_same_person(world: World, known: str, heard: str) -> None:
    one = await world.create(nome=known, telefone=PHONE)

    assert await identify(world, nome=heard, telefone=PHONE) == one.id


async def test_a_name_that_nobody_behind_the_phone_has_is_somebody_new(world: World) -> None:
    ana = await world.create(nome="Ana Lima", telefone=PHONE, email=EMAIL)

    new = await identify(world, nome="Beto", telefone=PHONE, email=EMAIL)

    assert new not in (None, ana.id)
    assert (await world.read(str(new))).emails == ()  # it is Ana's


async def test_who_comes_with_nothing_but_the_email_of_another_is_linked_to_nobody(world: World) -> None:
    ana = await world.create(nome="Ana Lima", email=EMAIL)

    assert await identify(world, "R1", nome="Beto", email=EMAIL) is None
    assert await identify(world, "R2", nome="Ana", email=EMAIL) == ana.id
    assert await identify(world, "R3", email=EMAIL) == ana.id
    assert world.everyone() == [ana.id]


async def test_who_came_without_a_name_gets_the_first_one_heard(world: World) -> None:
    nameless = str(await identify(world, "R1", telefone=PHONE))
    before = (await world.read(nameless)).nome

    named = await identify(world, "R2", nome="Marina", telefone=PHONE)

    assert (before, named) == (SEM_NOME, nameless)
    assert (await world.read(nameless)).nome == "Marina"


async def test_relatos_of_one_person_that_come_at_once_make_one_cliente(world: World) -> None:
    found = await asyncio.gather(
        *(identify(world, f"R{number}", nome="Marina", telefone=PHONE) for number in range(4))
    )

    assert len(set(found)) == 1
    assert len(world.everyone()) == 1


async def test_the_same_phone_in_another_conta_is_another_cliente(world: World) -> None:
    here = await identify(world, nome="Marina", telefone=PHONE)
    there = await identify(world, conta=OUTRA, nome="Marina", telefone=PHONE)

    assert here != there
    assert (world.everyone(), world.everyone(OUTRA)) == ([here], [there])


async def test_the_id_of_who_was_merged_is_the_one_that_stays(world: World) -> None:
    made = str(await identify(world, nome="Marina", telefone=PHONE))
    stays = await world.create(nome="Marina Duarte", email=EMAIL)
    await world.merge(stays.id, made)

    assert await identify(world, nome="Marina", telefone=PHONE) == stays.id
    assert await world.service.canonical_id(CONTA, made) == stays.id
