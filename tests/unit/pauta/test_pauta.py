"""The brief of a day: each source in a sentence, no matter told twice, totals that add up, kind words on a free one."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shared.chamados.classe import Prioridade
from shared.chamados.models import ChamadoStatus
from shared.pauta.leitura import MOST
from shared.pauta.models import FiltroPauta, Gravidade, TipoAcao, Urgencia
from shared.relatos.models import Desfecho, RelatoStatus, TipoDesfecho
from shared.saude.classe import Categoria
from shared.tarefas.models import TarefaStatus, TipoTarefa
from tests.unit.pauta.world import NOW, Dia, at, contato

pytestmark = pytest.mark.anyio


@pytest.fixture
def dia() -> Dia:
    return Dia()


async def test_a_free_day_has_kind_words(dia: Dia) -> None:
    brief = await dia.brief()

    assert brief.saudacao == "Bom dia! Nada vence hoje e ninguém espera por um retorno seu. Bom trabalho!"
    assert (brief.quantos, brief.valor_em_risco) == (0, Decimal(0))
    assert not brief.grupos
    assert not brief.acoes


async def test_a_contato_of_today_tells_the_quote_and_how_long_it_is_open(dia: Dia) -> None:
    await dia.put_relato(contatos=(contato("2026-03-03 09:00"),), proximo_contato_em=at("2026-03-03 09:00"))

    acao = await dia.only()

    assert acao.motivo == (
        "Hoje é dia de retomar a conversa com Marina: o orçamento de R$ 5.000,00 está em aberto há 10 dias."
    )
    assert (acao.tipo, acao.urgencia, acao.quando) == (TipoAcao.ORCAMENTO, Urgencia.HOJE, "hoje")
    assert (acao.link, acao.responsavel, acao.valor_em_risco) == ("/relatos/R1", "Paula", Decimal(5_000))


async def test_a_promise_of_today_is_told_as_one(dia: Dia) -> None:
    planned = contato("2026-03-03 09:00", motivo="combinado")
    await dia.put_relato(contatos=(planned,), proximo_contato_em=planned.devido_em)

    acao = await dia.only()

    assert acao.motivo == (
        "Ficou combinado falar com Marina hoje; o orçamento de R$ 5.000,00 está em aberto há 10 dias."
    )


async def test_late_contatos_of_one_relato_are_one_line_with_the_oldest_day(dia: Dia) -> None:
    days = ("2026-02-26 09:00", "2026-03-02 09:00", "2026-03-03 09:00")
    planned = tuple(contato(day, numero=number) for number, day in enumerate(days, start=1))
    await dia.put_relato(contatos=planned, proximo_contato_em=planned[2].devido_em)
    for one in planned[:2]:
        await dia.put_tarefa(
            TipoTarefa.CONTATO, id=f"T{one.numero}", relato_id="R1", numero=one.numero, vence_em=one.devido_em
        )

    acao = await dia.only()

    assert acao.motivo == (
        "O contato com Marina era há 5 dias, e o orçamento de R$ 5.000,00 segue em aberto há 10 dias."
    )
    assert (acao.urgencia, acao.tarefa_id) == (Urgencia.ATRASADO, "T1")


async def test_a_quote_without_a_value_has_none_at_risk(dia: Dia) -> None:
    planned = contato("2026-03-03 09:00")
    await dia.put_relato(valor=None, contatos=(planned,), proximo_contato_em=planned.devido_em)

    acao = await dia.only()

    assert acao.valor_em_risco is None
    assert "o orçamento está em aberto" in acao.motivo


async def test_who_answered_waits_for_more_than_a_call(dia: Dia) -> None:
    await dia.put_relato(status=RelatoStatus.ENCERRADO)
    wrote = at("2026-03-02 17:00")
    await dia.put_tarefa(
        TipoTarefa.RESPONDER, relato_id="R1", recebimento_id="M1", cliente="Marina", vence_em=wrote
    )

    acao = await dia.only()

    assert acao.motivo == (
        "Marina respondeu e espera um retorno sobre o orçamento de R$ 5.000,00 desde ontem."
    )


async def test_what_was_won_is_no_money_at_risk(dia: Dia) -> None:
    won = Desfecho(tipo=TipoDesfecho.CONVERTIDO, registrado_em=NOW, registrado_por="paula")
    await dia.put_relato(status=RelatoStatus.ENCERRADO, desfecho=won)
    await dia.put_tarefa(TipoTarefa.RESPONDER, relato_id="R1", cliente="Marina")

    assert (await dia.only()).valor_em_risco is None


async def test_a_contato_that_leaves_by_itself_and_one_of_tomorrow_are_nobodys_today(dia: Dia) -> None:
    today, tomorrow = contato("2026-03-03 09:00"), contato("2026-03-04 09:00")
    await dia.put_relato("R1", contato_automatico=True, contatos=(today,), proximo_contato_em=today.devido_em)
    await dia.put_relato("R2", contatos=(tomorrow,), proximo_contato_em=tomorrow.devido_em)

    assert await dia.acoes() == ()


async def test_a_chamado_past_its_deadline_and_its_tarefas_are_one_line(dia: Dia) -> None:
    due = at("2026-03-02 18:00")
    await dia.put_cliente()
    await dia.put_chamado(resolver_ate=due, atendente="U1", prioridade=Prioridade.CRITICA)
    for motivo in ("aviso_resolucao", "estouro_resolucao"):
        await dia.put_tarefa(TipoTarefa.PRAZO, id=motivo, chamado_id="C1", motivo=motivo, vence_em=due)

    acao = await dia.only()

    assert acao.titulo == "Atender o chamado 2026-000001, de Carla Dias"
    assert acao.motivo == (
        "O prazo da solução do chamado, de prioridade crítica, passou ontem, às 18h; "
        "Carla Dias espera desde anteontem."
    )
    assert (acao.urgencia, acao.gravidade, acao.responsavel) == (
        Urgencia.ATRASADO,
        Gravidade.CRITICA,
        "carla",
    )
    assert acao.link == "/chamados/C1"


async def test_a_first_answer_that_is_due_today_is_told_before_the_solution(dia: Dia) -> None:
    await dia.put_chamado(
        primeira_resposta_em=None,
        responder_ate=at("2026-03-03 11:30"),
        resolver_ate=at("2026-03-03 17:00"),
    )

    acao = await dia.only()

    assert acao.motivo == (
        "O prazo da primeira resposta do chamado termina hoje, às 11h30; a pessoa espera desde anteontem."
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"status": ChamadoStatus.AGUARDANDO_CLIENTE, "resolver_ate": NOW},
        {"status": ChamadoStatus.FECHADO, "resolver_ate": NOW},
        {"resolver_ate": at("2026-03-04 09:00")},
        {},
    ],
)
async def test_a_chamado_that_waits_for_nobody_today_is_not_mentioned(
    dia: Dia, changes: dict[str, Any]
) -> None:
    await dia.put_chamado(**changes)
    await dia.put_tarefa(TipoTarefa.PRAZO, chamado_id="C1")

    shown = [acao for acao in await dia.acoes() if acao.urgencia is not Urgencia.EM_BREVE]

    assert shown == []


async def test_a_name_that_is_kept_for_the_law_alone_is_not_shown(dia: Dia) -> None:
    await dia.put_cliente(bloqueado_em=NOW)
    await dia.put_chamado(resolver_ate=NOW)

    assert (await dia.only()).cliente is None


async def test_a_cliente_that_fell_tells_from_where_to_where_and_what_it_pays(dia: Dia) -> None:
    await dia.put_fall()

    acao = await dia.only()

    assert acao.motivo == (
        "Loja Aurora caiu de Saudável (0,82) para Crítico (0,24) anteontem: são R$ 499,00 por mês."
    )
    assert (acao.link, acao.responsavel, acao.gravidade) == ("/health-scores/L1", "Bruno", Gravidade.ALTA)


async def test_a_cliente_without_a_better_past_is_told_as_it_is(dia: Dia) -> None:
    await dia.put_fall(valor=None, dias={}, categoria=Categoria.NORMAL, desde=date(2026, 2, 20))

    assert (await dia.only()).motivo == "Loja Aurora está em Normal (0,24) há 11 dias."


async def test_a_fall_that_somebody_has_seen_to_is_not_brought_up_again(dia: Dia) -> None:
    await dia.put_fall()
    await dia.put_tarefa(TipoTarefa.SAUDE, id="S-L1", cliente_id="L1", status=TarefaStatus.CONCLUIDA)

    assert await dia.acoes() == ()


async def test_more_falls_than_a_day_takes_are_one_matter_with_all_that_hangs_on_them(dia: Dia) -> None:
    await dia.put_tarefa(
        TipoTarefa.SAUDE, assunto="Mais 40 clientes pedem cuidado desde 03/03/2026", valor=Decimal(4_780)
    )

    acao = await dia.only()

    assert acao.motivo == "Mais 40 clientes pedem cuidado desde 03/03/2026: são R$ 4.780,00 por mês."
    assert (acao.tipo, acao.link, acao.cliente_id) == (TipoAcao.CLIENTE, "/tarefas/T-saude", None)
    assert (acao.gravidade, acao.valor_em_risco) == (Gravidade.ALTA, Decimal(4_780))


async def test_other_tarefas_lead_to_themselves(dia: Dia) -> None:
    await dia.put_tarefa(TipoTarefa.RESPONDER, cliente="Ana Lima", vence_em=at("2026-03-03 08:00"))
    await dia.put_tarefa(TipoTarefa.NUMERO_ERRADO, cliente="Bia Reis", vence_em=at("2026-03-02 08:00"))

    wrong, answer = await dia.acoes()

    assert (answer.motivo, answer.link) == (
        "Ana Lima escreveu e espera uma resposta desde hoje, às 8h.",
        "/tarefas/T-responder",
    )
    assert wrong.motivo == "Quem recebeu diz que o contato não é de Bia Reis, desde ontem."


async def test_totals_count_what_is_shown_and_what_is_left_out(dia: Dia) -> None:
    for number in range(3):
        planned = contato("2026-03-02 09:00")
        await dia.put_relato(
            f"R{number}", valor=1_000, contatos=(planned,), proximo_contato_em=planned.devido_em
        )
    await dia.put_fall()
    await dia.put_atendimento()

    brief = await dia.brief(limite=2)

    assert brief.saudacao == (
        "Bom dia! 5 assuntos esperam por você hoje, com R$ 3.499,00 em jogo; 3 já passaram da hora."
    )
    assert [(one.tipo, one.quantos, one.mostrados, one.valor_em_risco) for one in brief.grupos] == [
        (TipoAcao.ORCAMENTO, 3, 2, Decimal(3_000)),
        (TipoAcao.ATENDIMENTO, 1, 0, Decimal(0)),
        (TipoAcao.CLIENTE, 1, 0, Decimal(499)),
    ]
    assert (len(brief.acoes), brief.de_fora, brief.quantos) == (2, 3, 5)


async def test_what_is_too_much_to_read_is_counted_and_the_dearest_is_not_missed(dia: Dia) -> None:
    await dia.put_fall("A-rica", valor=90_000)
    for number in range(2 * MOST):
        await dia.put_fall(f"L{number}", valor=None)

    brief = await dia.brief()

    (grupo,) = brief.grupos
    assert (grupo.quantos, grupo.parcial) == (2 * MOST + 1, True)
    assert brief.acoes[0].cliente_id == "A-rica"


async def test_the_day_is_that_of_the_contas_zone(dia: Dia) -> None:
    await dia.put_conta(fuso="Pacific/Auckland")
    await dia.put_relato(contatos=(contato("2026-03-03 09:00"),), proximo_contato_em=at("2026-03-03 09:00"))

    brief = await dia.brief()

    assert (brief.dia, brief.fuso) == (date(2026, 3, 4), "Pacific/Auckland")
    assert brief.saudacao.startswith("Bom dia!")
    assert brief.acoes[0].urgencia is Urgencia.HOJE


async def test_nothing_of_another_conta_is_read(dia: Dia) -> None:
    await dia.put_fall()

    assert (await dia.pauta.today("outra", FiltroPauta())).acoes == ()
