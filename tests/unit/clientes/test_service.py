"""Making, changing and finding clientes: whose e-mail it is, who is behind a phone, what a crash leaves behind."""

import asyncio

import pytest

from shared.clientes.entradas import BuscaCliente
from shared.clientes.errors import (
    ClienteNotFound,
    ClientIdTaken,
    DocumentoTaken,
    EmailTaken,
    KeyErased,
    KeyReused,
)
from shared.clientes.identidades import SWITCHBOARD, Chave, Tipo, telefone_key
from shared.clientes.models import Cliente
from shared.clientes.store import ClientePage
from shared.kit.errors import InvalidInput, PreconditionFailed, TransientError
from shared.kit.etags import Precondition
from tests.unit.clientes.world import CONTA, OUTRA, World

pytestmark = pytest.mark.anyio

PHONE = "(11) 98888-7777"
EMAIL = "marina@exemplo.com.br"
OF_EMAIL, OF_PHONE = Chave(Tipo.EMAIL, EMAIL), telefone_key("+5511988887777")
CPF = "529.982.247-25"


@pytest.fixture
def world() -> World:
    return World()


async def search(world: World, conta: str = CONTA, **asked: str) -> list[str]:
    page: ClientePage = await world.service.search(conta, BuscaCliente.model_validate(asked))
    return [cliente.id for cliente in page.itens]


async def test_a_cliente_is_kept_in_normal_forms(world: World) -> None:
    made = await world.create(nome=" Marina  ", email="Marina@Exemplo.com.br", telefone=PHONE, documento=CPF)

    read = await world.read(made.id)
    assert read == made
    assert (read.nome, read.email, read.telefone, read.documento) == (
        "Marina",
        EMAIL,
        "+5511988887777",
        "52998224725",
    )


async def test_an_email_belongs_to_one_cliente(world: World) -> None:
    await world.create(email=EMAIL)

    with pytest.raises(EmailTaken) as refused:
        await world.create(nome="Outra", email=EMAIL.upper())

    assert (refused.value.status, refused.value.detail) == (400, "Email já cadastrado")


async def test_of_two_who_come_at_once_with_one_email_one_is_made(world: World) -> None:
    outcomes = await asyncio.gather(
        *(world.create(nome=f"Pessoa {n}", email=EMAIL) for n in range(6)), return_exceptions=True
    )

    made = [one for one in outcomes if isinstance(one, Cliente)]
    assert len(made) == 1
    assert [type(one) for one in outcomes if one not in made] == [EmailTaken] * 5
    assert world.everyone() == [made[0].id]


async def test_an_email_is_shared_within_a_family_only(world: World) -> None:
    mother = await world.create(email=EMAIL)
    child = await world.create(nome="Filha", email=EMAIL, responsavel_id=mother.id)

    assert await search(world, email=EMAIL) == [mother.id, child.id]
    stranger = await world.create(nome="Outra", telefone=PHONE)
    with pytest.raises(EmailTaken):
        await world.create(nome="Vizinho", email=EMAIL, responsavel_id=stranger.id)
    with pytest.raises(EmailTaken):
        await world.patch(child.id, responsavel_id=None)


async def test_a_responsavel_must_be_there(world: World) -> None:
    with pytest.raises(InvalidInput) as refused:
        await world.create(email=EMAIL, responsavel_id="C99")

    assert [error.pointer for error in refused.value.errors] == ["#/responsavel_id"]
    assert world.everyone() == []


async def test_a_documento_and_a_client_id_name_one_cliente(world: World) -> None:
    await world.create(documento=CPF, client_id=1234)

    with pytest.raises(DocumentoTaken, match="POST /clientes/buscar"):
        await world.create(nome="Outra", documento=CPF)
    with pytest.raises(ClientIdTaken):
        await world.create(nome="Outra", email=EMAIL, client_id="1234")


async def test_the_same_key_makes_one_cliente_and_refuses_another_body(world: World) -> None:
    first, again = await asyncio.gather(
        world.create(email=EMAIL, chave="k1"), world.create(email=EMAIL, chave="k1")
    )

    assert first.id == again.id
    assert world.everyone() == [first.id]
    with pytest.raises(KeyReused):
        await world.create(email="outra@exemplo.com.br", chave="k1")


async def test_the_key_of_who_was_erased_makes_nobody_again(world: World) -> None:
    made = await world.create(email=EMAIL, chave="k1")
    await world.documents.open("pedidos", CONTA).create("P1", {"cliente_ids": [made.id], "relato_ids": []})
    await world.documents.open("clientes", CONTA).delete(made.id)

    with pytest.raises(KeyErased):
        await world.create(email=EMAIL, chave="k1")
    assert world.everyone() == []


async def test_contas_do_not_see_each_other(world: World) -> None:
    here = await world.create(email=EMAIL, telefone=PHONE, documento=CPF)
    there = await world.create(conta=OUTRA, email=EMAIL, telefone=PHONE, documento=CPF)

    assert await search(world, telefone=PHONE) == [here.id]
    assert await search(world, OUTRA, telefone=PHONE) == [there.id]
    with pytest.raises(ClienteNotFound):
        await world.service.get(OUTRA, here.id)


