"""What providers say of a message afterwards: forward only, in whatever order, and a failure that goes on."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from shared.envios.models import Envio, EnvioStatus, Motivo
from shared.kit.canais import (
    EnderecoInvalido,
    Incerto,
    NaoAgora,
    PessoaRecusou,
    Provedor,
    Recibo,
    Situacao,
)
from shared.kit.errors import TransientError
from tests.unit.envios.world import CONTA, OUTRA, World, canais, decided

pytestmark = pytest.mark.anyio
S = EnvioStatus


@pytest.fixture
async def world() -> World:
    world = World()
    await world.add_conta(canais=canais(Provedor.ZAPI, Provedor.BOTCONVERSA))
    await world.add_cliente()
    await world.add_recebimento(hours_ago=1)  # so that replies wait for nothing
    world.carries(Provedor.ZAPI, Provedor.BOTCONVERSA)
    world.carteiros.codes = {
        "131026": EnderecoInvalido(codigo="131026"),
        "131049": NaoAgora(codigo="131049", espera=timedelta(hours=24)),
        "131050": PessoaRecusou(codigo="131050"),
    }
    return world


async def accepted(world: World) -> Envio:
    [envio] = await world.work(await world.ask())
    assert envio.status is S.ACEITO
    return envio


async def tell(world: World, situacao: Situacao, **fields: Any) -> None:
    recibo = Recibo(Provedor.ZAPI, situacao, **fields)
    await world.service.status(CONTA, recibo)


async def test_in_whatever_order_it_ends_at_the_farthest(world: World) -> None:
    for number, order in enumerate(permutations((Situacao.ACEITO, Situacao.ENTREGUE, Situacao.LIDO))):
        [envio] = await world.work(await world.ask(f"e{number}", resposta=True))
        for situacao in order:
            await tell(world, situacao, chave=envio.id)

        after = await world.read(envio.id)
        ranks = [
            (S.AGENDADO, S.ENVIANDO, S.ACEITO, S.ENTREGUE, S.LIDO).index(one.status)
            for one in after.historico
        ]
        assert after.status is S.LIDO
        assert ranks == sorted(ranks)


async def test_it_is_found_by_the_provider_s_id_too(world: World) -> None:
    envio = await accepted(world)

    await tell(world, Situacao.ENTREGUE, provedor_id=envio.provedor_id or "")

    assert (await world.read(envio.id)).status is S.ENTREGUE


@pytest.mark.parametrize(
    "recibo",
    [
        Recibo(Provedor.ZAPI, Situacao.ENTREGUE, chave="nenhuma"),
        Recibo(Provedor.ZAPI, Situacao.ENTREGUE, chave="id que ninguém pode ter"),
        Recibo(Provedor.ZAPI, Situacao.ENTREGUE, provedor_id="zapi-99"),
        Recibo(Provedor.META, Situacao.ENTREGUE, provedor_id="zapi-1"),
        Recibo(Provedor.ZAPI, Situacao.ENTREGUE),
    ],
    ids=str,
)
async def test_of_an_unknown_one_nothing_changes(
    world: World, recibo: Recibo, caplog: pytest.LogCaptureFixture
) -> None:
    envio = await accepted(world)

    with caplog.at_level("INFO", "retorno"):
        await world.service.status(CONTA, recibo)

    assert await world.read(envio.id) == envio
    assert "envio.receipt_of_unknown" in caplog.text


async def test_another_conta_cannot_move_it(world: World) -> None:
    envio = await accepted(world)

    await world.service.status(OUTRA, Recibo(Provedor.ZAPI, Situacao.LIDO, chave=envio.id))

    assert await world.read(envio.id) == envio


async def test_a_failure_without_a_code_to_act_on_is_the_end_unless_it_was_delivered_after_all(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    envio = await accepted(world)

    await tell(world, Situacao.FALHOU, chave=envio.id, codigo="999")
    failed = await world.read(envio.id)
    await world.work(failed)
    places = await world.places()
    await tell(world, Situacao.ACEITO, chave=envio.id)
    still = await world.read(envio.id)
    await tell(world, Situacao.ENTREGUE, chave=envio.id)
    after = await world.read(envio.id)

    assert [failed.status, still.status, after.status] == [S.FALHOU, S.FALHOU, S.ENTREGUE]
    assert (decided(failed).motivo, places) == (Motivo.PROVEDOR, [])
    assert "envio.failed" in caplog.text


async def test_what_was_delivered_does_not_fail_any_more(world: World) -> None:
    envio = await accepted(world)
    await tell(world, Situacao.ENTREGUE, chave=envio.id)

    await tell(world, Situacao.FALHOU, chave=envio.id, codigo="131026")

    assert (await world.read(envio.id)).status is S.ENTREGUE
    assert len(world.sent) == 1


async def test_an_address_that_turns_out_wrong_afterwards_lets_the_next_provider_try(world: World) -> None:
    envio = await accepted(world)

    await tell(world, Situacao.FALHOU, chave=envio.id, codigo="131026", provedor_id="zapi-1")
    [after] = await world.work(envio)
    # The same word again, and late ones of the first try.
    await tell(world, Situacao.FALHOU, chave=envio.id, codigo="131026", provedor_id="zapi-1")
    await tell(world, Situacao.ACEITO, chave=envio.id, provedor_id="zapi-1")
    [later] = await world.work(envio)

    assert (after.status, after.provedor) == (S.ACEITO, Provedor.BOTCONVERSA)
    assert later == after
    assert len(world.sent) == 2
    assert world.hints().count(envio.id) == 2


async def test_a_cap_of_the_provider_puts_it_off(world: World) -> None:
    envio = await accepted(world)

    await tell(world, Situacao.FALHOU, chave=envio.id, codigo="131049")

    after = await world.read(envio.id)
    assert (after.status, after.nao_antes_de) == (S.AGENDADO, world.clock() + timedelta(hours=24))


async def test_a_person_who_stopped_it_is_in_our_ledger(world: World) -> None:
    envio = await accepted(world)

    await tell(world, Situacao.FALHOU, chave=envio.id, codigo="131050")
    [after] = await world.work(envio)

    assert after.status is S.RECUSADO
    assert (await world.get(CONTA, "C1")).cliente.opt_out is not None


async def test_a_failure_told_days_later_starts_nothing_anew(world: World) -> None:
    envio = await accepted(world)
    world.clock.move(days=2)

    await tell(world, Situacao.FALHOU, chave=envio.id, codigo="131026")

    assert (await world.read(envio.id)).status is S.FALHOU
    assert len(world.sent) == 1


async def test_what_was_uncertain_is_settled_by_the_provider_and_not_sent_again(world: World) -> None:
    delivered, failed = await uncertain(world, "a"), await uncertain(world, "b")

    await tell(world, Situacao.ENTREGUE, chave=delivered.id, provedor_id="zapi-7")
    await tell(world, Situacao.FALHOU, chave=failed.id, codigo="131026")
    after = await world.work(delivered, failed)

    assert [one.status for one in after] == [S.ENTREGUE, S.FALHOU]
    assert after[0].provedor_id == "zapi-7"
    assert world.sent == []


async def test_a_receipt_that_is_quicker_than_our_own_note_is_kept(world: World) -> None:
    envio = await world.ask()
    carteiro = world.carteiros.all[Provedor.ZAPI]

    async def delivered() -> None:
        await tell(world, Situacao.ENTREGUE, chave=envio.id, provedor_id="zapi-1")

    carteiro.before = delivered
    [after] = await world.work(envio)

    assert (after.status, after.provedor_id) == (S.ENTREGUE, "zapi-1")
    assert after.texto_enviado


async def test_a_failure_that_is_quicker_than_our_own_note_is_told_again(world: World) -> None:
    envio = await world.ask()
    refused: list[type[Exception]] = []

    async def failed() -> None:
        try:
            await tell(world, Situacao.FALHOU, chave=envio.id, codigo="131026")
        except TransientError as error:
            refused.append(type(error))

    world.carteiros.all[Provedor.ZAPI].before = failed
    [after] = await world.work(envio)

    assert refused == [TransientError]
    assert after.status is S.ACEITO


@pytest.mark.parametrize("end", ["cancelado", "recusado"])
async def test_what_was_stopped_stays_so_whatever_a_provider_says(world: World, end: str) -> None:
    if end == "recusado":
        await world.suppress("+5511988887777")
    envio = await world.ask()
    if end == "cancelado":
        await world.service.cancel(CONTA, envio.id, sujeito="paula")
    await world.work(envio)

    await tell(world, Situacao.LIDO, chave=envio.id)

    assert (await world.read(envio.id)).status == end


async def uncertain(world: World, chave: str) -> Envio:
    world.carteiros.all[Provedor.ZAPI].falhas = [Incerto()]
    [envio] = await world.work(await world.ask(chave, resposta=True))
    assert envio.status is S.INCERTO
    return envio
