"""Credenciais under concurrency and power cuts: each secret that works is listed, none works that has ended."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from shared.adapters.sqlite import SqliteDocuments
from shared.contas.credenciais import Emitida
from shared.contas.credencial_errors import InvalidConvite, NotReplaceable
from shared.contas.credencial_models import Pedido, Situacao
from shared.contas.models import TipoAcesso
from shared.kit.auth import Papel
from shared.kit.errors import Conflict
from tests.fakes import FakeClock
from tests.unit.contas.credencial_world import TODOS, World, make_service, nothing, redeem_at_once, trade

pytestmark = pytest.mark.anyio
Act = Callable[[World, Emitida], Awaitable[None]]


class PowerCut(Exception):
    """The process died here."""


@pytest.fixture
def world() -> World:
    return World()


async def test_of_twenty_who_redeem_an_invitation_at_once_one_gets_it(world: World) -> None:
    emitida = await world.invite()
    world.documents.before_write = lambda: asyncio.sleep(0)

    outcomes = await redeem_at_once([world.service] * 20, emitida.segredo)

    assert outcomes == {"Convite": 1, "InvalidConvite": 19}


async def test_of_several_instances_on_one_file_one_gives_the_invitation(tmp_path: Path) -> None:
    path = str(tmp_path / "documentos.db")
    instances = [SqliteDocuments(path, now=FakeClock()) for _ in range(4)]
    services = [make_service(documents, FakeClock()) for documents in instances]
    pedido = Pedido(tipo=TipoAcesso.CONVITE, criado_por="paula", papel=Papel.CS)
    emitida = await services[0].issue("clinica", pedido)

    outcomes = await redeem_at_once(services * 3, emitida.segredo)
    for documents in instances:
        await documents.close()

    assert outcomes == {"Convite": 1, "InvalidConvite": 11}


async def test_of_two_trades_at_once_one_secret_remains_beside_the_old(world: World) -> None:
    old = await world.issue(TipoAcesso.KOMMO)
    world.documents.before_write = lambda: asyncio.sleep(0)

    outcomes = await asyncio.gather(trade(world, old), trade(world, old), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Emitida", "NotReplaceable"]
    (new,) = [outcome for outcome in outcomes if isinstance(outcome, Emitida)]
    assert world.open_acessos() == {old.credencial.acesso_id, new.credencial.acesso_id}
    world.assert_sound()


async def test_a_revocation_amid_the_issue_wins(world: World) -> None:
    async def revoke_what_is_listed() -> None:
        world.documents.after_write = nothing
        for record in world.records():
            await world.service.revoke("clinica", record.id, tipos=TODOS)

    world.documents.after_write = revoke_what_is_listed

    with pytest.raises(Conflict):
        await world.issue()

    assert world.open_acessos() == set()
    assert [item.situacao for item in await world.listed()] == [Situacao.REVOGADA]


async def test_an_outage_of_the_list_costs_who_was_invitednothing(world: World) -> None:
    emitida = await world.invite()

    async def fail() -> None:
        world.documents.down = True

    world.documents.after_write = fail
    convite = await world.service.redeem(emitida.segredo)

    assert convite.conta == "clinica"
    world.documents.down = False
    world.documents.after_write = nothing
    with pytest.raises(InvalidConvite):
        await world.service.redeem(emitida.segredo)


async def issue_it(world: World, old: Emitida) -> None:
    await world.issue(nome="novo")


async def revoke_it(world: World, old: Emitida) -> None:
    await world.service.revoke("clinica", old.credencial.id, tipos=TODOS)


async def trade_it(world: World, old: Emitida) -> None:
    await trade(world, old, timedelta(0))


async def redeem_it(world: World, old: Emitida) -> None:
    await world.service.redeem(old.segredo)


@pytest.mark.parametrize("when", ["before_write", "after_write"])
@pytest.mark.parametrize(("act", "writes"), [(issue_it, 2), (revoke_it, 2), (trade_it, 4), (redeem_it, 2)])
async def test_a_power_cut_at_any_write_leaves_no_secret_unlisted_and_the_act_can_be_done_again(
    act: Act, writes: int, when: str
) -> None:
    for place in range(writes):
        world = World()
        old = await world.invite()
        setattr(world.documents, when, cutting(place))

        with pytest.raises(PowerCut):
            await act(world, old)

        setattr(world.documents, when, nothing)
        world.assert_sound()
        with suppress(InvalidConvite, NotReplaceable):  # it was used up, or traded, before the cut
            await act(world, old)
        world.assert_sound()
        assert (old.credencial.acesso_id in world.open_acessos()) is (act is issue_it)


def cutting(place: int) -> Callable[[], Awaitable[None]]:
    """Cuts the power at the write of that number, from 0."""
    writes = count()

    async def step() -> None:
        if next(writes) == place:
            raise PowerCut

    return step
