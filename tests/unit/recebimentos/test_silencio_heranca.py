"""Silence belongs to the address too: who has it later inherits it, and whose it was takes it back."""

from datetime import timedelta
from typing import Any

import pytest

from shared.clientes.entradas import ClienteNovo, FimDeOptOut, NovoConsentimento, NovoOptOut
from shared.clientes.identidades import chaves_de
from shared.clientes.models import BaseLegal, Canal, Cliente, Finalidade, OptOut
from shared.envios.models import EnvioStatus, Motivo
from shared.kit.canais import Provedor
from shared.kit.titulares import Titular
from shared.recebimentos import textos
from shared.recebimentos.models import Destino
from tests.builders import make_principal
from tests.unit.envios.world import MARINA, decided
from tests.unit.recebimentos.conversas import CONTA, Conversas

pytestmark = pytest.mark.anyio
OTHER_SPELLING = "+551188887777"  # Marina's, without its ninth digit
TELEFONE, EMAIL = "+5511977776666", "marina@exemplo.com.br"
S = EnvioStatus


async def register(world: Conversas, **fields: Any) -> Cliente:
    """By a person of the conta."""
    world.came += 10  # ids beside those of the story
    novo = ClienteNovo.model_validate({"nome": "Marta"} | fields)
    return (await world.clientes.create(make_principal(CONTA), novo)).cliente


async def forget(world: Conversas, cliente_id: str = "C1") -> None:
    cadastro = world.cadastro(CONTA)
    await cadastro.remove(await cadastro.clientes.get(cliente_id))


async def erase(world: Conversas) -> None:
    """Marina and what stays of her."""
    await world.suppress(MARINA)
    await forget(world)


async def agree(world: Conversas, cliente_id: str) -> None:
    novo = NovoConsentimento(
        finalidade=Finalidade.ACOMPANHAMENTO,
        concedido=True,
        base_legal=BaseLegal.CONSENTIMENTO,
        texto_versao="v2",
        canal=Canal.WHATSAPP,
        evidencia="wamid.9",
    )
    await world.consentimentos.record(make_principal(CONTA), cliente_id, novo)


async def tried(world: Conversas, cliente_id: str, **fields: Any) -> tuple[EnvioStatus, Motivo | None]:
    """What becomes of a message to this person."""
    world.came += 1
    asked = await world.ask(f"nova-{world.came}", cliente_id=cliente_id, **fields)
    [after] = await world.work(asked)
    return after.status, decided(after).motivo


@pytest.mark.parametrize("telefone", [MARINA, OTHER_SPELLING])
async def test_who_is_registered_later_with_the_phone_is_silent_too(world: Conversas, telefone: str) -> None:
    await world.say("sair")

    later = await register(world, telefone=telefone)

    assert later.opt_out is not None  # so that whoever registers it sees it
    assert await tried(world, later.id) == (S.RECUSADO, Motivo.OPT_OUT)


async def test_the_silence_outlives_its_holder_at_every_address_of_hers(world: Conversas) -> None:
    await world.add_cliente("C2", telefones=(TELEFONE,), emails=(EMAIL,))
    await world.say("sair", endereco=TELEFONE)
    await forget(world, "C2")
    by_phone = await register(world, telefone=TELEFONE)
    by_email = await register(world, email=EMAIL)
    world.carries(Provedor.ZAPI, Provedor.EMAIL)

    found = [await tried(world, one.id) for one in (by_phone, by_email)]

    assert found == [(S.RECUSADO, Motivo.OPT_OUT)] * 2


async def test_a_phone_that_left_its_silent_holder_stays_silent(world: Conversas) -> None:
    await world.say("número errado")
    await world.add_cliente("C9", nome="Marta", telefones=(TELEFONE,))
    cadastro = world.cadastro(CONTA)
    read = await cadastro.clientes.get("C9")
    moved = read.cliente.model_copy(update={"telefones": (MARINA,)})

    await cadastro.save(read, moved, await cadastro.look(chaves_de(moved)))

    assert await tried(world, "C9") == (S.RECUSADO, Motivo.OPT_OUT)


async def test_an_address_that_a_silent_person_got_later_is_inherited_too(world: Conversas) -> None:
    await world.say("sair")
    cadastro = world.cadastro(CONTA)
    read = await cadastro.clientes.get("C1")
    moved = read.cliente.model_copy(update={"telefones": (TELEFONE,)})
    await cadastro.save(read, moved, await cadastro.look(chaves_de(moved)))

    later = await register(world, telefone=TELEFONE)

    assert await tried(world, later.id) == (S.RECUSADO, Motivo.OPT_OUT)


async def test_who_came_while_the_sair_was_being_heard_is_silent_by_the_address(world: Conversas) -> None:
    said = await world.receive("sair", recebido_em=world.clock() - timedelta(minutes=1))
    made_beside = Cliente(
        id="C9", nome="Marta", telefones=(MARINA,), criado_em=world.clock(), atualizado_em=world.clock()
    )
    cadastro = world.cadastro(CONTA)

    async def come_in_between() -> None:
        world.documents.before_write = nothing
        await cadastro.add(made_beside, await cadastro.look(chaves_de(made_beside)))

    async def nothing() -> None:
        pass

    world.documents.before_write = come_in_between
    await world.route(said)

    assert await tried(world, "C9") == (S.RECUSADO, Motivo.OPT_OUT)


