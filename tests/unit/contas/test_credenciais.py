"""Secrets that open a conta: shown once, listed always, stopped at once."""

from datetime import timedelta

import pytest

from shared.contas.credencial_errors import AlreadyIssued, CredencialNotFound, InvalidConvite, NotReplaceable
from shared.contas.credencial_models import FiltroCredenciais, Pedido, PedidoTroca, Situacao
from shared.contas.credencial_store import AcessoStore
from shared.contas.models import TipoAcesso
from shared.kit.auth import Papel
from shared.kit.errors import Unauthorized
from tests.unit.contas.credencial_world import TODOS, World, opens, trade

pytestmark = pytest.mark.anyio
OPENABLE = (TipoAcesso.TOKEN, TipoAcesso.CONVITE, TipoAcesso.FORMULARIO, TipoAcesso.KOMMO)


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize("tipo", OPENABLE)
async def test_a_secret_opens_its_conta_and_nothing_of_another_kind(world: World, tipo: TipoAcesso) -> None:
    emitida = await world.issue(tipo, papel=Papel.LEITURA, escopos=("clientes:ler",))

    acesso = await world.service.resolve(tipo, emitida.segredo)

    assert (acesso.conta, acesso.papel, acesso.escopos) == ("clinica", Papel.LEITURA, ("clientes:ler",))
    assert acesso.sujeito == f"{tipo}:{emitida.credencial.id}"
    for other in set(OPENABLE) - {tipo}:
        with pytest.raises(Unauthorized):
            await world.service.resolve(other, emitida.segredo)


async def test_a_secret_is_nowhere_in_the_store_and_no_two_are_alike(world: World) -> None:
    segredos = [(await world.issue()).segredo for _ in range(20)]

    kept = str(world.documents.partitions)

    assert len(set(segredos)) == 20
    assert not [segredo for segredo in segredos if segredo in kept or segredo.removeprefix("ret_") in kept]


@pytest.mark.parametrize("segredo", ["", "desconhecido", "ação", "a" * 201, "a b", "\ud800", "../x", "ret_"])
async def test_what_no_secret_looks_like_opens_nothing(world: World, segredo: str) -> None:
    with pytest.raises(Unauthorized):
        await world.service.resolve(TipoAcesso.KOMMO, segredo)
    with pytest.raises(InvalidConvite):
        await world.service.redeem(segredo)


async def test_the_list_is_newest_first_by_kind_and_in_pages(world: World) -> None:
    for nome in ("um", "dois", "tres"):
        await world.issue(nome=nome)
        world.clock.move(minutes=1)
    await world.issue(TipoAcesso.KOMMO, nome="crm")

    first = await world.service.list("clinica", ("token",), FiltroCredenciais(limite=2))
    rest = await world.service.list("clinica", ("token",), FiltroCredenciais(limite=2, cursor=first.cursor))

    assert [item.nome for item in first.itens] == ["tres", "dois"]
    assert ([item.nome for item in rest.itens], rest.cursor) == (["um"], None)
    assert [item.nome for item in await world.listed(TipoAcesso.FORMULARIO, TipoAcesso.KOMMO)] == ["crm"]


async def test_a_credencial_ends_on_time_and_the_list_says_so(world: World) -> None:
    emitida = await world.issue(validade=timedelta(days=1))
    world.clock.move(days=1)

    with pytest.raises(Unauthorized):
        await world.service.resolve(TipoAcesso.TOKEN, emitida.segredo)

    assert [item.situacao for item in await world.listed()] == [Situacao.EXPIRADA]


async def test_revoking_works_at_once_and_again_changes_nothing(world: World) -> None:
    emitida = await world.issue()
    await world.service.revoke("clinica", emitida.credencial.id, tipos=TODOS)
    (once,) = await world.listed()
    world.clock.move(hours=1)

    await world.service.revoke("clinica", emitida.credencial.id, tipos=TODOS)

    assert await world.listed() == (once,)
    assert once.situacao is Situacao.REVOGADA
    with pytest.raises(Unauthorized):
        await world.service.resolve(TipoAcesso.TOKEN, emitida.segredo)


