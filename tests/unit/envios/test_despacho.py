"""The worker of envios: one of many leaves, a SAIR in between stops it, only certain failures go on to another."""

import asyncio
import json
import logging

import pytest

from shared.clientes.models import Canal, Finalidade
from shared.envios.errors import EnvioNotFound
from shared.envios.models import EnvioStatus, Motivo
from shared.kit.canais import (
    Provedor,
)
from shared.kit.errors import TransientError
from tests.unit.envios.world import CONTA, MARINA, OUTRA, World, decided, nothing, statuses

pytestmark = pytest.mark.anyio
S = EnvioStatus
NEW_PHONE = "+5511977776666"


@pytest.fixture
async def world() -> World:
    world = World()
    await world.add_conta()
    await world.add_cliente()
    return world


async def test_an_envio_that_may_go_leaves_and_is_accepted_not_delivered(world: World) -> None:
    [envio] = await world.work(await world.ask())

    assert [(saida.endereco, saida.chave) for saida in world.sent] == [(MARINA, envio.id)]
    assert (envio.status, envio.provedor, envio.provedor_id) == (S.ACEITO, Provedor.ZAPI, "zapi-1")
    assert envio.texto_enviado == world.sent[0].texto
    assert [linha.status for linha in envio.historico] == [S.AGENDADO, S.ENVIANDO, S.ACEITO]


async def test_each_decision_of_the_gate_is_told_to_the_logs(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="retorno")

    await world.work(await world.ask())
    await world.work(await world.ask("duas"))

    told = [json.loads(record.getMessage()) for record in caplog.records]
    decisions = [(one["acao"], one["motivo"]) for one in told if one["evento"] == "envio.decided"]
    assert decisions == [("enviar", ""), ("adiar", Motivo.FREQUENCIA)]


async def test_a_second_delivery_of_the_hint_changes_nothing(world: World) -> None:
    envio = await world.ask()

    await world.work(envio)
    [after] = await world.work(envio)

    assert len(world.sent) == after.tentativas == 1


async def test_of_twenty_at_once_to_one_phone_one_leaves_and_the_others_wait(world: World) -> None:
    for number in range(2, 21):
        await world.add_cliente(f"C{number}")
    asked = [await world.ask(f"e{number}", cliente_id=f"C{number}") for number in range(1, 21)]
    world.documents.before_write = lambda: asyncio.sleep(0)

    after = await world.work(*asked)

    assert len(world.sent) == 1
    assert statuses(after) == [S.ACEITO] + [S.AGENDADO] * 19
    waiting = [one for one in after if one.status is S.AGENDADO]
    assert {one.decisao.motivo for one in waiting if one.decisao} == {Motivo.FREQUENCIA}
    assert all(one.nao_antes_de > world.clock() for one in waiting)


async def test_of_twenty_workers_on_one_envio_one_sends(world: World) -> None:
    envio = await world.ask()
    world.documents.before_write = lambda: asyncio.sleep(0)

    await world.work(*[envio] * 20)

    assert len(world.sent) == 1


async def test_the_places_are_those_of_the_person_whatever_the_address(world: World) -> None:
    await world.add_cliente("C2", telefones=("+5511977776666",), emails=("m@exemplo.com.br",))
    world.carries(Provedor.ZAPI, Provedor.EMAIL)
    first = await world.ask("a", cliente_id="C2")
    second = await world.ask("b", cliente_id="C2", canal=Provedor.EMAIL)

    after = await world.work(first, second)

    assert statuses(after) == [S.ACEITO, S.AGENDADO]


async def test_what_waited_leaves_the_next_day(world: World) -> None:
    asked = [await world.ask("a"), await world.ask("b")]
    await world.work(*asked)

    world.clock.move(days=1)
    await world.service.sweep(CONTA)
    after = await world.work(*asked)

    assert len(world.sent) == 2
    assert statuses(after) == [S.ACEITO, S.ACEITO]


async def test_replies_and_notices_do_not_wait_but_notices_are_counted(world: World) -> None:
    await world.add_recebimento(hours_ago=1)
    notices = [await world.ask(f"n{number}", finalidade=Finalidade.LEMBRETES) for number in range(2)]
    reply = await world.ask("r", resposta=True)

    after = await world.work(*notices, reply)
    [proactive] = await world.work(await world.ask("p"))

    assert statuses(after) == [S.ACEITO] * 3
    assert decided(proactive).motivo is Motivo.FREQUENCIA


