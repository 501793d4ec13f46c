"""What imports and the CRM say of clientes: whose it is, what it changes, what is refused."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.clientes.errors import ClienteBloqueado, EmailTaken, FichaIncompleta, OutraPessoa, PessoaEliminada
from shared.clientes.identidades import Chave, Tipo
from shared.clientes.models import Aplicada, Canal, OptOut, Origem, Pessoa, Resultado
from shared.kit.errors import TransientError
from shared.kit.titulares import Titular
from shared.titulares.store import SupressaoStore
from tests.unit.clientes.world import CONTA, OUTRA, World

pytestmark = pytest.mark.anyio

PHONE, EMAIL, CPF, OTHER_CPF = "11 98888-7777", "marina@exemplo.com.br", "529.982.247-25", "111.444.777-35"


@pytest.fixture
def world() -> World:
    return World()


async def test_a_new_ficha_makes_a_cliente_and_again_changes_nothing(world: World) -> None:
    ficha: dict[str, Any] = {"nome": "Marina", "telefone": PHONE, "client_id": 1234, "valor": "1500.00"}

    first = await world.apply(**ficha)
    again = await world.apply(**ficha)
    from_elsewhere = await world.apply("N2", **ficha)

    assert (first, again.resultado) == (Aplicada("N1", Resultado.NOVO), Resultado.IGUAL)
    assert from_elsewhere == Aplicada("N1", Resultado.IGUAL)
    cliente = await world.read("N1")
    assert (cliente.client_id, cliente.origem, cliente.atualizado_por) == (
        "1234",
        Origem.IMPORTACAO,
        "importacao",
    )


async def test_the_id_of_the_source_becomes_the_id_of_who_is_new(world: World) -> None:
    applied = await world.apply(id="42", nome="Marina", email=EMAIL)

    assert applied == Aplicada("42", Resultado.NOVO)
    assert (await world.service.get(CONTA, "42")).cliente.nome == "Marina"


@pytest.mark.parametrize(
    "known_by",
    [{"client_id": "7"}, {"documento": CPF}, {"email": EMAIL}, {"telefone": PHONE, "nome": "MARINA duarte"}],
    ids=["client_id", "documento", "email", "phone and name"],
)
async def test_who_is_known_already_is_updated(world: World, known_by: dict[str, str]) -> None:
    known = await world.create(
        nome="Marina Duarte", client_id="7", documento=CPF, email=EMAIL, telefone="11 8888-7777"
    )

    applied = await world.apply(**{"nome": "Marina Duarte", "pipeline": "CS | ONGOING"} | known_by)

    assert applied == Aplicada(known.id, Resultado.ATUALIZADO)
    assert (await world.read(known.id)).pipeline == "CS | ONGOING"


async def test_only_what_is_said_changes_and_contacts_are_added(world: World) -> None:
    known = await world.create(email=EMAIL, telefone=PHONE, vendedor="João", documento=CPF)

    await world.apply(id="42", documento=CPF, telefone="11 97777-6666", email="outro@exemplo.com.br")

    cliente = await world.read(known.id)
    assert cliente.telefones == ("+5511988887777", "+5511977776666")
    assert cliente.emails == (EMAIL, "outro@exemplo.com.br")
    assert (cliente.nome, cliente.vendedor) == ("Marina", "João")
    assert (await world.service.get(CONTA, "42")).cliente.id == known.id


async def test_another_name_behind_a_phone_is_another_person(world: World) -> None:
    await world.apply("N1", nome="Ana Lima", telefone=PHONE)
    applied = await world.apply("N2", nome="Beto Lima", telefone=PHONE)

    assert applied == Aplicada("N2", Resultado.NOVO)


async def test_one_name_behind_a_phone_with_another_documento_is_another_person(world: World) -> None:
    await world.apply("N1", nome="José Silva", telefone=PHONE, documento=CPF)
    applied = await world.apply("N2", nome="José Silva", telefone=PHONE, documento=OTHER_CPF)

    assert applied == Aplicada("N2", Resultado.NOVO)


@pytest.mark.parametrize(
    "contradiction",
    [
        {"documento": CPF, "client_id": "8"},
        {"email": EMAIL, "client_id": "8"},
        {"email": EMAIL, "documento": OTHER_CPF},
        {"email": EMAIL, "id": "43"},
    ],
)
async def test_a_ficha_that_contradicts_whom_it_fits_is_refused(
    world: World, contradiction: dict[str, str]
) -> None:
    await world.apply("N1", id="42", nome="Marina", client_id="7", documento=CPF, email=EMAIL)

    with pytest.raises(OutraPessoa, match="outro documento, client_id ou id"):
        await world.apply("N2", nome="Outra", **contradiction)


async def test_a_couple_behind_one_email_is_not_made_one_person(world: World) -> None:
    await world.apply("N1", nome="Ana Lima", email=EMAIL)

    with pytest.raises(OutraPessoa, match="outro nome"):
        await world.apply("N2", nome="Beto Lima", email=EMAIL, telefone=PHONE)
    again = await world.apply("N3", nome="Ana Lima Souza", email=EMAIL)

    assert again.cliente_id == "N1"
    assert (await world.read("N1")).telefones == ()


async def test_who_came_by_itself_and_is_in_a_file_is_on_the_books(world: World) -> None:
    made = await world.service.identify(CONTA, Pessoa(nome="Marina", telefone=PHONE), chave="R1")

    await world.apply(nome="Marina", telefone=PHONE)

    assert (await world.read(str(made))).origem is Origem.IMPORTACAO


@pytest.mark.parametrize(
    "known", [{"telefone": "11 8888-7777"}, {"email": EMAIL}, {"client_id": "7", "telefone": "11 91111-2222"}]
)
async def test_the_crm_brings_nobody_back_who_was_erased_and_a_file_may(
    world: World, known: dict[str, str]
) -> None:
    erased = Titular(telefones=("+5511988887777",), emails=(EMAIL,), client_ids=("7",))
    supressoes = SupressaoStore(world.documents.open("supressoes", CONTA), b"segredo")
    await supressoes.add_erased(erased, world.clock())

    with pytest.raises(PessoaEliminada):
        await world.hear_of("K1", nome="Marina", **known)
    by_hand = await world.apply("N1", nome="Marina", **known)
    updated = await world.hear_of("K1", nome="Marina", pipeline="Vendas", **known)

    assert (by_hand.resultado, updated) == (Resultado.NOVO, Aplicada("N1", Resultado.ATUALIZADO))


async def test_the_crm_may_tell_of_one_who_only_asked_for_silence(world: World) -> None:
    supressoes = SupressaoStore(world.documents.open("supressoes", CONTA), b"segredo")
    asked = OptOut(canal=Canal.EMAIL, evidencia="carta", em=world.clock(), registrado_por="recepcao")
    await supressoes.silence(Titular(emails=(EMAIL,)), asked)

    applied = await world.hear_of("K1", nome="Marina", email=EMAIL)

    assert applied.resultado is Resultado.NOVO


async def test_an_email_of_somebody_else_is_not_stolen(world: World) -> None:
    owner = await world.apply("N1", nome="Dona", client_id="7", email=EMAIL)
    await world.apply("N2", nome="Outra", client_id="8")

    with pytest.raises(EmailTaken):
        await world.apply("N3", client_id="8", email=EMAIL)

    assert await world.behind(Chave(Tipo.EMAIL, EMAIL)) == [owner.cliente_id]


async def test_older_news_of_the_crm_never_overwrites_newer(world: World) -> None:
    newer, older = datetime(2026, 2, 2, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
    await world.apply(nome="Marina", client_id="7", status="Ganho", crm_atualizado_em=newer)

    late = await world.apply(client_id="7", status="Novo", crm_atualizado_em=older)

    assert late.resultado is Resultado.IGUAL
    assert (await world.read("N1")).status == "Ganho"


@pytest.mark.parametrize("ficha", [{"nome": "Marina"}, {"telefone": PHONE}])
async def test_a_new_cliente_needs_a_name_and_something_to_be_found_by(
    world: World, ficha: dict[str, str]
) -> None:
    with pytest.raises(FichaIncompleta):
        await world.apply(**ficha)


async def test_who_is_blocked_is_not_brought_back(world: World) -> None:
    made = await world.apply(nome="Marina", client_id="7", email=EMAIL)
    moment = world.clock()
    await world.cadastro().clientes.update(
        made.cliente_id, lambda cliente: cliente.model_copy(update={"bloqueado_em": moment})
    )

    with pytest.raises(ClienteBloqueado):
        await world.apply("N2", nome="Marina", client_id="7")
    with pytest.raises(ClienteBloqueado):
        await world.apply(nome="Marina", client_id="7")


async def test_who_came_back_after_being_blocked_is_updated(world: World) -> None:
    made = await world.apply(nome="Marina", documento=CPF)
    moment = world.clock()
    await world.cadastro().clientes.update(
        made.cliente_id, lambda cliente: cliente.model_copy(update={"bloqueado_em": moment})
    )
    back = await world.create(nome="Marina", documento=CPF)

    applied = await world.apply("N2", nome="Marina", documento=CPF, pipeline="Vendas")

    assert applied == Aplicada(back.id, Resultado.ATUALIZADO)


async def test_a_ficha_of_who_was_merged_goes_to_the_one_that_stays(world: World) -> None:
    await world.apply("N1", id="1", nome="Marina", email=EMAIL)
    await world.apply("N2", id="2", nome="Marina D.", telefone=PHONE)
    await world.merge("1", "2")

    applied = await world.apply("N3", id="2", nome="Marina Duarte")

    assert applied == Aplicada("1", Resultado.ATUALIZADO)


@pytest.mark.parametrize("shared", [{"email": EMAIL}, {"telefone": PHONE}, {"client_id": "7"}])
async def test_fichas_of_one_person_that_come_at_once_make_one_cliente(
    world: World, shared: dict[str, str]
) -> None:
    applied = await asyncio.gather(
        *(world.apply(f"N{number}", nome="Marina", slug=f"s{number}", **shared) for number in range(4))
    )

    assert len({one.cliente_id for one in applied}) == 1
    assert len(world.everyone()) == 1


@pytest.mark.parametrize("writes", [0, 1])
async def test_a_ficha_cut_off_anywhere_is_finished_by_its_repetition(world: World, writes: int) -> None:
    world.documents.writes_left = writes
    with pytest.raises(TransientError):
        await world.apply(nome="Marina", email=EMAIL, telefone=PHONE)
    world.documents.writes_left = None

    applied = await world.apply(nome="Marina", email=EMAIL, telefone=PHONE)

    assert applied == Aplicada("N1", Resultado.NOVO)
    assert await world.behind(Chave(Tipo.EMAIL, EMAIL)) == ["N1"]


async def test_one_client_id_in_two_contas_is_two_clientes(world: World) -> None:
    await world.apply("N1", nome="Marina", client_id="7", telefone=PHONE)
    applied = await world.apply("N2", conta=OUTRA, nome="Marina", client_id="7", telefone=PHONE)

    assert applied == Aplicada("N2", Resultado.NOVO)
    assert (world.everyone(), world.everyone(OUTRA)) == (["N1"], ["N2"])


async def test_whom_a_ficha_has_made_is_taken_away_without_a_trace(world: World) -> None:
    await world.apply("N1", nome="Marina", email=EMAIL, telefone=PHONE)

    await world.fichas.forget(CONTA, "N1")
    await world.fichas.forget(CONTA, "N1")

    assert world.everyone() == []
    assert await world.linked(Chave(Tipo.EMAIL, EMAIL)) == []
