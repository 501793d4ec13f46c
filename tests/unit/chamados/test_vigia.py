"""What time does to answered chamados: silence settles only what left, solved ones close and teach."""

from datetime import timedelta

import pytest

from shared.chamados import textos
from shared.chamados.classe import Prioridade
from shared.chamados.estados import SILENCIO
from shared.chamados.models import ChamadoStatus, NovaRespostaChamado
from shared.chamados.pedidos import StatusPedido
from shared.contas.chamados import PoliticaChamados
from shared.contas.models import Conta
from shared.contas.store import ContaStore
from shared.envios.models import EnvioStatus
from shared.kit.canais import Incerto
from tests.unit.chamados.casos import make_classificacao
from tests.unit.chamados.equipe import PAULA, Equipe, begun, pedido
from tests.unit.chamados.world import ABRIMOS
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio
URGENTE = make_classificacao(prioridade=Prioridade.ALTA)


@pytest.fixture
async def equipe() -> Equipe:
    """It is Tuesday, ten in the morning in São Paulo."""
    return await begun()


async def test_silence_settles_an_answer_that_left(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    await equipe.says(chamado)

    await equipe.later(hours=23, minutes=59)
    waiting = await equipe.now_of(chamado)
    await equipe.later(minutes=1)

    after = await equipe.now_of(chamado)
    assert waiting.status is ChamadoStatus.AGUARDANDO_CLIENTE
    assert (after.status, after.resolvido_por) == (ChamadoStatus.RESOLVIDO, SILENCIO)
    assert after.historico[-1].por == SILENCIO


@pytest.mark.parametrize("status", [EnvioStatus.FALHOU, EnvioStatus.RECUSADO, EnvioStatus.INCERTO])
async def test_silence_after_what_never_left_brings_a_person(equipe: Equipe, status: EnvioStatus) -> None:
    chamado = await equipe.asks_people()
    shown = await equipe.says(chamado)
    store = equipe.envios(CONTA)
    (envio,) = await equipe.all_envios()
    await store.update(envio.id, lambda one: one.moved(status, equipe.clock(), por="teste"))

    await equipe.later(hours=24)

    after = await equipe.now_of(chamado)
    assert shown.detalhe.situacao is ChamadoStatus.AGUARDANDO_CLIENTE
    assert after.status is ChamadoStatus.EM_ATENDIMENTO  # Paula answered, so it is hers
    assert after.historico[-1].motivo == textos.NAO_SAIU


async def test_a_message_whose_fate_nobody_knows_did_not_surely_leave(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    for carteiro in equipe.carteiros.all.values():
        carteiro.falhas.append(Incerto("timeout"))
    await equipe.says(chamado)

    await equipe.later(hours=24)

    assert (await equipe.now_of(chamado)).status is not ChamadoStatus.RESOLVIDO


async def test_silence_counts_from_when_the_answer_left(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    await equipe.gestao.answer(pedido(chamado.id), NovaRespostaChamado(texto="Sim!"))
    await equipe.process(chamado)

    await equipe.later(hours=24)  # the answer still waits for its carrier
    held = await equipe.now_of(chamado)
    await equipe.deliver()
    await equipe.later(hours=2)
    early = await equipe.now_of(chamado)
    await equipe.later(hours=22)

    assert held.status is early.status is ChamadoStatus.AGUARDANDO_CLIENTE
    assert (await equipe.now_of(chamado)).status is ChamadoStatus.RESOLVIDO


async def test_silence_settles_what_was_shown_where_it_was_asked(equipe: Equipe) -> None:
    opened = await equipe.post(agora=True)
    chamado = await equipe.chamado.finish(CONTA, opened.id, within_s=10) or opened
    assert (chamado.resposta_automatica, chamado.resposta_chave) == (ABRIMOS, None)

    await equipe.later(hours=24)

    assert (await equipe.now_of(chamado)).status is ChamadoStatus.RESOLVIDO


async def test_who_speaks_within_the_silence_is_not_settled(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    await equipe.says(chamado)
    equipe.clock.move(hours=20)
    await equipe.asks_people("E estaciona aí?")

    await equipe.later(hours=10)

    assert (await equipe.now_of(chamado)).status is ChamadoStatus.EM_ATENDIMENTO


async def test_a_solved_one_closes_after_a_week_and_takes_no_more_words(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    await equipe.gestao.change_status(pedido(chamado.id), StatusPedido(ChamadoStatus.RESOLVIDO))

    await equipe.later(days=6, hours=23)
    open_yet = await equipe.now_of(chamado)
    await equipe.later(hours=1)
    novo = await equipe.asks_people("Oi de novo")

    after = await equipe.now_of(chamado)
    assert open_yet.status is ChamadoStatus.RESOLVIDO
    assert (after.status, after.fechado_em) == (ChamadoStatus.FECHADO, equipe.clock())
    assert (after.resolvido_por, after.proximo_em) == (PAULA, None)
    assert novo.id != chamado.id


async def test_what_a_person_solved_becomes_a_suggestion_once(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    await equipe.says(chamado)

    await equipe.later(hours=24)
    before = dict(equipe.memoria.lessons)
    await equipe.later(minutes=5)
    await equipe.later(minutes=5)

    assert before == {}
    (licao,) = equipe.memoria.lessons.values()
    assert (licao.pergunta, licao.por, licao.validada) == ("Abrem no sábado?", PAULA, False)
    after = await equipe.now_of(chamado)
    assert after.resolvido_em is not None
    assert after.proximo_em == after.resolvido_em + timedelta(days=7)


async def test_what_the_cliente_confirms_is_learned_too(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    await equipe.says(chamado)
    await equipe.confirm(chamado, resolveu=True)

    await equipe.later(minutes=5)

    assert (await equipe.now_of(chamado)).status is ChamadoStatus.RESOLVIDO
    assert len(equipe.memoria.lessons) == 1


async def test_what_nobody_wrote_teaches_nothing(equipe: Equipe) -> None:
    chamado = await equipe.process(await equipe.post())

    await equipe.later(hours=24)
    await equipe.later(minutes=5)

    assert (await equipe.now_of(chamado)).resposta_automatica == ABRIMOS
    assert equipe.memoria.lessons == {}


async def test_a_conta_that_grants_more_silence_is_heard_before_it_is_over(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    await equipe.says(chamado)
    conta = ContaStore(equipe.documents)
    store = equipe.documents.open("contas", "contas")
    read = await store.get(CONTA)
    policy = Conta(id=CONTA, nome="Clínica", chamados=PoliticaChamados(silencio_horas=48))
    await store.replace(CONTA, policy.model_dump(mode="json", exclude={"id"}), etag=read.etag)

    await equipe.later(hours=24)

    assert (await conta.load(CONTA)).chamados.silencio_horas == 48
    assert (await equipe.now_of(chamado)).status is ChamadoStatus.AGUARDANDO_CLIENTE
    assert await equipe.later(minutes=5) == 0
