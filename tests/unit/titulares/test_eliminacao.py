"""The erasure of a person: complete, repeatable, resumable, and no one else's."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date

import pytest

from shared.clientes.models import BaseLegal, Canal, Consentimento, Finalidade, GuardaLegal, OptOut
from shared.kit.errors import TransientError
from shared.kit.titulares import Eraser, Titular
from shared.titulares.models import PedidoStatus
from tests.builders import RECEIVED_AT, make_eliminados
from tests.fakes_store import FakeDocuments, FakeStore
from tests.unit.titulares.world import CONTA, EMAIL, NOME, TELEFONE, World, make_cliente

pytestmark = pytest.mark.anyio
TEXTO_COM_TELEFONE = "Ligar no (11) 98888-7777 sobre o canal"


@pytest.fixture
def world() -> World:
    return World()


async def fill(world: World) -> None:
    """Marina with a duplicate and three relatos, and João with one."""
    await world.add_cliente(make_cliente())
    await world.add_cliente(
        make_cliente("C2", nome="Marina Sobral", telefones=(), emails=("m@x.com.br",), mesclado_em="C1")
    )
    await world.add_cliente(make_cliente("C3", nome="Mari", telefones=(), emails=(), mesclado_em="C2"))
    await world.add_cliente(make_cliente("J1", nome="João Lins", telefones=("+5511977776666",), emails=()))
    await world.add_relato("R1", cliente_id="C1")
    await world.add_relato("R2", cliente_id="C2")
    await world.add_relato("R3", texto=TEXTO_COM_TELEFONE)
    await world.add_relato("RJ", cliente_id="J1", texto=f"João. {TEXTO_COM_TELEFONE}")
    await world.add_tarefa("T1", "R1")
    await world.add_tarefa("TJ", "RJ", cliente="João")
    world.flows.live = {f"acompanhamento-{CONTA}-{one}": {} for one in ("R1", "RJ")}


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


@pytest.mark.parametrize("failing", range(6))
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


class Outage:
    def __init__(self, nome: str) -> None:
        self.nome = nome

    async def erase(self, conta: str, titular: Titular) -> int:
        raise TransientError


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


class StuckTraces:
    async def erase_traces(self) -> None:
        raise TransientError


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


async def test_a_relato_that_comes_while_she_is_erased_goes_too(world: World) -> None:
    await fill(world)
    pedido = await world.ask()
    steps = list(world.steps(world.flows))
    steps[-1] = Meanwhile(steps[-1], lambda: world.add_relato("R9", cliente_id="C1"))
    eliminacao = replace(world.eliminacao, steps=lambda _: steps)

    done = await eliminacao.process(CONTA, pedido.id, world.flows)

    assert await world.ids("relatos") == ["RJ"]
    assert {passo.nome: passo.itens for passo in done.passos}["relatos"] == 4


async def test_a_relato_that_comes_between_two_attempts_goes_too(world: World) -> None:
    await fill(world)
    pedido = await world.ask()
    steps = list(world.steps(world.flows))
    steps[-1] = Outage("clientes")
    with pytest.raises(TransientError):
        await replace(world.eliminacao, steps=lambda _: steps).process(CONTA, pedido.id, world.flows)

    await world.add_relato("R9", cliente_id="C1")
    await world.add_tarefa("T9", "R9")
    await world.eliminacao.process(CONTA, pedido.id, world.flows)

    assert (await world.ids("relatos"), await world.ids("tarefas")) == (["RJ"], ["TJ"])


async def test_a_relato_saved_after_the_cliente_is_gone_goes_with_the_next_attempt(world: World) -> None:
    await fill(world)
    pedido = await world.ask()
    eliminacao = replace(world.eliminacao, traces=StuckTraces())
    with pytest.raises(TransientError):
        await eliminacao.process(CONTA, pedido.id, world.flows)

    await world.add_relato("R9", cliente_id="C2")
    await world.eliminacao.process(CONTA, pedido.id, world.flows)

    assert await world.ids("relatos") == ["RJ"]


async def test_one_who_is_merged_while_erased_takes_the_other_along(world: World) -> None:
    await world.add_cliente(make_cliente("C2"))
    await world.add_cliente(make_cliente("C1", emails=("m@x.com.br",)))
    pedido = await world.ask("C2")
    steps = list(world.steps(world.flows))

    async def merge() -> None:
        await world.cadastro(CONTA).clientes.update(
            "C2", lambda one: one.model_copy(update={"mesclado_em": "C1"})
        )

    steps[0] = Meanwhile(steps[0], merge)
    with pytest.raises(TransientError):
        await replace(world.eliminacao, steps=lambda _: steps).process(CONTA, pedido.id, world.flows)
    await world.eliminacao.process(CONTA, pedido.id, world.flows)

    assert await world.ids("clientes") == []


async def test_a_guarda_legal_that_comes_at_the_last_moment_still_holds() -> None:
    documents = LateDocuments()
    world = World(documents=documents)
    await world.add_cliente(make_cliente())
    pedido = await world.ask()
    guarda = GuardaLegal(motivo="Prontuário")

    async def hold() -> None:
        await world.cadastro(CONTA).clientes.update(
            "C1", lambda one: one.model_copy(update={"guarda_legal": guarda})
        )

    documents.before_cliente_goes = hold
    done = await world.eliminacao.process(CONTA, pedido.id, world.flows)

    assert done.bloqueado is not None
    assert await world.ids("clientes") == ["C1"]


@dataclass
class LateDocuments(FakeDocuments):
    """Something happens, once, just before the first cliente is deleted."""

    before_cliente_goes: Callable[[], Awaitable[None]] | None = None

    def open(self, container: str, pk: str) -> "LateStore":
        return LateStore(self, container, pk)


class LateStore(FakeStore):
    def __init__(self, documents: LateDocuments, container: str, pk: str) -> None:
        super().__init__(documents, container, pk)
        self._late, self._container = documents, container

    async def delete(self, document_id: str, *, etag: str | None = None) -> None:
        happens = self._late.before_cliente_goes
        if happens and self._container == "clientes":
            self._late.before_cliente_goes = None
            await happens()
        await super().delete(document_id, etag=etag)


class Meanwhile:
    """A step during which something else happens, once."""

    def __init__(self, step: Eraser, happens: Callable[[], Awaitable[object]]) -> None:
        self.nome = step.nome
        self._step = step
        self._happens: Callable[[], Awaitable[object]] | None = happens

    async def erase(self, conta: str, titular: Titular) -> int:
        itens = await self._step.erase(conta, titular)
        if self._happens:
            happens, self._happens = self._happens, None
            await happens()
        return itens


async def test_what_is_repeated_under_an_old_key_does_not_bring_her_back(world: World) -> None:
    await world.add_cliente(make_cliente())
    await world.add_relato("R1", cliente_id="C1")
    pedido = await world.ask()
    eliminados = make_eliminados(world.documents)
    before = [await eliminados.holds_id(CONTA, one) for one in ("C1", "R1")]

    await world.eliminacao.process(CONTA, pedido.id, world.flows)

    after = [await eliminados.holds_id(CONTA, one) for one in ("C1", "R1", "R2")]
    assert (before, after) == ([False, False], [True, True, False])
    assert not await eliminados.holds_id("outra", "C1")


async def test_the_crm_is_told_by_phone_email_and_client_id_whom_not_to_bring_back(world: World) -> None:
    await world.add_cliente(make_cliente(client_id="42"))
    pedido = await world.ask()

    await world.eliminacao.process(CONTA, pedido.id, world.flows)

    held = [
        await make_eliminados(world.documents).holds_person(CONTA, it)
        for it in (Titular(telefones=(TELEFONE,)), Titular(emails=(EMAIL,)), Titular(client_ids=("42",)))
    ]
    assert held == [True, True, True]