async def test_a_silence_that_only_one_of_a_family_asked_for_is_not_the_others(world: Conversas) -> None:
    await world.add_cliente("C2", nome="Pedro Prates", emails=("pedro@exemplo.com.br",))
    asked = NovoOptOut(canal=Canal.TELEFONE, evidencia="carta-1")
    await world.consentimentos.opt_out(make_principal(CONTA), "C1", asked)

    later = await register(world, nome="Ana", telefone=MARINA)

    assert later.opt_out is None
    assert await tried(world, "C1") == (S.RECUSADO, Motivo.OPT_OUT)
    assert (await tried(world, "C2"))[0] is S.ACEITO


async def test_a_silence_proven_by_anything_written_down_keeps_no_message_from_being_heard(
    world: Conversas,
) -> None:
    asked = NovoOptOut(canal=Canal.TELEFONE, evidencia="ligação de 3/3, às 10h")
    await world.consentimentos.opt_out(make_principal(CONTA), "C1", asked)

    heard, back = await world.say("bom dia"), await world.say("voltar")

    assert (heard.destino, back.destino) == (Destino.CHAMADO, Destino.VOLTAR)


async def test_notices_go_on_for_who_inherits_a_silence_that_was_not_total(world: Conversas) -> None:
    world = Conversas()
    await world.add_conta(avisos_apos_sair=True)
    for cliente_id, telefone, times in (("C1", MARINA, 1), ("C2", TELEFONE, 2)):
        await world.add_cliente(cliente_id, telefones=(telefone,))
        for _ in range(times):
            await world.say("sair", endereco=telefone)
        await forget(world, cliente_id)
    once, twice = [await register(world, telefone=one) for one in (MARINA, TELEFONE)]

    found = [await tried(world, one.id, finalidade=Finalidade.LEMBRETES) for one in (once, twice)]

    assert found == [(S.ACEITO, None), (S.RECUSADO, Motivo.OPT_OUT)]


async def test_voltar_from_who_inherited_it_takes_it_back_for_the_address(world: Conversas) -> None:
    await world.say("sair")
    await forget(world)
    stranger = await world.say("bom dia")
    silent = await tried(world, str(stranger.cliente_id))

    done = await world.say("voltar")

    assert silent == (S.RECUSADO, Motivo.OPT_OUT)
    assert done.destino is Destino.VOLTAR
    assert textos.VOLTOU in await world.deliver()
    assert (await tried(world, str(done.cliente_id)))[0] is S.ACEITO
    ledger = (await world.cliente(str(done.cliente_id))).opt_outs
    assert [(line.sair, line.evidencia) for line in ledger] == [(False, done.id)]


async def test_a_voltar_cut_off_before_the_address_is_free_ends_it_when_repeated(world: Conversas) -> None:
    await world.say("sair")
    principal = make_principal(CONTA)
    fim = FimDeOptOut(canal=Canal.WHATSAPP, evidencia="zapi:M9")
    await world.consentimentos.end_opt_out(principal, "C1", fim)
    asked = OptOut(canal=Canal.WHATSAPP, evidencia="", em=world.clock(), registrado_por="recebimentos")
    await world.supressoes.silence(CONTA, Titular(telefones=(MARINA,)), asked)  # as if it were still there

    await world.consentimentos.end_opt_out(principal, "C1", fim)

    cliente = await world.cliente()
    assert [line.evidencia for line in cliente.opt_outs if not line.sair] == ["zapi:M9"]
    assert (await tried(world, "C1"))[0] is S.ACEITO


# Who was erased and comes back


async def test_who_was_erased_and_writes_is_answered_and_else_left_alone(world: Conversas) -> None:
    await erase(world)

    said = await world.say("Oi, vocês atendem sábado?", recebido_em=world.clock() - timedelta(minutes=5))

    assert said.cliente_id not in (None, "C1")
    assert (await tried(world, str(said.cliente_id), resposta=True))[0] is S.ACEITO
    assert await tried(world, str(said.cliente_id)) == (S.RECUSADO, Motivo.SUPRIMIDO)


async def test_voltar_does_not_lift_what_an_erasure_left(world: Conversas) -> None:
    await world.say("sair")
    await erase(world)

    done = await world.say("voltar")

    assert done.destino is Destino.CHAMADO
    assert await tried(world, str(done.cliente_id)) == (S.RECUSADO, Motivo.SUPRIMIDO)


async def test_a_sair_after_an_erasure_and_its_end_leave_the_erasure_standing(world: Conversas) -> None:
    await erase(world)
    await world.say("sair")

    done = await world.say("voltar")

    assert done.destino is Destino.VOLTAR
    assert await tried(world, str(done.cliente_id)) == (S.RECUSADO, Motivo.SUPRIMIDO)


async def test_who_was_erased_is_contacted_again_after_a_consent_that_was_recorded_since(
    world: Conversas,
) -> None:
    await erase(world)
    world.clock.move(days=1)
    again = await register(world, nome="Marina Prates", telefone=MARINA)
    before = await tried(world, again.id)
    world.clock.move(minutes=1)

    await agree(world, again.id)

    assert before == (S.RECUSADO, Motivo.SUPRIMIDO)
    assert (await tried(world, again.id))[0] is S.ACEITO


async def test_an_expired_lead_who_was_silent_stays_so_when_they_write_again(world: Conversas) -> None:
    asked = OptOut(
        canal=Canal.WHATSAPP, evidencia="wamid.2", em=world.clock(), registrado_por="x", total=True
    )
    await world.supressoes.silence(CONTA, Titular(telefones=(MARINA,), enderecos=("telegram:99",)), asked)
    await forget(world)

    by_phone = await world.say("oi")
    by_account = await world.say("oi", endereco="99", provedor=Provedor.TELEGRAM)
    world.carries(Provedor.ZAPI, Provedor.TELEGRAM)

    for said in (by_phone, by_account):
        assert await tried(world, str(said.cliente_id)) == (S.RECUSADO, Motivo.OPT_OUT)
