"""The retention table, row by row: what goes, what stays, and what is left without words."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.clientes.models import Canal, GuardaLegal, OptOut, Origem
from shared.contas.models import Conta, Retencao
from shared.contas.store import ContaStore
from shared.relatos.models import Contato, Desfecho, Estrategia, Relato, RelatoStatus, Resposta, Resultado
from shared.relatos.retencao import RelatoRetencao
from shared.titulares.retencao import months_before
from tests.builders import RECEIVED_AT, make_extracao
from tests.unit.titulares.world import CONTA, NOME, TELEFONE, World, make_cliente

pytestmark = pytest.mark.anyio
# Received at 2025-02-14, so twelve months are over a year later and two days.
A_YEAR, TWO_YEARS = {"days": 366}, {"days": 732}


@pytest.fixture
def world() -> World:
    return World()


def lead(cliente_id: str = "C1", **fields: Any) -> Any:
    return make_cliente(cliente_id, **{"origem": Origem.RELATO} | fields)


def make_spoken(**fields: Any) -> dict[str, Any]:
    """The fields of an ended relato that holds her name in every place that can hold one."""
    contato = Contato(
        numero=1,
        motivo="cadencia",
        data_nominal=date(2025, 2, 17),
        data_ajustada=date(2025, 2, 17),
        devido_em=RECEIVED_AT,
        texto=f"Oi, {NOME}",
    )
    return {
        "status": RelatoStatus.ENCERRADO,
        "resultado": Resultado.CONVERTIDO,
        "cliente_id": "C1",
        "texto": f"{NOME} quer aparelho",
        "cliente": {"nome": NOME, "telefone": TELEFONE},
        "extracao": make_extracao(
            identidade_cliente=NOME,
            valor_orcamento="2500",
            parcelas=10,
            resumo_assunto=f"Aparelho de {NOME}",
            informacoes_organizadas=(NOME,),
            evidencias={"identidade_cliente": NOME},
            origem="groq:x",
        ),
        "estrategia": Estrategia(resumo=NOME, personalizacao=NOME, texto=NOME, origem="groq:x"),
        "contatos": (contato,),
        "resposta": Resposta(canal="whatsapp", texto=NOME, recebida_em=RECEIVED_AT, registrada_por="x"),
        "desfecho": Desfecho(tipo="convertido", motivo=NOME, registrado_em=RECEIVED_AT, registrado_por="x"),
    } | fields


async def test_a_lead_that_nobody_touched_for_a_year_goes_with_all_that_hangs_on_it(world: World) -> None:
    await world.add_cliente(lead())
    await world.add_relato("R1", cliente_id="C1")
    await world.add_tarefa("T1", "R1")
    world.flows.live[f"acompanhamento-{CONTA}-R1"] = {}

    world.clock.move(days=364)
    early = await world.retencao.run(CONTA, world.flows)
    world.clock.move(days=2)
    late = await world.retencao.run(CONTA, world.flows)
    again = await world.retencao.run(CONTA, world.flows)

    assert not any(early.values())
    assert late == {"relatos": 1, "conversas": 0, "clientes": 1, "bloqueados": 0, "recebimentos": 0}
    assert not any(again.values())
    for container in ("relatos", "tarefas", "clientes", "identidades"):
        assert await world.ids(container) == []
    assert world.flows.live == {}
    assert await world.ids("supressoes") == []
    assert len(await world.ids("auditoria")) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"origem": Origem.MANUAL},
        {"client_id": "42"},
        {"data_adesao": date(2024, 1, 1)},
        {"pipeline": "Vendas"},
        {"guarda_legal": GuardaLegal(motivo="Prontuário")},
        {"atualizado_em": datetime(2026, 1, 1, tzinfo=UTC)},
    ],
    ids=["manual", "client_id", "data_adesao", "pipeline", "guarda_legal", "touched"],
)
async def test_who_is_more_than_a_lead_stays(world: World, fields: dict[str, Any]) -> None:
    await world.add_cliente(lead(**fields))
    world.clock.move(**A_YEAR)

    done = await world.retencao.run(CONTA, world.flows)

    assert not any(done.values())
    assert await world.ids("clientes") == ["C1"]


async def test_a_lead_with_a_relato_left_and_one_who_answers_for_a_child_stay(world: World) -> None:
    await world.add_cliente(lead())
    await world.add_relato("R1", **make_spoken())
    await world.add_cliente(lead("C2", emails=("dois@x.com.br",), telefones=()))
    child = {"emails": (), "telefones": (), "documento": "52998224725"}
    await world.add_cliente(make_cliente("F1", responsavel_id="C2", **child))
    world.clock.move(**A_YEAR)

    done = await world.retencao.run(CONTA, world.flows)

    assert not any(done.values())


async def test_leads_behind_many_who_have_a_relato_left_go_too(world: World) -> None:
    for number in range(501):
        await world.add_cliente(lead(f"C{number:03}", telefones=(), emails=(f"c{number}@x.com.br",)))
    world.clock.move(**A_YEAR)
    retencao = replace(
        world.retencao, relatos_vencidos=AllHaveOneBut(lambda conta: world.store("relatos", conta), "C500")
    )

    done = await retencao.run(CONTA, world.flows)

    assert done["clientes"] == 1
    assert len(await world.ids("clientes")) == 500


@dataclass(frozen=True)
class AllHaveOneBut(RelatoRetencao):
    """Every cliente but one has a relato."""

    without: str

    async def has_any(self, conta: str, cliente_id: str) -> bool:
        return cliente_id != self.without


async def test_a_lead_goes_with_the_messages_to_it(world: World) -> None:
    await world.add_cliente(lead())
    store = world.store("envios")
    for envio_id, cliente_id in (("E1", "C1"), ("E2", "C2")):
        await store.create(envio_id, {"cliente_id": cliente_id, "texto": NOME})

    world.clock.move(days=366)
    await world.retencao.run(CONTA, world.flows)

    assert await world.ids("envios") == ["E2"]


async def test_a_lead_who_asked_for_silence_is_remembered_as_a_hash(world: World) -> None:
    opt_out = OptOut(canal=Canal.WHATSAPP, evidencia="wamid.2", em=RECEIVED_AT, registrado_por="x")
    await world.add_cliente(lead(opt_out=opt_out))
    world.clock.move(**A_YEAR)

    await world.retencao.run(CONTA, world.flows)

    assert await world.ids("clientes") == []
    assert len(await world.ids("supressoes")) == 2


async def test_a_converted_relato_loses_its_words_after_two_years_and_keeps_its_figures(world: World) -> None:
    await world.add_relato("R1", **make_spoken())
    await world.add_tarefa("T1", "R1")

    world.clock.move(**A_YEAR)
    early = await world.retencao.run(CONTA, world.flows)
    world.clock.move(**A_YEAR)
    late = await world.retencao.run(CONTA, world.flows)
    again = await world.retencao.run(CONTA, world.flows)

    stored = await world.store("relatos").get("R1")
    left = Relato.model_validate({"id": "R1"} | stored.body)
    assert not any(early.values())
    assert late == {"relatos": 0, "conversas": 1, "clientes": 0, "bloqueados": 0, "recebimentos": 0}
    assert not any(again.values())
    assert "Marina" not in str(stored.body)
    assert TELEFONE not in str(stored.body)
    assert left.extracao is not None
    assert left.extracao.valor_orcamento == 2500
    assert left.extracao.parcelas == 10
    assert (left.resultado, left.cliente_id) == (Resultado.CONVERTIDO, "C1")
    assert left.atualizado_em == RECEIVED_AT
    assert await world.ids("tarefas") == []


async def test_a_conta_may_keep_for_less_long(world: World) -> None:
    conta = Conta(id=CONTA, retencao=Retencao(lead_meses=1, conversa_meses=2))
    await ContaStore(world.documents).add(conta)
    await world.add_relato("R1")
    await world.add_relato("R2", **make_spoken())

    world.clock.move(days=32)
    first = await world.retencao.run(CONTA, world.flows)
    world.clock.move(days=32)
    second = await world.retencao.run(CONTA, world.flows)

    assert (first["relatos"], first["conversas"]) == (1, 0)
    assert (second["relatos"], second["conversas"]) == (0, 1)


async def test_what_an_open_pedido_is_about_is_left_to_it(world: World) -> None:
    await world.add_cliente(lead())
    await world.add_relato("R1", cliente_id="C1")
    world.clock.move(**A_YEAR)
    await world.ask()

    done = await world.retencao.run(CONTA, world.flows)

    assert not any(done.values())
    assert await world.ids("clientes") == ["C1"]


async def test_a_guarda_legal_that_ended_lets_the_blocked_go(world: World) -> None:
    guarda = GuardaLegal(motivo="Prontuário", ate=date(2025, 3, 1))
    await world.add_cliente(make_cliente(guarda_legal=guarda))
    pedido = await world.ask()
    await world.eliminacao.process(CONTA, pedido.id, world.flows)

    held = await world.retencao.run(CONTA, world.flows)
    world.clock.move(days=20)
    let_go = await world.retencao.run(CONTA, world.flows)

    assert (held["bloqueados"], let_go["bloqueados"]) == (0, 1)
    assert await world.ids("clientes") == []


async def test_histories_are_kept_for_thirty_days(world: World) -> None:
    await world.retencao.forget_histories(world.flows)

    assert world.flows.swept == [RECEIVED_AT - timedelta(days=30)]


@pytest.mark.parametrize(
    ("moment", "months", "expected"),
    [
        (datetime(2026, 3, 31, 6, tzinfo=UTC), 1, datetime(2026, 2, 28, 6, tzinfo=UTC)),
        (datetime(2024, 2, 29, tzinfo=UTC), 12, datetime(2023, 2, 28, tzinfo=UTC)),
        (datetime(2026, 1, 15, tzinfo=UTC), 24, datetime(2024, 1, 15, tzinfo=UTC)),
        (datetime(2026, 12, 30, tzinfo=UTC), 12, datetime(2025, 12, 30, tzinfo=UTC)),
    ],
)
def test_months_are_of_the_calendar(moment: datetime, months: int, expected: datetime) -> None:
    assert months_before(moment, months) == expected
