"""What follows when a provider fails: another one, a template, a pause, silence; and nothing where it may have left."""

from datetime import timedelta

import pytest

from shared.contas.mensageria import ModeloMensagem
from shared.envios.models import Acao, EnvioStatus, Motivo
from shared.kit.canais import (
    EnderecoInvalido,
    FalhaDeEnvio,
    ForaDaJanela,
    Incerto,
    NaoAgora,
    PessoaRecusou,
    Provedor,
    Recusado,
)
from tests.unit.envios.world import CONTA, World, canais, decided

pytestmark = pytest.mark.anyio
S = EnvioStatus
RETORNO = ModeloMensagem(
    chave="acompanhamento", texto="Oi, {{nome}}, tudo bem?", variaveis=("nome",), meta="retorno_v1"
)


@pytest.fixture
async def world() -> World:
    world = World()
    await world.add_conta()
    await world.add_cliente()
    return world


async def test_what_may_have_left_is_never_repeated_nor_handed_to_another(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = world.carries(Provedor.ZAPI, Provedor.BOTCONVERSA)
    first.falhas = [Incerto(codigo="timeout")]
    envio = await world.ask()

    [after] = await world.work(envio)
    world.clock.move(days=3)
    await world.service.sweep(CONTA)
    [later] = await world.work(envio)

    assert (after.status, later.status) == (S.INCERTO, S.INCERTO)
    assert second.sent == first.sent == []
    assert caplog.text.count("envio.uncertain") == 1
    assert await world.places() == [envio.id]


@pytest.mark.parametrize("falha", [EnderecoInvalido(codigo="131026"), Recusado(codigo="190")], ids=str)
async def test_after_a_certain_failure_the_next_provider_carries_it(
    world: World, falha: FalhaDeEnvio
) -> None:
    first, second = world.carries(Provedor.ZAPI, Provedor.BOTCONVERSA)
    first.falhas = [falha]

    [after] = await world.work(await world.ask())

    assert (len(first.sent), len(second.sent)) == (0, 1)
    assert (after.status, after.provedor) == (S.ACEITO, Provedor.BOTCONVERSA)
    assert after.provedores_tentados == (Provedor.ZAPI,)
    assert falha.codigo in [linha.codigo for linha in after.historico]


async def test_when_no_provider_is_left_it_has_failed_and_somebody_hears_of_it(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    for carteiro in world.carries(Provedor.ZAPI, Provedor.BOTCONVERSA):
        carteiro.falhas = [EnderecoInvalido()]
    envio = await world.ask()

    [after] = await world.work(envio)

    assert (after.status, decided(after).motivo) == (S.FALHOU, Motivo.PROVEDOR)
    assert "envio.failed" in caplog.text
    assert await world.places() == []


async def test_a_provider_that_asks_to_wait_gets_its_time_and_holds_no_place_meanwhile(world: World) -> None:
    [carteiro] = world.carries(Provedor.ZAPI)
    carteiro.falhas = [NaoAgora(codigo="131049", espera=timedelta(hours=24))]
    envio = await world.ask()

    [waiting] = await world.work(envio)
    [other] = await world.work(await world.ask("outra"))
    world.clock.move(days=1, minutes=1)
    [after] = await world.work(envio)

    assert (waiting.status, waiting.nao_antes_de) == (S.AGENDADO, world.clock() - timedelta(minutes=1))
    assert (other.status, after.status) == (S.ACEITO, S.ACEITO)


async def test_a_provider_that_only_ever_asks_to_wait_is_left_for_the_next(world: World) -> None:
    first, second = world.carries(Provedor.ZAPI, Provedor.BOTCONVERSA)
    first.falhas = [NaoAgora(espera=timedelta(seconds=10)) for _ in range(99)]
    await world.add_recebimento(hours_ago=1)
    envio = await world.ask(resposta=True)

    for _ in range(20):
        world.clock.move(hours=1)
        [after] = await world.work(envio)

    assert (after.status, after.provedor, len(second.sent)) == (S.ACEITO, Provedor.BOTCONVERSA, 1)
    assert len(after.historico) < 30


async def test_a_window_that_turns_out_closed_lets_the_template_leave(world: World) -> None:
    conta = "com-modelo"
    await world.add_conta(conta, canais=canais(Provedor.META), modelos=(RETORNO,))
    await world.add_cliente("C1", conta)
    [meta] = world.carries(Provedor.META)
    await world.add_recebimento(hours_ago=1, conta=conta)
    meta.falhas = [ForaDaJanela(codigo="131047")]

    [after] = await world.work(await world.ask(conta=conta), conta=conta)

    assert after.status is S.ACEITO
    assert decided(after).acao is Acao.USAR_MODELO
    assert (meta.sent[0].texto, meta.sent[0].modelo and meta.sent[0].modelo.variaveis) == (
        "Oi, Marina, tudo bem?",
        ("Marina",),
    )


async def test_without_a_template_a_closed_window_is_the_end(world: World) -> None:
    [meta] = world.carries(Provedor.META)
    await world.add_recebimento(hours_ago=1)
    meta.falhas = [ForaDaJanela(codigo="131047")]

    [after] = await world.work(await world.ask())

    assert (after.status, decided(after).motivo) == (S.RECUSADO, Motivo.FORA_DA_JANELA)


async def test_within_the_window_the_words_leave_to_where_the_person_wrote_from(world: World) -> None:
    await world.add_cliente("C2", telefones=("+5511911112222", "+5511933334444"))
    [meta] = world.carries(Provedor.META)
    await world.add_recebimento(hours_ago=1, cliente_id="C2", endereco="+5511933334444")

    [after] = await world.work(await world.ask(cliente_id="C2"))

    assert decided(after).acao is Acao.ENVIAR
    assert meta.sent[0].endereco == "+5511933334444"


async def test_a_person_who_told_the_provider_to_stop_is_in_our_ledger_too(world: World) -> None:
    [carteiro] = world.carries(Provedor.ZAPI)
    carteiro.falhas = [PessoaRecusou(codigo="131050")]
    first, second = await world.ask("a"), await world.ask("b", nao_antes_de=world.clock() + timedelta(days=1))

    [after] = await world.work(first)
    world.clock.move(days=1)
    [next_one] = await world.work(second)

    cliente = (await world.get(CONTA, "C1")).cliente
    assert cliente.opt_out is not None
    assert cliente.opt_out.evidencia == f"envio:{first.id}"
    assert (after.status, next_one.status) == (S.RECUSADO, S.RECUSADO)
    assert world.sent == []
