"""What people do with chamados: they answer, take, note, correct and move them; two at once do not undo each other."""

import pytest

from shared.chamados.classe import Intencao, Prioridade
from shared.chamados.errors import ChamadoNotFound, KeyReused
from shared.chamados.estados import ChamadoFechado, MudancaRecusada
from shared.chamados.gestao import MOST_MUDANCAS, MOST_NOTAS
from shared.chamados.models import (
    Atribuicao,
    Autor,
    CanalChamado,
    ChamadoStatus,
    NovaCorrecao,
    NovaNota,
    NovaRespostaChamado,
)
from shared.chamados.pedidos import NovoStatus, StatusPedido, read_status
from shared.envios.models import EnvioStatus
from shared.kit.errors import InvalidInput, MalformedRequest, PreconditionFailed, TransientError
from tests.unit.chamados.equipe import ABRIMOS, PAULA, RUI, Equipe, begun, pedido
from tests.unit.chamados.world import HORARIO
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio
RESPOSTA = NovaRespostaChamado(texto=ABRIMOS)


@pytest.fixture
async def equipe() -> Equipe:
    return await begun()


async def test_an_answer_leaves_once_and_whoever_gave_it_has_the_chamado(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()

    shown = await equipe.says(chamado)

    (envio,) = await equipe.all_envios()
    assert shown.detalhe.situacao is ChamadoStatus.AGUARDANDO_CLIENTE
    assert (shown.detalhe.atendente, shown.detalhe.nomes) == (PAULA, {PAULA: "paula"})
    assert (envio.status, envio.chamado_id, envio.criado_por) == (EnvioStatus.ACEITO, chamado.id, PAULA)
    assert envio.texto.startswith(ABRIMOS)
    fala = (await equipe.now_of(chamado)).falas[-1]
    assert (fala.autor, fala.por, fala.enviada, fala.id) == (Autor.PESSOA, PAULA, True, envio.chave)


async def test_the_same_answer_sent_twice_is_one(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()

    await equipe.says(chamado)
    await equipe.says(chamado)

    assert len((await equipe.now_of(chamado)).falas) == 2
    assert len(await equipe.all_envios()) == 1


async def test_a_key_makes_it_one_and_no_other(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    keyed = pedido(chamado.id, chave="k1")

    await equipe.gestao.answer(keyed, RESPOSTA)
    await equipe.gestao.answer(keyed, RESPOSTA)
    with pytest.raises(KeyReused):
        await equipe.gestao.answer(keyed, NovaRespostaChamado(texto="Outra coisa."))

    assert len((await equipe.now_of(chamado)).falas) == 2


async def test_the_same_words_to_a_new_question_are_a_new_answer(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    await equipe.says(chamado)
    await equipe.asks_people("E no domingo?")

    await equipe.says(chamado)

    assert len((await equipe.now_of(chamado)).falas) == 4
    assert len(await equipe.all_envios()) == 2


async def test_an_answer_that_a_power_cut_kept_back_leaves_with_the_sweep(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    equipe.queues.messages("chamados-recebidos").clear()
    await equipe.gestao.answer(pedido(chamado.id), RESPOSTA)

    equipe.clock.move(minutes=11)
    swept = await equipe.chamado.sweep(CONTA)
    await equipe.process(chamado)

    assert swept == 1
    assert len(await equipe.all_envios()) == 1


async def test_what_is_answered_to_who_is_on_the_phone_is_not_sent(equipe: Equipe) -> None:
    chamado = await equipe.process(await equipe.post("Sumiu meu pedido", canal=CanalChamado.TELEFONE))

    await equipe.says(chamado)

    assert await equipe.all_envios() == []
    assert (await equipe.now_of(chamado)).resposta_chave is None


async def test_of_two_who_answer_what_they_read_one_is_told_that_it_changed(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    etag = (await equipe.chamados().get(chamado.id)).etag

    await equipe.gestao.answer(pedido(chamado.id, etag=etag), RESPOSTA)
    with pytest.raises(PreconditionFailed):
        await equipe.gestao.answer(pedido(chamado.id, RUI, etag=etag), NovaRespostaChamado(texto="Não."))

    assert [fala.por for fala in (await equipe.now_of(chamado)).falas if fala.por] == [PAULA]


async def test_who_repeats_an_answer_under_the_version_they_read_is_not_refused(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    asked = pedido(chamado.id, etag=(await equipe.chamados().get(chamado.id)).etag)

    first = await equipe.gestao.answer(asked, RESPOSTA)
    again = await equipe.gestao.answer(asked, RESPOSTA)

    assert first == again


async def test_two_who_answer_at_once_without_a_version_both_count(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    met: list[str] = []

    async def rui_is_quicker() -> None:
        if not met:
            met.append(RUI)
            await equipe.gestao.answer(pedido(chamado.id, RUI), NovaRespostaChamado(texto="Sim!"))

    equipe.documents.before_write = rui_is_quicker
    await equipe.gestao.answer(pedido(chamado.id), RESPOSTA)

    after = await equipe.now_of(chamado)
    assert [fala.por for fala in after.falas if fala.por] == [RUI, PAULA]
    assert after.atendente == RUI


async def test_an_approved_answer_is_taught_at_once_without_what_tells_whose_it_was(equipe: Equipe) -> None:
    chamado = await equipe.asks_people("Sou a Marina, CPF 529.982.247-25. Abrem no sábado?")

    await equipe.says(chamado, validar=True)

    (licao,) = equipe.memoria.lessons.values()
    assert licao.validada
    assert (licao.por, licao.cliente_id) == (PAULA, "C1")
    assert licao.resposta == "Oi, {{nome}}! Sim, aos sábados abrimos das 8h às 12h."
    assert licao.pergunta == "Sou a {{nome}}, CPF [CPF_1]. Abrem no sábado?"


async def test_an_answer_is_kept_when_the_memory_cannot_learn_now(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    equipe.memoria.down = True
    with pytest.raises(TransientError):
        await equipe.gestao.answer(pedido(chamado.id), NovaRespostaChamado(texto=ABRIMOS, validar=True))

    equipe.memoria.down = False
    await equipe.says(chamado, validar=True)

    assert len((await equipe.now_of(chamado)).falas) == 2
    assert [licao.validada for licao in equipe.memoria.lessons.values()] == [True]


async def test_a_token_answers_and_attends_to_nobody(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()

    shown = await equipe.gestao.answer(pedido(chamado.id, "token:site"), RESPOSTA)

    assert shown.detalhe.atendente is None


async def test_people_read_each_other_s_notes_and_a_machine_does_not(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()

    await equipe.gestao.annotate(pedido(chamado.id), NovaNota(texto="Já ligou ontem."))
    await equipe.gestao.annotate(pedido(chamado.id), NovaNota(texto="Já ligou ontem."))

    paula = await equipe.gestao.get(pedido(chamado.id).principal, chamado.id)
    machine = await equipe.gestao.get(pedido(chamado.id, "token:site").principal, chamado.id)
    assert [(nota.texto, nota.por) for nota in paula.detalhe.notas] == [("Já ligou ontem.", PAULA)]
    assert machine.detalhe.notas == ()


async def test_notes_and_changes_have_an_end_that_ending_it_has_not(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    read = await equipe.chamados().get(chamado.id)
    nota = (await equipe.gestao.annotate(pedido(chamado.id), NovaNota(texto="Uma"))).detalhe.notas[0]
    read = await equipe.chamados().get(chamado.id)
    lines = read.chamado.historico * MOST_MUDANCAS
    full = read.chamado.updated(equipe.clock(), notas=(nota,) * MOST_NOTAS, historico=lines)
    await equipe.chamados().save(full, read.etag)

    with pytest.raises(MudancaRecusada):
        await equipe.gestao.annotate(pedido(chamado.id), NovaNota(texto="Mais uma"))
    with pytest.raises(MudancaRecusada):
        await equipe.gestao.assign(pedido(chamado.id), Atribuicao(atendente=RUI))
    done = await equipe.gestao.change_status(pedido(chamado.id), StatusPedido(ChamadoStatus.FECHADO))

    assert done.detalhe.situacao is ChamadoStatus.FECHADO


async def test_only_somebody_of_the_conta_is_given_a_chamado(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()

    given = await equipe.gestao.assign(pedido(chamado.id), Atribuicao(atendente=RUI))
    with pytest.raises(InvalidInput) as refused:
        await equipe.gestao.assign(pedido(chamado.id), Atribuicao(atendente="U-ninguem"))

    assert (given.detalhe.atendente, given.detalhe.situacao) == (RUI, ChamadoStatus.EM_ATENDIMENTO)
    assert [wrong.pointer for wrong in refused.value.errors] == ["#/atendente"]


async def test_who_takes_up_what_nobody_has_has_it_and_a_token_cannot(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    wanted = StatusPedido(ChamadoStatus.EM_ATENDIMENTO)

    with pytest.raises(MudancaRecusada):
        await equipe.gestao.change_status(pedido(chamado.id, "token:site"), wanted)
    taken = await equipe.gestao.change_status(pedido(chamado.id), wanted)

    assert (taken.detalhe.atendente, taken.detalhe.situacao) == (PAULA, ChamadoStatus.EM_ATENDIMENTO)


async def test_the_history_tells_who_did_what_when_and_why(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()

    wanted = StatusPedido(ChamadoStatus.RESOLVIDO, "Combinado por telefone.")
    shown = await equipe.gestao.change_status(pedido(chamado.id, RUI), wanted)

    line = shown.detalhe.historico[-1]
    assert (line.campo, line.de, line.para) == ("status", "encaminhado", "resolvido")
    assert (line.por, line.em, line.motivo) == (RUI, equipe.clock(), "Combinado por telefone.")
    assert shown.detalhe.resolvido_por == RUI


async def test_a_correction_is_kept_beside_what_was_read_and_holds(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()

    await equipe.gestao.correct(
        pedido(chamado.id), NovaCorrecao(intencao=Intencao.RECLAMACAO, prioridade=Prioridade.ALTA)
    )
    after = await equipe.asks_people("Alô?")

    assert (after.intencao, after.prioridade) == (Intencao.RECLAMACAO, Prioridade.ALTA)
    assert after.correcoes[0].lida.intencao is Intencao.INFORMACAO
    assert after.classificacao is not None
    assert after.classificacao.intencao is Intencao.INFORMACAO


async def test_a_closed_one_and_one_that_is_not_there_are_refused(equipe: Equipe) -> None:
    chamado = await equipe.asks_people()
    await equipe.gestao.change_status(pedido(chamado.id), StatusPedido(ChamadoStatus.FECHADO))

    with pytest.raises(ChamadoFechado):
        await equipe.gestao.answer(pedido(chamado.id), RESPOSTA)
    with pytest.raises(ChamadoFechado):
        await equipe.gestao.change_status(pedido(chamado.id), StatusPedido(ChamadoStatus.ABERTO))
    with pytest.raises(ChamadoNotFound):
        await equipe.gestao.answer(pedido("nenhum"), RESPOSTA)


async def test_another_conta_s_chamado_is_not_there(equipe: Equipe) -> None:
    chamado = await equipe.post(HORARIO)
    stranger = pedido(chamado.id).principal
    elsewhere = type(stranger)("rival", stranger.sujeito, stranger.papel)

    with pytest.raises(ChamadoNotFound):
        await equipe.gestao.get(elsewhere, chamado.id)


@pytest.mark.parametrize(
    ("query", "raw", "is_form", "status"),
    [
        ("resolvido", b"", False, ChamadoStatus.RESOLVIDO),
        (None, b'{"novo_status": "encaminhado"}', False, ChamadoStatus.ENCAMINHADO),
        (None, b'{"status": "fechado", "outro": 1}', False, ChamadoStatus.FECHADO),
        (None, b"novo_status=aberto", True, ChamadoStatus.ABERTO),
        ("aberto", b'{"status": "fechado"}', False, ChamadoStatus.ABERTO),
    ],
)
def test_the_status_is_read_from_the_query_or_the_body(
    query: str | None, raw: bytes, is_form: bool, status: ChamadoStatus
) -> None:
    assert read_status(NovoStatus(novo_status=query), raw, is_form=is_form).status is status


def test_no_status_and_one_that_is_none_are_refused_as_s1_does() -> None:
    with pytest.raises(InvalidInput):
        read_status(NovoStatus(), b"", is_form=False)
    with pytest.raises(MalformedRequest) as wrong:
        read_status(NovoStatus(novo_status="x"), b"", is_form=False)

    assert wrong.value.detail.startswith(
        "Status inválido. Deve ser um de: ['aberto', 'resolvido', 'encaminhado'"
    )
    assert "'x'" not in wrong.value.detail
