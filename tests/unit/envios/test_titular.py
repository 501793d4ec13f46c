"""The rights of a person over what we sent them: all of it handed over, all of it erased, nothing of another's."""

import json

import pytest

from shared.envios.models import EnvioStatus, FiltroEnvios, Motivo
from shared.envios.titular import EnvioGuardiao
from shared.kit.brasil import phone_key
from shared.kit.canais import EnderecoInvalido, Provedor
from shared.kit.store import Query
from shared.kit.titulares import Titular
from tests.unit.envios.world import CONTA, MARINA, World, decided

pytestmark = pytest.mark.anyio
OTHER = "+5511911112222"


@pytest.fixture
async def world() -> World:
    world = World()
    await world.add_conta()
    await world.add_cliente()
    await world.add_cliente("C2", nome="José Lins", telefones=(OTHER,))
    return world


def guardiao(world: World) -> EnvioGuardiao:
    return EnvioGuardiao(lambda conta: world.documents.open("envios", conta), world.ritmos)


async def ritmos(world: World) -> set[str]:
    return {one.id for one in (await world.documents.open("ritmos", CONTA).query(Query())).items}


async def test_everything_is_handed_over_with_who_got_it_and_no_machinery(world: World) -> None:
    first, _ = world.carries(Provedor.ZAPI, Provedor.BOTCONVERSA)
    first.falhas = [EnderecoInvalido()]
    await world.work(await world.ask("a"))
    await world.ask("b", cliente_id="C2")

    (told,) = await guardiao(world).export(CONTA, Titular(cliente_ids=("C1",)))

    assert told["texto"] == told["texto_enviado"]
    assert [one["status"] for one in told["historico"]][-1] == "aceito"
    assert told["entregue_a"] == [{"provedor": "zapi"}, {"provedor": "botconversa"}]
    assert "conteudo" not in json.dumps(told)


async def test_what_belongs_to_a_relato_of_theirs_is_theirs_and_told_once(world: World) -> None:
    await world.ask("a", relato_id="R1")
    titular = Titular(cliente_ids=("C1",), relato_ids=("R1",))

    assert len(await guardiao(world).export(CONTA, titular)) == 1
    assert await guardiao(world).erase(CONTA, Titular(relato_ids=("R1",))) == 1


async def test_erased_means_no_message_and_no_trace_of_when_it_left(world: World) -> None:
    await world.work(await world.ask("a"), await world.ask("b", cliente_id="C2"))
    before = await ritmos(world)
    hers = Titular(cliente_ids=("C1",), telefones=(MARINA,))

    erased = await guardiao(world).erase(CONTA, hers)
    again = await guardiao(world).erase(CONTA, hers)

    left = (await world.service.search(CONTA, FiltroEnvios())).itens
    assert (erased, again) == (3, 0)
    assert [envio.cliente_id for envio in left] == ["C2"]
    store = world.ritmos(CONTA)
    assert before - await ritmos(world) == {store.id_of(MARINA), store.id_of_cliente("C1")}


async def test_the_count_of_a_shared_phone_stays_for_who_shares_it(world: World) -> None:
    await world.work(await world.ask("a"))
    shared = frozenset({phone_key(MARINA)})

    await guardiao(world).erase(
        CONTA, Titular(cliente_ids=("C1",), telefones=(MARINA,), compartilhados=shared)
    )

    assert await ritmos(world) == {world.ritmos(CONTA).id_of(MARINA)}


async def test_what_was_asked_for_somebody_erased_meanwhile_keeps_no_words(world: World) -> None:
    envio = await world.ask()
    await world.documents.open("clientes", CONTA).delete("C1")

    [after] = await world.work(envio)

    assert (after.status, decided(after).motivo) == (EnvioStatus.RECUSADO, Motivo.SUPRIMIDO)
    assert "Marina" not in after.model_dump_json()
