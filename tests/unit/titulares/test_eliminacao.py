"""The erasure of a person: complete, repeatable, resumable, and no one else's."""

import json
from dataclasses import replace
from datetime import date

import pytest

from shared.clientes.models import BaseLegal, Canal, Consentimento, Finalidade, GuardaLegal, OptOut
from shared.kit.errors import TransientError
from shared.titulares.models import PedidoStatus
from tests.builders import RECEIVED_AT
from tests.unit.titulares.world import (
    CONTA,
    EMAIL,
    NOME,
    TELEFONE,
    Outage,
    StuckTraces,
    World,
    fill,
    make_cliente,
)

pytestmark = pytest.mark.anyio


@pytest.fixture
def world() -> World:
    return World()


def everything(world: World) -> str:
    """All that the store holds, as text."""
    return json.dumps([list(map(str, part.values())) for part in world.documents.partitions.values()])


async def test_everything_of_hers_goes_and_nothing_of_his(world: World) -> None:
    await fill(world)

    pedido = await world.ask()
    done = await world.eliminacao.process(CONTA, pedido.id, world.flows)

    assert done.status is PedidoStatus.CONCLUIDO
    assert await world.ids("clientes") == ["J1"]
    assert await world.ids("relatos") == ["RJ"]
    assert await world.ids("tarefas") == ["TJ"]
    assert list(world.flows.live) == [f"acompanhamento-{CONTA}-RJ"]
    assert len(await world.ids("identidades")) == 1
    assert len(await world.ids("supressoes")) == 3
    assert world.documents.erasures == 1
    assert "marina@" not in everything(world)
    assert NOME not in everything(world)


async def test_done_twice_it_is_done_once(world: World) -> None:
    await fill(world)
    pedido = await world.ask()

    first = await world.eliminacao.process(CONTA, pedido.id, world.flows)
    again = await world.eliminacao.process(CONTA, pedido.id, world.flows)

    assert again == first
    assert world.documents.erasures == 1


@pytest.mark.parametrize("failing", range(7))
async def test_an_outage_in_any_step_is_resumed_from_there(world: World, failing: int) -> None:
    await fill(world)
    pedido = await world.ask()
    steps = list(world.steps(world.flows))
    steps[failing] = Outage(steps[failing].nome)
    eliminacao = replace(world.eliminacao, steps=lambda _: steps)

    with pytest.raises(TransientError):
        await eliminacao.process(CONTA, pedido.id, world.flows)
    halfway = await world.service.get(CONTA, pedido.id)
    done = await world.eliminacao.process(CONTA, pedido.id, world.flows)

    assert [passo.nome for passo in halfway.passos] == [step.nome for step in steps[:failing]]
    assert done.status is PedidoStatus.CONCLUIDO
    assert await world.ids("clientes") == ["J1"]
    assert await world.ids("tarefas") == ["TJ"]
    assert list(world.flows.live) == [f"acompanhamento-{CONTA}-RJ"]
    assert len(await world.ids("supressoes")) == 3


async def test_traces_that_cannot_be_erased_now_keep_the_pedido_open(world: World) -> None:
    await fill(world)
    pedido = await world.ask()
    eliminacao = replace(world.eliminacao, traces=StuckTraces())

    with pytest.raises(TransientError):
        await eliminacao.process(CONTA, pedido.id, world.flows)
    halfway = await world.service.get(CONTA, pedido.id)
    done = await world.eliminacao.process(CONTA, pedido.id, world.flows)

    assert halfway.status is PedidoStatus.EM_ANDAMENTO
    assert halfway.motivo is None  # it may name her, so it is gone before the traces are
    assert done.status is PedidoStatus.CONCLUIDO


async def test_what_the_law_keeps_is_blocked_and_reduced(world: World) -> None:
    consent = Consentimento(
        finalidade=Finalidade.MARKETING,
        concedido=True,
        base_legal=BaseLegal.CONSENTIMENTO,
        texto_versao="v1",
        canal=Canal.WHATSAPP,
        evidencia="wamid.1",
        em=RECEIVED_AT,
        registrado_por="recepcao",
    )
    guarda = GuardaLegal(motivo="Prontuário", ate=date(2045, 1, 1))
    await world.add_cliente(
        make_cliente(
            documento="52998224725",
            observacoes=NOME,
            vendedor="Ana",
            consentimentos=(consent,),
            guarda_legal=guarda,
        )
    )
    pedido = await world.ask()

    done = await world.eliminacao.process(CONTA, pedido.id, world.flows)

    kept = (await world.cadastro(CONTA).clientes.get("C1")).cliente
    assert done.bloqueado is not None
    assert (done.bloqueado.motivo, done.bloqueado.ate) == ("Prontuário", date(2045, 1, 1))
    assert (kept.nome, kept.documento, kept.consentimentos) == (NOME, "52998224725", (consent,))
    assert (kept.telefones, kept.emails, kept.observacoes, kept.vendedor) == ((), (), None, None)
    assert kept.bloqueado_em == world.clock()
    assert not kept.is_shown
    assert len(await world.ids("identidades")) == 1  # of the documento, so that no import brings her back
    assert (await world.store("clientes").get("C1")).body["ativo"] is False


