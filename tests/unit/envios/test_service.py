"""Asking for an envio, reading, cancelling and trying it out; what the sweep and the queue's last resort do."""

from datetime import timedelta
from typing import Any

import pytest

from shared.contas.mensageria import ModeloMensagem
from shared.envios.errors import ChaveReused, EnvioNotFound, NotWaiting
from shared.envios.models import Acao, EnvioStatus, FiltroEnvios, Motivo
from shared.kit.canais import Provedor
from shared.kit.errors import InvalidInput
from tests.unit.envios.world import CONTA, OUTRA, World, canais, decided, make_novo

pytestmark = pytest.mark.anyio
S = EnvioStatus
RETORNO = ModeloMensagem(
    chave="retorno",
    texto="Oi, {{nome}}! Aqui é da {{conta}}, sobre {{assunto}}.",
    variaveis=("nome", "conta", "assunto"),
    meta="retorno_v1",
)


@pytest.fixture
async def world() -> World:
    world = World()
    await world.add_conta(modelos=(RETORNO,), canais=canais(Provedor.ZAPI))
    await world.add_cliente()
    return world


async def test_it_is_stored_then_queued(world: World) -> None:
    envio = await world.ask()

    assert world.hints() == [envio.id]
    assert (await world.read(envio.id)).status is S.AGENDADO


async def test_a_queue_that_is_down_costs_a_minute_and_not_the_envio(world: World) -> None:
    world.queues.down = True
    envio = await world.ask()
    world.queues.down = False

    await world.service.sweep(CONTA)

    assert world.hints() == [envio.id]


async def test_the_same_key_is_the_same_envio_and_another_message_under_it_is_refused(world: World) -> None:
    first = await world.ask()
    again = await world.ask()

    with pytest.raises(ChaveReused):
        await world.ask(texto="Outra coisa")

    assert again == first
    assert world.hints() == [first.id, first.id]


async def test_the_same_key_stays_the_same_when_its_template_is_gone(world: World) -> None:
    first = await world.ask(modelo="retorno", variaveis={"assunto": "o aparelho"})
    conta = world.documents.open("contas", "contas")
    await conta.delete(CONTA)

    assert await world.ask(modelo="retorno", variaveis={"assunto": "o aparelho"}) == first


async def test_what_has_left_is_not_queued_again(world: World) -> None:
    await world.work(await world.ask())

    again = await world.ask()

    assert again.status is S.ACEITO
    assert len(world.hints()) == 1


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"cliente_id": "C9"}, "#/cliente_id"),
        ({"modelo": "nenhum"}, "#/modelo"),
        ({"modelo": "retorno"}, "#/variaveis/assunto"),
        ({"modelo": "retorno", "variaveis": {"assunto": " "}}, "#/variaveis/assunto"),
        ({"modelo": "retorno", "variaveis": {"assunto": "o\naparelho"}}, "#/variaveis/assunto"),
        ({"modelo": "retorno", "variaveis": {"assunto": "o     aparelho"}}, "#/variaveis/assunto"),
        ({"modelo": "retorno", "variaveis": {"assunto": "a" * 1_024}}, "#/variaveis"),
    ],
    ids=str,
)
async def test_what_could_never_leave_is_refused_at_once(
    world: World, fields: dict[str, str], pointer: str
) -> None:
    novo = make_novo().model_copy(update=fields)

    with pytest.raises(InvalidInput) as refused:
        await world.service.request(CONTA, novo, sujeito="recepcao")

    assert [wrong.pointer for wrong in refused.value.errors] == [pointer]
    assert world.hints() == []


async def test_a_deadline_before_its_hour_is_refused(world: World) -> None:
    now = world.clock()

    with pytest.raises(InvalidInput):
        await world.ask(nao_antes_de=now, nao_depois_de=now - timedelta(seconds=1))


async def test_the_template_gets_the_values_that_everybody_has(world: World) -> None:
    envio = await world.ask(modelo="retorno", variaveis={"assunto": "o aparelho"})

    assert envio.variaveis == {"nome": "Marina", "conta": "Clínica Sorriso", "assunto": "o aparelho"}


async def test_who_never_said_a_name_is_not_called_by_the_placeholder(world: World) -> None:
    await world.add_cliente("C2", nome="Cliente sem nome", telefones=("+5511911112222",))

    with pytest.raises(InvalidInput) as refused:
        await world.ask(cliente_id="C2", modelo="retorno", variaveis={"assunto": "o aparelho"})

    assert [wrong.pointer for wrong in refused.value.errors] == ["#/variaveis/nome"]


async def test_what_waits_is_cancelled_once_and_never_leaves(world: World) -> None:
    envio = await world.ask(nao_antes_de=world.clock() + timedelta(days=1))

    cancelled = await world.service.cancel(CONTA, envio.id, sujeito="paula")
    world.clock.move(days=2)
    await world.service.sweep(CONTA)
    [after] = await world.work(envio)

    assert (cancelled.envio.status, after.status) == (S.CANCELADO, S.CANCELADO)
    assert after.historico[-1].por == "paula"
    with pytest.raises(NotWaiting):
        await world.service.cancel(CONTA, envio.id, sujeito="paula")


async def test_what_has_left_cannot_be_cancelled(world: World) -> None:
    [envio] = await world.work(await world.ask())

    with pytest.raises(NotWaiting):
        await world.service.cancel(CONTA, envio.id, sujeito="paula")


