"""Two clientes that are one: nothing is lost, whatever step the power fails at, and the old id still leads there."""

from datetime import date, timedelta

import pytest

from shared.clientes.entradas import NovaGuardaLegal, NovoConsentimento, NovoOptOut
from shared.clientes.errors import (
    ClienteNotFound,
    EmailTaken,
    JaMesclado,
    MesmoCliente,
    NaoSaoUm,
)
from shared.clientes.identidades import Chave, Tipo, chaves_de
from shared.clientes.models import BaseLegal, Canal, Cliente, Finalidade, Origem, Pessoa
from shared.kit.errors import DomainError, PreconditionFailed, TransientError
from shared.kit.etags import Precondition
from tests.builders import make_principal
from tests.unit.clientes.world import CONTA, OUTRA, World

pytestmark = pytest.mark.anyio

CPF, OTHER_CPF = "529.982.247-25", "111.444.777-35"
OLD_EMAIL = Chave(Tipo.EMAIL, "antigo@exemplo.com.br")


@pytest.fixture
def world() -> World:
    return World()


async def two(world: World) -> tuple[Cliente, Cliente]:
    """One that stays and its duplicate, with something of everything."""
    other = await world.create(
        nome="Marina D.",
        email="antigo@exemplo.com.br",
        telefones=["11 98888-7777", "11 3333-4444"],
        documento=CPF,
        observacoes="Prefere de manhã.",
        vendedor="João",
        valor=10,
    )
    world.clock.move(days=1)
    stays = await world.create(
        nome="Marina Duarte",
        email="nova@exemplo.com.br",
        telefone="11 8888-7777",
        vendedor="Ana",
        observacoes="Tem dois filhos.",
    )
    return stays, other


def consent(evidencia: str, *, concedido: bool) -> NovoConsentimento:
    return NovoConsentimento(
        finalidade=Finalidade.MARKETING,
        concedido=concedido,
        base_legal=BaseLegal.CONSENTIMENTO,
        texto_versao="v1",
        canal=Canal.WHATSAPP,
        evidencia=evidencia,
    )


async def test_what_both_had_the_one_that_stays_has(world: World) -> None:
    stays, other = await two(world)

    await world.merge(stays.id, other.id)

    cliente = await world.read(stays.id)
    assert cliente.telefones == ("+551188887777", "+551133334444")
    assert cliente.emails == ("nova@exemplo.com.br", "antigo@exemplo.com.br")
    assert (cliente.nome, cliente.vendedor, cliente.documento) == ("Marina Duarte", "Ana", "52998224725")
    assert cliente.observacoes == "Tem dois filhos.\nPrefere de manhã."
    assert (cliente.valor, cliente.criado_em) == (other.valor, other.criado_em)


async def test_the_duplicate_leads_to_the_one_that_stays_and_keeps_nothing_personal(world: World) -> None:
    stays, other = await two(world)

    await world.merge(stays.id, other.id)

    sign = await world.read(other.id)
    assert (sign.mesclado_em, sign.nome, chaves_de(sign)) == (stays.id, "", frozenset())
    assert (await world.service.get(CONTA, other.id)).cliente.id == stays.id
    assert await world.linked(OLD_EMAIL) == [stays.id]
    assert world.dependentes.relinked == [(CONTA, other.id, stays.id)]


async def test_consents_are_united_and_an_opt_out_of_either_wins(world: World) -> None:
    stays, other = await two(world)
    principal = make_principal()
    await world.consentimentos.record(principal, stays.id, consent("m2", concedido=True))
    world.clock.move(days=-1)
    await world.consentimentos.record(principal, other.id, consent("m1", concedido=False))
    asked = NovoOptOut(canal=Canal.WHATSAPP, evidencia="m3")
    await world.consentimentos.opt_out(principal, other.id, asked)
    kept = NovaGuardaLegal(motivo="Prontuário", ate=date(2046, 1, 1))
    await world.consentimentos.keep(principal, other.id, kept)

    cliente = await world.merge(stays.id, other.id)

    assert [line.evidencia for line in cliente.consentimentos] == ["m1", "m2", f"mescla:{other.id}"]
    assert cliente.opt_out is not None
    assert [line.evidencia for line in cliente.opt_outs] == ["m3"]
    assert cliente.guarda_legal is not None
    assert (cliente.guarda_legal.motivo, cliente.guarda_legal.ate) == ("Prontuário", date(2046, 1, 1))


async def test_what_either_revoked_stands_until_it_is_agreed_to_again(world: World) -> None:
    stays, other = await two(world)
    principal = make_principal()
    await world.consentimentos.record(principal, other.id, consent("m1", concedido=False))
    world.clock.move(days=1)
    await world.consentimentos.record(principal, stays.id, consent("m2", concedido=True))
    world.clock.move(days=1)

    merged = await world.merge(stays.id, other.id)
    again = await world.merge(stays.id, other.id)
    world.clock.move(days=1)
    agreed = await world.consentimentos.record(principal, stays.id, consent("m3", concedido=True))

    assert again == merged
    last = merged.consentimentos[-1]
    assert (last.concedido, last.texto_versao, last.em) == (False, "v1", world.clock() - timedelta(days=1))
    assert agreed.cliente.consentimentos[-1].concedido


async def test_what_one_granted_and_the_other_never_spoke_of_stays_granted(world: World) -> None:
    stays, other = await two(world)
    await world.consentimentos.record(make_principal(), other.id, consent("m1", concedido=True))

    cliente = await world.merge(stays.id, other.id)

    assert [(line.evidencia, line.concedido) for line in cliente.consentimentos] == [("m1", True)]


