"""How chamados are heard: where they belong, once, and begun once by two messages at once."""

import asyncio

import pytest

from shared.chamados.estados import assigned, closed, settled
from shared.chamados.models import MOST_FALAS, CanalChamado, Chamado, ChamadoStatus, FiltroChamados
from shared.kit.canais import Provedor
from shared.kit.errors import TransientError
from tests.unit.chamados.casos import make_chamado, make_conta, make_fala
from tests.unit.chamados.world import HORARIO, Chamados, texts
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> Chamados:
    world = Chamados()
    await world.begin()
    return world


async def test_a_message_of_somebody_without_a_chamado_begins_one(world: Chamados) -> None:
    chamado = await world.hear("Oi!", assunto="Dúvida")

    assert (chamado.canal, chamado.provedor) == (CanalChamado.WHATSAPP, Provedor.ZAPI)
    assert (chamado.assunto, texts(chamado), chamado.pendente) == ("Dúvida", ["Oi!"], True)
    assert world.queued() == [chamado.id]


async def test_the_same_message_is_heard_once(world: Chamados) -> None:
    first = await world.hear("Oi!", "zapi:M1")

    again = await world.hear("Oi!", "zapi:M1")

    assert again == first
    assert len(await world.all_chamados()) == 1


async def test_a_message_is_heard_once_though_a_newer_chamado_was_opened_since(world: Chamados) -> None:
    first = await world.hear("Oi!", "zapi:M1")
    world.clock.move(minutes=1)
    await world.post("Outro assunto")

    again = await world.hear("Oi!", "zapi:M1")

    assert again.id == first.id
    assert sorted(len(one.falas) for one in await world.all_chamados()) == [1, 1]


async def test_two_messages_at_once_begin_one_chamado(world: Chamados) -> None:
    first, second = await asyncio.gather(world.hear("Oi!", "zapi:M1"), world.hear("Tem vaga?", "zapi:M2"))

    assert first.id == second.id
    (only,) = await world.all_chamados()
    assert sorted(texts(only)) == ["Oi!", "Tem vaga?"]


async def test_a_message_that_finds_none_while_another_begins_one_joins_it(world: Chamados) -> None:
    came = False

    async def another() -> None:
        nonlocal came
        if not came:
            came = True
            await world.hear("Primeiro", "zapi:M1")

    world.documents.before_write = another

    await world.hear("Segundo", "zapi:M2")

    (only,) = await world.all_chamados()
    assert texts(only) == ["Primeiro", "Segundo"]


async def test_what_is_said_next_joins_the_open_chamado(world: Chamados) -> None:
    chamado = await world.post("Meu app travou")

    heard = await world.hear("E agora nem abre", provedor=Provedor.META)

    assert (heard.id, texts(heard)) == (chamado.id, ["Meu app travou", "E agora nem abre"])
    assert heard.provedor is Provedor.META


async def test_an_open_chamado_is_joined_before_one_that_was_solved(world: Chamados) -> None:
    waiting = await world.post("Meu app travou")
    world.clock.move(minutes=1)
    solved = await world.post("E o boleto?")
    await settle(world, solved)

    heard = await world.hear("Alguma novidade?")

    assert heard.id == waiting.id


@pytest.mark.parametrize(("days", "is_same"), [(6, True), (8, False)])
async def test_a_solved_chamado_is_opened_again_within_a_week(
    world: Chamados, days: int, *, is_same: bool
) -> None:
    solved = await world.hear("Meu app travou")
    await settle(world, solved)
    world.clock.move(days=days)

    heard = await world.hear("Preciso da nota fiscal")

    assert (heard.id == solved.id) is is_same
    assert heard.status is ChamadoStatus.ABERTO
    assert heard.reaberturas == (1 if is_same else 0)


async def test_a_closed_chamado_takes_no_more_words(world: Chamados) -> None:
    over = await world.hear("Meu app travou")
    await world.chamados().update(over.id, lambda one: closed(one, now=world.clock(), por="U1"))

    heard = await world.hear("Oi")

    assert heard.id != over.id