async def test_the_list_is_filtered_and_paged_newest_first(world: World) -> None:
    await world.add_cliente("C2", telefones=("+5511911112222",))
    asked = []
    for number in range(5):
        world.clock.move(seconds=1)
        asked.append((await world.ask(f"e{number}", relato_id="R1")).id)
    await world.ask("outro", cliente_id="C2")

    first = await world.service.search(CONTA, FiltroEnvios(cliente_id="C1", limite=3))
    rest = await world.service.search(CONTA, FiltroEnvios(cliente_id="C1", limite=3, cursor=first.cursor))

    assert [one.id for one in (*first.itens, *rest.itens)] == asked[::-1]
    assert len((await world.service.search(CONTA, FiltroEnvios(relato_id="R1"))).itens) == 5
    assert (await world.service.search(CONTA, FiltroEnvios(cliente_id="C9"))).itens == []


async def test_the_list_is_filtered_by_local_days_and_by_who_carried_it(world: World) -> None:
    world.carries(Provedor.ZAPI)
    await world.work(await world.ask("hoje"))
    hoje = world.clock().date()
    world.clock.move(days=1)
    await world.ask("amanha")

    async def found(**filtro: Any) -> list[str]:
        page = await world.service.search(CONTA, FiltroEnvios(**filtro))
        return [envio.chave for envio in page.itens]

    assert await found(ate=hoje) == ["hoje"]
    assert await found(de=hoje + timedelta(days=1)) == ["amanha"]
    assert await found(de=hoje, ate=hoje + timedelta(days=1)) == ["amanha", "hoje"]
    assert await found(provedor=Provedor.ZAPI) == ["hoje"]
    assert await found(provedor=Provedor.META) == []


async def test_the_list_names_the_clientes_and_says_what_the_gate_said(world: World) -> None:
    world.carries(Provedor.ZAPI)
    await world.work(await world.ask())

    [row] = (await world.service.list(CONTA, FiltroEnvios())).itens

    assert row.cliente_nome == "Marina Prates"
    assert row.decisao is not None
    assert (row.decisao.acao, row.decisao.motivo) == (Acao.ENVIAR, None)


async def test_another_conta_sees_none_of_it(world: World) -> None:
    envio = await world.ask()

    for act in (
        world.service.get(OUTRA, envio.id),
        world.service.cancel(OUTRA, envio.id, sujeito="x"),
        world.service.fail(OUTRA, envio.id),
    ):
        with pytest.raises(EnvioNotFound):
            await act
    assert (await world.service.search(OUTRA, FiltroEnvios())).itens == []
    assert await world.service.sweep(OUTRA) == 0


async def test_a_trial_tells_now_and_when_and_keeps_nothing(world: World) -> None:
    now = await world.service.simulate(CONTA, make_novo(), sujeito="paula")
    await world.work(await world.ask("outra"))
    later = await world.service.simulate(CONTA, make_novo(), sujeito="paula")

    assert (now.decisao.acao, now.pode_sair_em, now.provedor) == (
        Acao.ENVIAR,
        world.clock(),
        Provedor.ZAPI,
    )
    assert (later.decisao.acao, later.decisao.motivo) == (Acao.ADIAR, Motivo.FREQUENCIA)
    assert later.pode_sair_em == later.decisao.ate
    assert later.texto == make_novo().texto
    assert len((await world.service.search(CONTA, FiltroEnvios())).itens) == 1
    assert len(world.sent) == 1


async def test_a_trial_of_what_never_leaves_says_why(world: World) -> None:
    await world.add_cliente("C2", telefones=("+5511911112222",))
    await world.suppress("+5511911112222")

    trial = await world.service.simulate(CONTA, make_novo(cliente_id="C2"), sujeito="paula")

    assert (trial.decisao.motivo, trial.pode_sair_em, trial.texto) == (Motivo.SUPRIMIDO, None, None)
    assert trial.decisao.passos[-1].explicacao


async def test_what_the_queue_gave_up_on_rests_and_fails_at_last(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    envio = await world.ask()

    await world.service.fail(CONTA, envio.id)
    resting = await world.read(envio.id)
    for _ in range(5):
        await world.service.fail(CONTA, envio.id)
    after = await world.read(envio.id)

    assert (resting.status, resting.nao_antes_de) == (S.AGENDADO, world.clock() + timedelta(minutes=10))
    assert (after.status, decided(after).motivo) == (S.FALHOU, Motivo.PROVEDOR)
    assert caplog.text.count("envio.stuck") == 6


async def test_what_the_queue_gave_up_on_early_does_not_leave_before_its_hour(world: World) -> None:
    next_week = world.clock() + timedelta(days=7)
    envio = await world.ask(nao_antes_de=next_week)

    await world.service.fail(CONTA, envio.id)

    assert (await world.read(envio.id)).nao_antes_de == next_week


async def test_the_envios_of_a_merged_cliente_are_those_of_the_one_that_stays(world: World) -> None:
    envio = await world.ask()

    moved = await world.service.relink(CONTA, "C1", "C2")

    assert (moved, (await world.read(envio.id)).cliente_id) == (1, "C2")
    assert await world.service.relink(CONTA, "C1", "C2") == 0


async def test_the_conta_s_name_is_under_the_words_once(world: World) -> None:
    await world.add_conta("assina", assinatura="Clínica Sorriso")
    await world.add_cliente("C1", "assina")
    plain = await world.ask("a", conta="assina", finalidade="lembretes")
    text = "Aqui é da Clínica Sorriso!"
    named = await world.ask("b", conta="assina", finalidade="lembretes", texto=text)

    await world.work(plain, named, conta="assina")

    texts = {saida.chave: saida.texto for saida in world.sent}
    assert texts[plain.id] == f"{plain.texto}\n\nClínica Sorriso"
    assert texts[named.id] == named.texto