async def test_a_guarda_legal_that_is_over_keeps_nothing(world: World) -> None:
    guarda = GuardaLegal(motivo="Prontuário", ate=date(2025, 2, 13))
    await world.add_cliente(make_cliente(guarda_legal=guarda))
    pedido = await world.ask()

    done = await world.eliminacao.process(CONTA, pedido.id, world.flows)

    assert done.bloqueado is None
    assert await world.ids("clientes") == []


async def test_the_phone_of_a_family_is_not_suppressed_and_his_relato_stays(world: World) -> None:
    await world.add_cliente(make_cliente())
    await world.add_cliente(make_cliente("J1", nome="João Lins", emails=()))
    await world.add_relato("RJ", cliente={"nome": "João", "telefone": TELEFONE})
    await world.add_relato("RM", cliente={"nome": "Marina", "telefone": TELEFONE})
    pedido = await world.ask()

    await world.eliminacao.process(CONTA, pedido.id, world.flows)

    assert await world.ids("relatos") == ["RJ"]
    assert [one.partition(":")[0] for one in await world.ids("supressoes")] == ["email"]
    assert len(await world.ids("identidades")) == 1
    assert await world.ids("clientes") == ["J1"]


async def test_a_child_stays_without_the_one_who_answered_for_it(world: World) -> None:
    await world.add_cliente(make_cliente())
    await world.add_cliente(
        make_cliente("F1", nome="Filho", telefones=(), emails=("f@x.com.br",), responsavel_id="C1")
    )
    pedido = await world.ask()

    await world.eliminacao.process(CONTA, pedido.id, world.flows)

    child = (await world.cadastro(CONTA).clientes.get("F1")).cliente
    assert child.responsavel_id is None


async def test_rows_that_wait_lose_hers_and_no_other(world: World) -> None:
    await world.add_cliente(make_cliente(documento="52998224725"))
    rows = [
        {"nome": "X", "telefone": "11988887777"},
        {"nome": "Y", "email": EMAIL},
        {"nome": "Z", "cpf": "529.982.247-25"},
        {"nome": "João Lins", "telefone": "11977776666"},
    ]
    linhas = [{"numero": number, "celulas": row} for number, row in enumerate(rows, 2)]
    await world.store("importacoes").create("I1-x:00001", {"v": 1, "numero": 1, "linhas": linhas})
    await world.store("importacoes").create("I1", {"linhas": 4, "nome_arquivo": "Marina_Prates-Sobral.csv"})
    pedido = await world.ask()

    await world.eliminacao.process(CONTA, pedido.id, world.flows)

    left = (await world.store("importacoes").get("I1-x:00001")).body["linhas"]
    assert [linha["numero"] for linha in left] == [2, 3, 4, 5]
    assert [bool(linha.get("celulas")) for linha in left] == [False, False, False, True]
    assert left[0]["motivo"] == "a linha foi eliminada a pedido do titular"
    assert (await world.store("importacoes").get("I1")).body["nome_arquivo"] is None


async def test_the_audit_tells_counts_and_ids(world: World) -> None:
    await fill(world)
    pedido = await world.ask()

    await world.eliminacao.process(CONTA, pedido.id, world.flows)

    (audited,) = await world.ids("auditoria")
    body = (await world.store("auditoria").get(audited)).body
    assert body["acao"] == "titular.erased"
    assert body["detalhe"]["relatos"] == 3
    assert body["detalhe"]["pedido_id"] == pedido.id


async def test_an_opt_out_survives_as_a_hash(world: World) -> None:
    opt_out = OptOut(canal=Canal.WHATSAPP, evidencia="wamid.2", em=RECEIVED_AT, registrado_por="x")
    await world.add_cliente(make_cliente(opt_out=opt_out))
    pedido = await world.ask()

    await world.eliminacao.process(CONTA, pedido.id, world.flows)
    await world.add_cliente(make_cliente("C9", telefones=("+551188887777",), emails=()))
    exported = await world.service.export(CONTA, "C9")

    assert exported.contato_suprimido  # the same phone, spelled without its ninth digit
