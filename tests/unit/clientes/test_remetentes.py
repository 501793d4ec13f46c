"""Who is behind an address that a message came from, and addresses that turn out to be somebody else's."""

from datetime import timedelta
from typing import Any

import pytest

from shared.clientes.entradas import NovoOptOut
from shared.clientes.identidades import Chave, Tipo, telefone_key
from shared.clientes.models import Canal, Cliente, Origem, Pessoa
from shared.clientes.remetentes import RemetenteService
from tests.builders import make_principal, make_supressoes
from tests.unit.clientes.world import CONTA, OUTRA, World

pytestmark = pytest.mark.anyio
PHONE, TELEGRAM = "+5511988887777", "telegram:1167"


@pytest.fixture
def world() -> World:
    return World()


def remetentes(world: World) -> RemetenteService:
    return RemetenteService(world.cadastro, make_supressoes(world.documents), world.clock)


async def ids(world: World, conta: str = CONTA, **said: Any) -> list[str]:
    return [one.id for one in await remetentes(world).senders(conta, Pessoa(**said))]


async def opt_out(world: World, cliente_id: str, evidencia: str) -> Cliente:
    asked = NovoOptOut(canal=Canal.WHATSAPP, evidencia=evidencia)
    found = await world.consentimentos.silence(make_principal(), cliente_id, asked, em=world.clock())
    return found.cliente


async def test_everybody_behind_an_address_comes_newest_first_whatever_their_names(world: World) -> None:
    ana = await world.create(nome="Ana", telefone="11 8888-7777")
    world.clock.move(minutes=1)
    jose = await world.create(nome="José", telefone=PHONE)

    assert await ids(world, telefone=PHONE, nome="Construtora Silva") == [jose.id, ana.id]
    assert await ids(world, OUTRA, telefone=PHONE) == []
    assert await ids(world, telefone="não é um telefone") == []


async def test_an_account_is_learned_and_leads_to_its_cliente_with_or_without_the_phone(world: World) -> None:
    ana = await world.create(nome="Ana", telefone=PHONE)
    pessoa = Pessoa(telefone=PHONE, endereco="meta:BR.1")

    await remetentes(world).learn(CONTA, ana.id, pessoa)
    await remetentes(world).learn(CONTA, ana.id, pessoa)

    assert (await world.read(ana.id)).enderecos == ("meta:BR.1",)
    assert await ids(world, endereco="meta:BR.1") == [ana.id]
    assert (await world.read(ana.id)).endereco_em("meta") == "BR.1"
    assert (await world.read(ana.id)).endereco_em("zapi") is None


async def test_a_stranger_by_an_account_is_made_once(world: World) -> None:
    pessoa = Pessoa(endereco=TELEGRAM, origem=Origem.CANAL)

    first = await world.service.identify(CONTA, pessoa, chave="M1")
    second = await world.service.identify(CONTA, pessoa, chave="M2")

    assert first == second
    made = await world.read(first or "")
    assert (made.enderecos, made.origem) == ((TELEGRAM,), Origem.CANAL)


async def test_an_address_that_is_anothers_is_taken_off_whatever_its_spelling(world: World) -> None:
    ana = await world.create(nome="Ana", telefone="11 8888-7777", email="ana@exemplo.com.br")
    pessoa = Pessoa(telefone=PHONE)

    await remetentes(world).unlink(CONTA, ana.id, pessoa)
    await remetentes(world).unlink(CONTA, ana.id, pessoa)

    left = await world.read(ana.id)
    assert (left.telefones, left.emails) == ((), ("ana@exemplo.com.br",))
    assert await world.linked(telefone_key(PHONE)) == []
    assert await world.behind(Chave(Tipo.EMAIL, "ana@exemplo.com.br")) == [ana.id]


async def test_a_merge_keeps_the_accounts_of_both(world: World) -> None:
    ana = await world.create(nome="Ana", telefone=PHONE)
    other = await world.service.identify(CONTA, Pessoa(endereco=TELEGRAM), chave="M1")

    await world.merge(ana.id, other or "")

    assert await ids(world, endereco=TELEGRAM) == [ana.id]


async def test_silence_asked_for_again_soon_is_total_and_each_message_counts_once(world: World) -> None:
    ana = await world.create(nome="Ana", telefone=PHONE)

    first = await opt_out(world, ana.id, "M1")
    again = await opt_out(world, ana.id, "M1")
    world.clock.move(days=30)
    second = await opt_out(world, ana.id, "M2")

    assert [one.opt_out.total for one in (first, again, second) if one.opt_out] == [False, False, True]
    assert second.opt_out is not None
    assert (second.opt_out.evidencia, len(second.opt_outs)) == ("M1", 2)


async def test_silence_asked_for_again_much_later_is_not_total(world: World) -> None:
    ana = await world.create(nome="Ana", telefone=PHONE)
    await opt_out(world, ana.id, "M1")
    world.clock.instant += timedelta(days=31)

    later = await opt_out(world, ana.id, "M2")

    assert later.opt_out is not None
    assert not later.opt_out.total