@pytest.mark.parametrize("total_is", ["stays", "duplicate"])
async def test_a_silence_that_was_total_for_either_is_total(world: World, total_is: str) -> None:
    stays, other = await two(world)
    insisted, quiet = (stays, other) if total_is == "stays" else (other, stays)
    await silence(world, quiet, "m0")
    world.clock.move(days=40)
    await silence(world, insisted, "m1")
    world.clock.move(days=2)
    await silence(world, insisted, "m2")

    cliente = await world.merge(stays.id, other.id)

    assert cliente.opt_out is not None
    assert (cliente.opt_out.evidencia, cliente.opt_out.total) == ("m0", True)


@pytest.mark.parametrize(("days", "is_total"), [(20, True), (31, False)])
async def test_silence_asked_for_as_each_of_the_two_was_asked_for_twice(
    world: World, days: int, is_total: bool
) -> None:
    stays, other = await two(world)
    await silence(world, other, "m1")
    world.clock.move(days=days)
    await silence(world, stays, "m2")

    cliente = await world.merge(stays.id, other.id)

    assert cliente.opt_out is not None
    assert cliente.opt_out.total is is_total


async def test_one_message_that_silenced_both_was_one_request(world: World) -> None:
    stays, other = await two(world)
    await silence(world, stays, "m1")
    world.clock.move(seconds=1)
    await silence(world, other, "m1")

    cliente = await world.merge(stays.id, other.id)

    assert cliente.opt_out is not None
    assert not cliente.opt_out.total


async def silence(world: World, cliente: Cliente, evidencia: str) -> None:
    asked = NovoOptOut(canal=Canal.WHATSAPP, evidencia=evidencia)
    await world.consentimentos.silence(make_principal(), cliente.id, asked, em=world.clock())


async def test_who_the_duplicate_answered_for_is_answered_for_by_the_one_that_stays(world: World) -> None:
    stays, other = await two(world)
    child = await world.create(nome="Filha", email="antigo@exemplo.com.br", responsavel_id=other.id)

    await world.merge(stays.id, other.id)

    assert (await world.read(child.id)).responsavel_id == stays.id


async def test_merging_twice_changes_nothing_more(world: World) -> None:
    stays, other = await two(world)
    once = await world.merge(stays.id, other.id)

    again = await world.merge(stays.id, other.id)

    assert again == once


@pytest.mark.parametrize("writes", range(4))
async def test_a_merge_cut_off_at_any_step_is_finished_by_its_repetition(world: World, writes: int) -> None:
    stays, other = await two(world)
    everything = chaves_de(stays) | chaves_de(other)
    world.documents.writes_left = writes
    with pytest.raises(TransientError):
        await world.merge(stays.id, other.id)
    world.documents.writes_left = None
    found = [await world.behind(chave) for chave in everything]

    cliente = await world.merge(stays.id, other.id)

    assert all(found)  # also in between, whoever was found is found
    assert chaves_de(cliente) == everything
    assert [await world.linked(chave) for chave in everything] == [[stays.id]] * len(everything)
    assert (await world.read(other.id)).mesclado_em == stays.id


async def test_the_email_of_the_duplicate_stays_taken(world: World) -> None:
    stays, other = await two(world)
    await world.merge(stays.id, other.id)

    with pytest.raises(EmailTaken):
        await world.create(email="antigo@exemplo.com.br")


async def test_a_merge_of_an_old_version_is_refused(world: World) -> None:
    stays, other = await two(world)
    old = Precondition(f'"{(await world.service.get(CONTA, stays.id)).etag}"')
    await world.patch(stays.id, nome="Marina")

    with pytest.raises(PreconditionFailed):
        await world.merge(stays.id, other.id, old)


@pytest.mark.parametrize("who", ["stays", "duplicate"])
async def test_who_is_blocked_is_not_merged(world: World, who: str) -> None:
    stays, other = await two(world)
    blocked = stays if who == "stays" else other
    await world.cadastro().clientes.update(
        blocked.id, lambda cliente: cliente.model_copy(update={"bloqueado_em": world.clock()})
    )

    with pytest.raises(ClienteNotFound):
        await world.merge(stays.id, other.id)


async def test_what_is_not_two_of_one_is_refused(world: World) -> None:
    stays, other = await two(world)
    third = await world.create(nome="Outra", documento=OTHER_CPF)
    abroad = await world.create(conta=OUTRA, email="x@exemplo.com.br")

    await refused(world, stays.id, stays.id, MesmoCliente)
    await refused(world, third.id, other.id, NaoSaoUm)
    await refused(world, stays.id, "C99", ClienteNotFound)
    await refused(world, stays.id, abroad.id, ClienteNotFound)
    await world.merge(stays.id, other.id)
    await refused(world, third.id, other.id, JaMesclado)
    await refused(world, other.id, third.id, JaMesclado)


async def refused(world: World, stays: str, duplicate: str, error: type[DomainError]) -> None:
    with pytest.raises(error):
        await world.merge(stays, duplicate)


async def test_who_is_on_the_books_stays_so_merged_into_one_who_came_by_itself(world: World) -> None:
    by_itself = str(
        await world.service.identify(CONTA, Pessoa(nome="Marina", telefone="11 98888-7777"), chave="R1")
    )
    registered = await world.create(nome="Marina Duarte", email="nova@exemplo.com.br")

    merged = await world.merge(by_itself, registered.id)

    assert merged.origem is Origem.MANUAL
