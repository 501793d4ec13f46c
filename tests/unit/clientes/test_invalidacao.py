"""What a change of clientes makes stale, and how often it is told: once for many rows."""

from typing import Any

import pytest

from shared.clientes.entradas import FiltroClientes, NovoConsentimento, NovoOptOut
from shared.clientes.models import Pessoa
from shared.clientes.titular import ClienteGuardiao
from shared.kit.titulares import Titular
from shared.resumos.ports import Assunto
from tests.builders import make_principal
from tests.unit.clientes.importacao_world import CONTA as IMPORTADORA
from tests.unit.clientes.importacao_world import World as ImportacaoWorld
from tests.unit.clientes.world import ANY, CONTA, World

pytestmark = pytest.mark.anyio

CLIENTES, SAUDE = (CONTA, Assunto.CLIENTES), (CONTA, Assunto.SAUDE)
CONSENT = {
    "finalidade": "marketing",
    "concedido": True,
    "texto_versao": "convite-2026-01",
    "canal": "whatsapp",
    "evidencia": "wamid.1",
}


@pytest.fixture
def world() -> World:
    return World()


def told_since(world: World) -> list[tuple[str, Assunto]]:
    told, world.invalidacao.told = world.invalidacao.told, []
    return told


async def test_a_new_cliente_and_a_changed_one_are_told(world: World) -> None:
    made = await world.create(email="marina@exemplo.com.br")
    after_create = told_since(world)
    await world.patch(made.id, nome="Marina Duarte")

    assert after_create == told_since(world) == [CLIENTES]


async def test_somebody_new_on_a_channel_is_told_once_and_somebody_known_is_not(world: World) -> None:
    pessoa = Pessoa(nome="Marina", telefone="11 98888-7777")

    await world.service.identify(CONTA, pessoa, chave="R1")
    new = told_since(world)
    await world.service.identify(CONTA, pessoa, chave="R2")

    assert (new, told_since(world)) == ([CLIENTES], [])


async def test_a_first_name_is_told(world: World) -> None:
    await world.service.identify(CONTA, Pessoa(telefone="11 98888-7777"), chave="R1")
    told_since(world)

    await world.service.identify(CONTA, Pessoa(nome="Marina", telefone="11 98888-7777"), chave="R2")

    assert told_since(world) == [CLIENTES]


async def test_a_merge_is_told_to_scores_too(world: World) -> None:
    stays = await world.create(email="marina@exemplo.com.br")
    gone = await world.create(email="outra@exemplo.com.br")
    told_since(world)

    await world.mescla.merge(make_principal(CONTA), stays.id, duplicado_id=gone.id, lido=ANY)

    assert told_since(world) == [CLIENTES, SAUDE]


async def test_a_consent_is_told_and_the_same_again_is_not(world: World) -> None:
    made = await world.create(email="marina@exemplo.com.br")
    told_since(world)
    consent = NovoConsentimento.model_validate(CONSENT, strict=False)

    await world.consentimentos.record(make_principal(CONTA), made.id, consent)
    first = told_since(world)
    world.clock.move(minutes=1)
    await world.consentimentos.record(make_principal(CONTA), made.id, consent)

    assert (first, told_since(world)) == ([CLIENTES], [])


async def test_an_opt_out_is_told(world: World) -> None:
    made = await world.create(email="marina@exemplo.com.br")
    told_since(world)

    asked = NovoOptOut.model_validate_strings({"canal": "telefone", "evidencia": "ligacao-1"})
    await world.consentimentos.opt_out(make_principal(CONTA), made.id, asked)

    assert told_since(world) == [CLIENTES]


async def test_an_erasure_is_told_to_scores_too_and_nobody_there_is_not(world: World) -> None:
    made = await world.create(email="marina@exemplo.com.br")
    told_since(world)
    guardiao = ClienteGuardiao(world.cadastro, world.clock, world.invalidacao)

    await guardiao.erase(CONTA, Titular(cliente_ids=(made.id,)))
    erased = told_since(world)
    await guardiao.erase(CONTA, Titular(cliente_ids=(made.id,)))

    assert (erased, told_since(world)) == ([CLIENTES, SAUDE], [])


async def test_an_importacao_is_told_once_for_all_rows_of_a_part() -> None:
    world = ImportacaoWorld()
    rows = "\n".join(f"Cliente {number},119{number:08}" for number in range(120))

    await world.send(f"nome,telefone\n{rows}")
    await world.work()

    assert world.invalidacao.told == [(IMPORTADORA, Assunto.CLIENTES)]


async def test_s4s_list_is_kept_by_its_days_until_it_is_told(world: World) -> None:
    await world.create(email="marina@exemplo.com.br", data_adesao="2024-03-15")

    async def shown(**query: Any) -> bool:
        filtro = FiltroClientes.model_validate(query)
        resumo = await world.listagem.by_id(CONTA, filtro, is_basic=True, known="")
        return resumo.hit

    first = [await shown(), await shown(), await shown(data_inicio="2024-03-01")]
    await world.resumos.changed(CONTA, Assunto.CLIENTES)
    after = await shown()
    world.clock.move(seconds=299)
    nearly = await shown()
    world.clock.move(seconds=1)

    assert first == [False, True, False]
    assert (after, nearly, await shown()) == (False, True, False)
