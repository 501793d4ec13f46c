"""What a cliente agreed to: the ledgers only grow, and the same evidence twice is one line."""

import pytest

from shared.clientes.entradas import FimDeOptOut, NovaGuardaLegal, NovoConsentimento, NovoOptOut
from shared.clientes.errors import ClienteNotFound
from shared.clientes.models import BaseLegal, Canal, Cliente, Finalidade
from tests.builders import make_principal
from tests.unit.clientes.world import CONTA, OUTRA, World

pytestmark = pytest.mark.anyio

PRINCIPAL = make_principal()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def marina(world: World) -> Cliente:
    return await world.create(telefone="11 98888-7777")


def consent(evidencia: str, *, concedido: bool = True) -> NovoConsentimento:
    return NovoConsentimento(
        finalidade=Finalidade.MARKETING,
        concedido=concedido,
        base_legal=BaseLegal.CONSENTIMENTO,
        texto_versao="v1",
        canal=Canal.WHATSAPP,
        evidencia=evidencia,
    )


async def test_a_consent_and_its_revocation_are_two_lines(world: World, marina: Cliente) -> None:
    await world.consentimentos.record(PRINCIPAL, marina.id, consent("m1"))
    world.clock.move(days=1)
    await world.consentimentos.record(PRINCIPAL, marina.id, consent("m1"))
    read = await world.consentimentos.record(PRINCIPAL, marina.id, consent("m2", concedido=False))

    lines = read.cliente.consentimentos
    assert [(line.evidencia, line.concedido) for line in lines] == [("m1", True), ("m2", False)]
    assert {line.registrado_por for line in lines} == {PRINCIPAL.sujeito}


async def test_an_opt_out_and_the_way_back_stay_in_the_ledger(world: World, marina: Cliente) -> None:
    service = world.consentimentos
    out = await service.opt_out(PRINCIPAL, marina.id, NovoOptOut(canal=Canal.WHATSAPP, evidencia="m1"))
    again = await service.opt_out(PRINCIPAL, marina.id, NovoOptOut(canal=Canal.EMAIL, evidencia="m2"))
    back = FimDeOptOut(canal=Canal.TELEFONE, evidencia="ligacao-1")
    await service.end_opt_out(PRINCIPAL, marina.id, back)
    ended = await service.end_opt_out(PRINCIPAL, marina.id, back)

    assert out.cliente.opt_out is not None
    assert again == out
    assert ended.cliente.opt_out is None
    assert [(line.sair, line.evidencia) for line in ended.cliente.opt_outs] == [
        (True, "m1"),
        (False, "ligacao-1"),
    ]


async def test_a_guarda_legal_is_kept_with_its_reason(world: World, marina: Cliente) -> None:
    read = await world.consentimentos.keep(PRINCIPAL, marina.id, NovaGuardaLegal(motivo="Prontuário"))

    assert read.cliente.guarda_legal is not None
    assert read.cliente.guarda_legal.motivo == "Prontuário"
    assert await world.read(marina.id) == read.cliente


async def test_nobody_consents_for_the_cliente_of_another_conta(world: World, marina: Cliente) -> None:
    with pytest.raises(ClienteNotFound):
        await world.consentimentos.record(make_principal(OUTRA), marina.id, consent("m1"))

    assert (await world.read(marina.id, CONTA)).consentimentos == ()