async def test_words_that_find_a_chamado_which_closes_that_moment_begin_another(world: Chamados) -> None:
    over = await world.hear("Meu app travou")
    closing = False

    async def close() -> None:
        nonlocal closing
        if not closing:
            closing = True
            await world.chamados().update(over.id, lambda one: closed(one, now=world.clock(), por="U1"))

    world.documents.before_write = close

    heard = await world.hear("Oi")

    assert heard.id != over.id
    assert texts(await world.now_of(over)) == ["Meu app travou"]


async def test_a_chamado_that_is_full_goes_on_in_a_new_one(world: Chamados) -> None:
    falas = tuple(make_fala(f"zapi:{number}") for number in range(MOST_FALAS))
    full = make_chamado(cliente_id="C1", falas=falas)
    await world.chamados().add(full)

    heard = await world.hear("Mais uma coisa")

    assert heard.id != full.id
    assert texts(heard) == ["Mais uma coisa"]


async def test_a_form_joins_no_conversation_and_asks_for_a_person(world: Chamados) -> None:
    hers = await world.hear("Quero remarcar")

    form = await world.hear("Resolveu, obrigado", "formulario:ABC123", provedor=Provedor.FORMULARIO)

    assert form.id != hers.id
    assert (form.status, form.protocolo) == (ChamadoStatus.ENCAMINHADO, "ABC123")
    assert texts(await world.now_of(hers)) == ["Quero remarcar"]


async def test_a_mail_that_may_be_forged_is_read_and_never_answered_by_itself(world: Chamados) -> None:
    chamado = await world.asks(HORARIO, provedor=Provedor.EMAIL, comprovada=False)

    assert (chamado.status, chamado.intencao) == (ChamadoStatus.ENCAMINHADO, "informacao")
    assert chamado.automaticas == 0
    assert world.respondedor.asked == []


async def test_a_merged_cliente_takes_their_chamados_along(world: Chamados) -> None:
    await world.add_cliente("C2", telefones=("+5511977776666",))
    await world.post()
    await world.post("Outro", cliente_id="C2")

    assert await world.chamado.relink(CONTA, "C1", "C2") == 1
    assert await world.chamado.relink(CONTA, "C1", "C2") == 0
    assert len(await world.chamados().latest("C2", limit=10)) == 2


async def test_s1s_states_find_what_they_fold(world: Chamados) -> None:
    await world.post("Um")
    taken = await world.post("Dois")
    solved = await world.post("Três")
    await world.chamados().update(
        taken.id, lambda one: assigned(one, "U1", conta=make_conta(), now=world.clock(), por="U1")
    )
    await settle(world, solved)

    open_ones = await world.chamado.search(CONTA, FiltroChamados(status=ChamadoStatus.ABERTO))
    ended = await world.chamado.search(CONTA, FiltroChamados(status_filtro=ChamadoStatus.RESOLVIDO))

    assert {one.mensagem for one in open_ones.itens} == {"Um", "Dois"}
    assert [one.mensagem for one in ended.itens] == ["Três"]


async def test_lists_skip_as_s1_does_the_newest_first(world: Chamados) -> None:
    for name in ("um", "dois", "três"):
        await world.post(name)
        world.clock.move(minutes=1)

    page = await world.chamado.search(CONTA, FiltroChamados(skip=1, limit=1))
    beyond = await world.chamado.search(CONTA, FiltroChamados(skip=3, limit=1))

    assert [one.mensagem for one in page.itens] == ["dois"]
    assert beyond.itens == []


async def test_an_outage_while_hearing_is_told_to_whoever_brings_the_message(world: Chamados) -> None:
    world.documents.down = True

    with pytest.raises(TransientError):
        await world.hear("Oi!")


async def settle(world: Chamados, chamado: Chamado) -> None:
    await world.chamados().update(
        chamado.id, lambda one: settled(one, conta=make_conta(), now=world.clock(), por="U1")
    )