async def test_a_crash_between_link_and_write_holds_the_email_for_a_minute(world: World) -> None:
    world.documents.writes_left = 1
    with pytest.raises(TransientError):
        await world.create(email=EMAIL)
    world.documents.writes_left = None

    with pytest.raises(EmailTaken):
        await world.create(email=EMAIL)
    world.clock.move(seconds=61)
    made = await world.create(email=EMAIL)

    assert await world.behind(OF_EMAIL) == [made.id]


async def test_the_same_key_goes_on_at_once_where_a_crash_stopped_it(world: World) -> None:
    world.documents.writes_left = 1
    with pytest.raises(TransientError):
        await world.create(email=EMAIL, chave="k1")
    world.documents.writes_left = None

    made = await world.create(email=EMAIL, chave="k1")

    assert await world.behind(OF_EMAIL) == [made.id]


async def test_a_phone_is_found_in_any_spelling_and_for_everybody_behind_it(world: World) -> None:
    mother = await world.create(nome="Ana", telefone="11 8888-7777")
    son = await world.create(nome="Beto", telefone="+55 (11) 98888-7777")

    assert await search(world, telefone="011 98888 7777") == [mother.id, son.id]
    assert await search(world, telefone=PHONE, nome="béto") == [son.id]
    assert await search(world, telefone=PHONE, email=EMAIL) == []


async def test_a_name_is_found_without_accents_in_pages(world: World) -> None:
    ids = []
    for nome in ("João Lima", "JOAO Souza", "Marina"):
        ids.append((await world.create(nome=nome, telefone=PHONE)).id)
        world.clock.move(seconds=1)

    first = await world.service.search(CONTA, BuscaCliente(nome="joão", limite=1))
    rest = await world.service.search(CONTA, BuscaCliente(nome="joão", limite=1, cursor=first.cursor))

    assert [cliente.id for cliente in (*first.itens, *rest.itens)] == [ids[1], ids[0]]
    assert rest.cursor is None


async def test_a_patch_changes_what_it_names_and_moves_what_finds_it(world: World) -> None:
    made = await world.create(email=EMAIL, telefone=PHONE, observacoes="x")

    read = await world.patch(made.id, emails=["nova@exemplo.com.br"], observacoes=None, valor="12.50")

    changed = read.cliente
    assert (changed.emails, changed.observacoes, float(changed.valor or 0)) == (
        ("nova@exemplo.com.br",),
        None,
        12.5,
    )
    assert changed.telefones == made.telefones
    assert await world.linked(OF_EMAIL) == []
    assert await search(world, email="nova@exemplo.com.br") == [made.id]


async def test_a_patch_of_an_old_version_is_refused(world: World) -> None:
    made = await world.create(email=EMAIL)
    old = Precondition(f'"{(await world.service.get(CONTA, made.id)).etag}"')
    await world.patch(made.id, old, nome="Marina Duarte")

    with pytest.raises(PreconditionFailed):
        await world.patch(made.id, old, nome="Outra")


async def test_a_patch_that_crashes_before_it_unlinks_leaves_only_a_hint(world: World) -> None:
    made = await world.create(email=EMAIL, telefone=PHONE)
    world.documents.writes_left = 1
    with pytest.raises(TransientError):
        await world.patch(made.id, emails=[])
    world.documents.writes_left = None

    assert await world.linked(OF_EMAIL) == [made.id]
    assert await search(world, email=EMAIL) == []
    world.clock.move(seconds=61)
    assert (await world.create(nome="Outra", email=EMAIL)).email == EMAIL


async def test_a_patch_may_not_take_an_email_nor_leave_nothing_to_be_found_by(world: World) -> None:
    await world.create(nome="Dona", email=EMAIL)
    other = await world.create(telefone=PHONE)

    with pytest.raises(EmailTaken):
        await world.patch(other.id, emails=[EMAIL])
    with pytest.raises(InvalidInput):
        await world.patch(other.id, telefones=[])
    with pytest.raises(InvalidInput):
        await world.patch(other.id, responsavel_id=other.id)


async def test_of_two_patches_that_take_one_email_one_gets_it(world: World) -> None:
    one, other = await world.create(telefone=PHONE), await world.create(nome="Outra", telefone=PHONE)

    outcomes = await asyncio.gather(
        world.patch(one.id, emails=[EMAIL]), world.patch(other.id, emails=[EMAIL]), return_exceptions=True
    )

    assert [type(outcome) for outcome in outcomes].count(EmailTaken) == 1
    assert len(await world.behind(OF_EMAIL)) == 1


async def test_a_switchboard_is_linked_to_no_more_than_it_can_tell_apart(world: World) -> None:
    for number in range(SWITCHBOARD + 2):
        await world.create(nome=f"Pessoa {number}", telefone=PHONE, email=f"p{number}@exemplo.com.br")

    assert len(await world.linked(OF_PHONE)) == SWITCHBOARD
    assert len(world.everyone()) == SWITCHBOARD + 2