@pytest.mark.parametrize(
    ("conta", "tipos"), [("outra", TODOS), ("clinica", ("convite",))], ids=["another conta", "another kind"]
)
async def test_nobody_reaches_a_credencial_from_elsewhere(
    world: World, conta: str, tipos: tuple[str, ...]
) -> None:
    emitida = await world.issue()

    with pytest.raises(CredencialNotFound):
        await world.service.revoke(conta, emitida.credencial.id, tipos=tipos)
    with pytest.raises(CredencialNotFound):
        await world.service.rotate(conta, emitida.credencial.id, PedidoTroca("eva"), tipos=tipos)

    assert (await world.service.resolve(TipoAcesso.TOKEN, emitida.segredo)).conta == "clinica"


async def test_a_repeated_idempotency_key_is_told_to_look_at_the_list(world: World) -> None:
    await world.issue(chave="k1")

    with pytest.raises(AlreadyIssued):
        await world.issue(chave="k1")

    assert len(await world.listed()) == len(world.open_acessos()) == 1


async def test_the_same_idempotency_key_is_another_for_another_kind_and_conta(world: World) -> None:
    await world.issue(chave="k1")
    await world.issue(TipoAcesso.KOMMO, chave="k1")
    await world.service.issue("outra", Pedido(tipo=TipoAcesso.TOKEN, criado_por="eva", chave="k1"))

    assert len(world.open_acessos()) == 3


async def test_after_a_trade_both_secrets_open_until_the_overlap_ends(world: World) -> None:
    old = await world.issue(TipoAcesso.KOMMO, nome="crm")
    new = await trade(world, old)

    assert await opens(world, old)
    assert await opens(world, new)
    world.clock.move(hours=24)
    assert not await opens(world, old)
    assert await opens(world, new)
    by_id = {item.id: item for item in await world.listed()}
    assert by_id[old.credencial.id].situacao is Situacao.EXPIRADA
    assert by_id[old.credencial.id].substituida_por == new.credencial.id
    assert (by_id[new.credencial.id].nome, by_id[new.credencial.id].situacao) == ("crm", Situacao.ATIVA)


async def test_a_trade_without_overlap_stops_the_old_secret_at_once(world: World) -> None:
    old = await world.issue(TipoAcesso.KOMMO)

    await trade(world, old, timedelta(0))

    assert not await opens(world, old)
    world.assert_sound()


async def test_a_trade_gives_no_longer_life_than_the_credencial_had(world: World) -> None:
    old = await world.issue(validade=timedelta(hours=1))

    new = await trade(world, old, timedelta(days=7))

    world.clock.move(hours=1)
    assert not await opens(world, old)
    assert not await opens(world, new)


async def test_what_was_traded_revoked_or_has_ended_is_not_traded(world: World) -> None:
    traded, revoked = await world.issue(), await world.issue()
    ended = await world.issue(validade=timedelta(seconds=1))
    await trade(world, traded)
    await world.service.revoke("clinica", revoked.credencial.id, tipos=TODOS)
    world.clock.move(seconds=1)

    for refused in (traded, revoked, ended):
        with pytest.raises(NotReplaceable):
            await trade(world, refused)


async def test_an_invitation_gives_its_papel_once(world: World) -> None:
    emitida = await world.invite(email="paula@exemplo.com.br")

    looked = await world.service.look(emitida.segredo)
    redeemed = await world.service.redeem(f" {emitida.segredo}\n")

    assert looked == redeemed
    assert (redeemed.conta, redeemed.papel, redeemed.email) == ("clinica", Papel.CS, "paula@exemplo.com.br")
    with pytest.raises(InvalidConvite):
        await world.service.redeem(emitida.segredo)
    assert [item.situacao for item in await world.listed()] == [Situacao.USADA]


async def test_every_invitation_that_does_not_count_is_refused_with_the_same_words(world: World) -> None:
    used, revoked, expired = [await world.invite() for _ in range(3)]
    powerless = await world.invite(papel=None)
    await world.service.redeem(used.segredo)
    await world.service.revoke("clinica", revoked.credencial.id, tipos=TODOS)
    stored = await AcessoStore(world.documents).get(expired.credencial.acesso_id)
    ended = stored.model_copy(update={"expira_em": world.clock()})
    await AcessoStore(world.documents).put(expired.credencial.acesso_id, ended)

    details = set()
    for codigo in (used.segredo, revoked.segredo, expired.segredo, powerless.segredo, "conv_desconhecido"):
        with pytest.raises(InvalidConvite) as refused:
            await world.service.redeem(codigo)
        details.add(refused.value.detail)

    assert details == {"O convite não vale mais. Peça outro a quem administra a conta."}
