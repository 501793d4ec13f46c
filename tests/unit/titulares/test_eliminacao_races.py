"""What happens while somebody is erased, and after: nothing of them is left behind and nothing brings them back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import pytest

from shared.clientes.models import GuardaLegal
from shared.kit.errors import TransientError
from shared.kit.titulares import Eraser, Titular
from tests.builders import make_eliminados
from tests.fakes_store import FakeDocuments, FakeStore
from tests.unit.titulares.world import (
    CONTA,
    EMAIL,
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
