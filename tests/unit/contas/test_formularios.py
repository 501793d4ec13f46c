"""What a stranger with the key of a form is told: the conta's public name, and nothing without a key that works."""

import asyncio

import pytest

from shared.contas.credencial_errors import CredencialNotFound, FixedOrigens
from shared.contas.credencial_models import CredencialDetalhe
from shared.contas.formularios import FormularioService, Pagina
from shared.contas.models import Conta, TipoAcesso
from shared.contas.store import ContaStore
from shared.kit.errors import NotFound
from tests.unit.contas.credencial_world import TODOS, World, trade

pytestmark = pytest.mark.anyio
SITE = "https://www.clinica.com.br"
CHAVES = (TipoAcesso.FORMULARIO, TipoAcesso.KOMMO)
OUTRO = "https://agenda.clinica.com.br"


@pytest.fixture
def world() -> World:
    return World()


def service(world: World) -> FormularioService:
    return FormularioService(chaves=world.service, contas=ContaStore(world.documents))


async def named(world: World, nome: str) -> None:
    await ContaStore(world.documents).add(Conta(id="clinica", nome=nome))


async def test_a_key_names_its_conta_and_the_origins_it_was_given(world: World) -> None:
    await named(world, "Clínica Sol")
    emitida = await world.issue(TipoAcesso.FORMULARIO, origens=(SITE,))

    assert await service(world).open(emitida.segredo) == Pagina("Clínica Sol", (SITE,))


@pytest.mark.parametrize("nome", ["clinica", ""])
async def test_the_id_of_a_conta_is_no_name_of_it(world: World, nome: str) -> None:
    await named(world, nome)
    emitida = await world.issue(TipoAcesso.FORMULARIO)

    assert await service(world).open(emitida.segredo) == Pagina("", ())


async def test_a_conta_that_is_not_there_yet_has_a_form_without_a_name(world: World) -> None:
    emitida = await world.issue(TipoAcesso.FORMULARIO)

    assert await service(world).open(emitida.segredo) == Pagina("", ())


async def test_unknown_revoked_and_other_keys_find_the_same_nothing(world: World) -> None:
    revoked = await world.issue(TipoAcesso.FORMULARIO)
    await world.service.revoke("clinica", revoked.credencial.id, tipos=TODOS)
    other = await world.issue(TipoAcesso.WEBHOOK)

    for chave in ("nada", "../x", "", revoked.segredo, other.segredo):
        with pytest.raises(NotFound) as caught:
            await service(world).open(chave)
        assert type(caught.value) is NotFound


async def test_a_traded_key_goes_on_in_the_same_frames(world: World) -> None:
    old = await world.issue(TipoAcesso.FORMULARIO, origens=(SITE,))

    new = await trade(world, old)

    assert (await service(world).open(new.segredo)).origens == (SITE,)


async def test_the_sites_of_a_key_change_at_once_and_the_list_says_so(world: World) -> None:
    chave = await world.issue(TipoAcesso.FORMULARIO, origens=(SITE,))
    other = await world.issue(TipoAcesso.FORMULARIO, origens=(SITE,))

    for origens in ((OUTRO,), (OUTRO,), ()):
        changed = await change(world, chave.credencial.id, *origens)

        assert changed.origens == origens
        assert (await service(world).open(chave.segredo)).origens == origens
    assert (await service(world).open(other.segredo)).origens == (SITE,)
    assert {item.id: item.origens for item in await world.listed()} == {
        chave.credencial.id: (),
        other.credencial.id: (SITE,),
    }


async def test_of_several_who_change_the_sites_at_once_one_is_listed_and_holds(world: World) -> None:
    chave = await world.issue(TipoAcesso.FORMULARIO)
    world.documents.before_write = lambda: asyncio.sleep(0)

    await asyncio.gather(*[change(world, chave.credencial.id, f"https://{n}.com.br") for n in "abc"])

    (listed,) = await world.listed()
    assert listed.origens
    assert (await service(world).open(chave.segredo)).origens == listed.origens


async def test_only_the_key_of_a_form_that_still_opens_has_sites_to_change(world: World) -> None:
    kommo, revoked = await world.issue(TipoAcesso.KOMMO), await world.issue(TipoAcesso.FORMULARIO)
    token = await world.issue(TipoAcesso.TOKEN)
    await world.service.revoke("clinica", revoked.credencial.id, tipos=TODOS)

    for fixed in (kommo, revoked):
        with pytest.raises(FixedOrigens):
            await change(world, fixed.credencial.id, SITE)
    for missing in (token.credencial.id, "ninguem"):
        with pytest.raises(CredencialNotFound):
            await change(world, missing, SITE)
    assert {item.origens for item in await world.listed()} == {()}
    assert token.credencial.acesso_id in world.open_acessos()
    assert revoked.credencial.acesso_id not in world.open_acessos()


async def change(world: World, credencial_id: str, *origens: str) -> CredencialDetalhe:
    return await world.service.change_origens("clinica", credencial_id, origens, tipos=CHAVES)