async def test_the_same_words_to_the_same_person_leave_once(world: World) -> None:
    asked = [await world.ask(chave, texto="Sua consulta é amanhã!", finalidade="lembretes") for chave in "ab"]
    world.documents.before_write = lambda: asyncio.sleep(0)

    after = await world.work(*asked)

    assert len(world.sent) == 1
    assert statuses(after) == [S.ACEITO, S.RECUSADO]
    assert {one.decisao.motivo for one in after if one.decisao} == {None, Motivo.DUPLICADO}


async def test_a_sair_between_decision_and_send_stops_it_and_gives_the_place_back(world: World) -> None:
    envio = await world.ask()

    async def sair() -> None:
        await world.opt_out(CONTA, "C1", canal=Canal.WHATSAPP, evidencia="wamid.X")

    world.before_last_look = sair
    [after] = await world.work(envio)

    assert world.sent == []
    assert (after.status, decided(after).motivo) == (S.RECUSADO, Motivo.OPT_OUT)
    assert [linha.status for linha in after.historico] == [S.AGENDADO, S.ENVIANDO, S.RECUSADO]
    assert await world.places() == []


async def test_a_suppression_between_decision_and_send_stops_it(world: World) -> None:
    envio = await world.ask()
    world.before_last_look = lambda: world.suppress(MARINA)

    [after] = await world.work(envio)

    assert world.sent == []
    assert (after.status, decided(after).motivo) == (S.RECUSADO, Motivo.SUPRIMIDO)


async def test_a_cancellation_between_decision_and_taking_stops_it(world: World) -> None:
    envio = await world.ask()

    async def cancel_once() -> None:
        world.documents.before_write = nothing_more
        await world.service.cancel(CONTA, envio.id, sujeito="recepcao")

    async def nothing_more() -> None:
        pass

    world.documents.before_write = cancel_once
    [after] = await world.work(envio)

    assert world.sent == []
    assert after.status is S.CANCELADO
    assert await world.places() == []


async def test_an_erasure_between_decision_and_send_stops_it(world: World) -> None:
    envio = await world.ask()
    world.before_last_look = lambda: world.documents.open("envios", CONTA).delete(envio.id)

    with pytest.raises(EnvioNotFound):
        await world.despacho.process(CONTA, envio.id)

    assert world.sent == []


async def test_an_outage_of_the_last_look_costs_a_try_and_not_the_envio(world: World) -> None:
    envio = await world.ask()

    async def out() -> None:
        world.before_last_look = back
        raise TransientError

    async def back() -> None:
        pass

    world.before_last_look = out
    with pytest.raises(TransientError):
        await world.despacho.process(CONTA, envio.id)
    [after] = await world.work(envio)

    assert (after.status, after.tentativas, len(world.sent)) == (S.ACEITO, 1, 1)


async def test_a_phone_that_changes_between_decision_and_send_is_written_to_no_more(world: World) -> None:
    envio = await world.ask()

    async def move() -> None:
        world.before_last_look = nothing
        cadastro = world.cadastro(CONTA)
        await cadastro.clientes.update(
            "C1", lambda cliente: cliente.model_copy(update={"telefones": (NEW_PHONE,)})
        )

    world.before_last_look = move
    [after] = await world.work(envio)

    assert [saida.endereco for saida in world.sent] == [NEW_PHONE]
    assert (after.status, after.tentativas) == (S.ACEITO, 1)


async def test_of_a_cliente_who_is_gone_it_says_so(world: World) -> None:
    envio = await world.ask()
    await world.documents.open("clientes", CONTA).delete("C1")

    [after] = await world.work(envio)

    assert (after.status, decided(after).motivo) == (S.RECUSADO, Motivo.SUPRIMIDO)


async def test_a_conta_never_touches_another(world: World) -> None:
    await world.add_conta(OUTRA)
    await world.add_cliente("C1", OUTRA)
    await world.work(await world.ask())

    theirs = await world.ask(conta=OUTRA)
    [after] = await world.work(theirs, conta=OUTRA)

    assert after.status is S.ACEITO  # the place that was taken in the one conta is none of the other's
    with pytest.raises(EnvioNotFound):
        await world.despacho.process(CONTA, theirs.id)


async def test_who_only_says_that_it_is_a_reply_takes_a_place_like_any_other(world: World) -> None:
    asked = [await world.ask(f"e{number}", resposta=True) for number in range(3)]
    world.documents.before_write = lambda: asyncio.sleep(0)

    after = await world.work(*asked)

    assert statuses(after) == [S.ACEITO, S.AGENDADO, S.AGENDADO]


async def test_replies_to_who_wrote_lately_take_none(world: World) -> None:
    await world.add_recebimento(hours_ago=1)

    after = await world.work(*[await world.ask(f"e{number}", resposta=True) for number in range(3)])

    assert statuses(after) == [S.ACEITO] * 3
    assert await world.places() == []
