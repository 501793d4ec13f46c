"""S1's chamados come as they stand, and nothing happens to anybody because they came."""

from datetime import timedelta
from typing import Any

import pytest

from shared.chamados.classe import Prioridade
from shared.chamados.estados import Desejo, moved
from shared.chamados.models import Autor, Chamado, ChamadoStatus
from shared.chamados.retencao import without_words
from shared.chamados.views import as_s1
from tests.unit.chamados.equipe import PAULA
from tests.unit.envios.world import CONTA, TUESDAY
from tests.unit.migrar.mundo import (
    ANA,
    ATUALIZADAS,
    IGUAIS,
    NOVAS,
    PEDIDO,
    RECUSADAS,
    Mundo,
    counted,
    utc,
)

pytestmark = pytest.mark.anyio
OLD = {"data_criacao": "2025-06-02 09:00:00", "data_atualizacao": "2025-06-03 09:00:00"}
RESOLVIDO = {"status": "resolvido", "encaminhado_para_humano": "f"}


@pytest.fixture
async def ana(mundo: Mundo) -> Mundo:
    """A conta to which Ana came."""
    mundo.rows("clientes.csv", ANA)
    await mundo.migrar()
    return mundo


async def brought(mundo: Mundo, **fields: Any) -> Chamado:
    mundo.rows("chamados.csv", PEDIDO | fields)
    await mundo.migrar()
    return await mundo.chamado()


async def tarefas(mundo: Mundo) -> int:
    return await mundo.documents.open("tarefas", CONTA).count()


async def test_an_open_chamado_is_shown_as_s1_showed_it(ana: Mundo) -> None:
    chamado = await brought(ana, encaminhado_para_humano="t")

    assert as_s1(chamado).model_dump(mode="json", include=PEDIDO.keys() - {"data_criacao"}) == {
        "id": 5,
        "cliente_id": 17,
        "canal": "site",
        "mensagem": "Quero a segunda via",
        "status": "aberto",
        "resposta_automatica": "Seu chamado foi registrado.",
        "encaminhado_para_humano": True,
    }
    assert as_s1(chamado).data_criacao == utc("2026-03-02T12:00:00+00:00")
    assert (chamado.classificacao, chamado.intencao, chamado.prioridade) == (None, None, None)
    assert chamado.protocolo == "20260302090000-0005"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "aberto"}, ChamadoStatus.ABERTO),
        ({"status": ""}, ChamadoStatus.ABERTO),
        ({"status": "Encaminhado"}, ChamadoStatus.ENCAMINHADO),
        ({"status": "resolvido"}, ChamadoStatus.RESOLVIDO),
        ({"status": "resolvido", **OLD}, ChamadoStatus.FECHADO),
        (
            {"status": "resolvido", **OLD, "data_fechamento": "2026-03-01 10:00:00"},
            ChamadoStatus.RESOLVIDO,
        ),
    ],
    ids=["aberto", "none", "encaminhado", "resolvido", "solved long ago", "solved lately"],
)
async def test_each_state_of_s1_is_one_of_ours(
    ana: Mundo, fields: dict[str, str], status: ChamadoStatus
) -> None:
    chamado = await brought(ana, **fields)

    assert chamado.status is status
    assert (chamado.encaminhado_em is not None) == (status is ChamadoStatus.ENCAMINHADO)
    assert [line.para for line in chamado.historico] == [status]


async def test_what_was_solved_keeps_when_and_closes_in_time(ana: Mundo) -> None:
    await brought(ana, **RESOLVIDO)
    solved = await ana.chamado()

    ana.clock.move(days=7)
    await ana.equipe.vigia.tick(CONTA)

    closed = await ana.chamado()
    assert solved.resolvido_em == utc("2026-03-02T12:00:00+00:00")
    assert (closed.status, closed.resolvido_em) == (ChamadoStatus.FECHADO, solved.resolvido_em)
    assert await tarefas(ana) == 0


async def test_words_and_answers_become_the_conversation(ana: Mundo) -> None:
    chamado = await brought(ana, resolucao="Enviamos por e-mail.", data_fechamento="2026-03-02 15:00:00")

    assert [(fala.autor, fala.texto) for fala in chamado.falas] == [
        (Autor.CLIENTE, "Quero a segunda via"),
        (Autor.AUTOMATICA, "Seu chamado foi registrado."),
        (Autor.PESSOA, "Enviamos por e-mail."),
    ]
    assert chamado.primeira_resposta_em == utc("2026-03-02T18:00:00+00:00")


async def test_nothing_answers_or_reads_an_old_message_again(ana: Mundo) -> None:
    await brought(ana)

    ana.clock.move(hours=1)
    swept = await ana.equipe.chamado.sweep(CONTA)

    assert swept == 0
    assert ana.equipe.queued() == []


async def test_only_what_is_said_after_the_migration_is_read(ana: Mundo) -> None:
    await brought(ana, status="encaminhado")
    spoken = await ana.equipe.hear("E aí, conseguiram?", cliente_id="17")

    await ana.equipe.process(spoken)

    assert spoken.id == "5"
    assert ana.equipe.classificador.read == ["E aí, conseguiram?"]


async def test_no_deadline_is_broken_on_the_day_of_the_migration(ana: Mundo) -> None:
    ana.rows("chamados.csv", *(PEDIDO | {"id": n} for n in range(1, 40)), PEDIDO | OLD | {"id": 40})
    await ana.migrar()

    await ana.equipe.vigia.tick(CONTA)

    lately, long_ago = await ana.chamado("1"), await ana.chamado("40")
    assert await tarefas(ana) == 0
    assert lately.responder_ate is not None
    assert lately.responder_ate > TUESDAY + timedelta(hours=3)
    assert (long_ago.responder_ate, long_ago.proximo_em) == (None, None)


async def test_what_lay_open_for_long_calls_nobody_by_itself(ana: Mundo) -> None:
    ana.rows("chamados.csv", *(PEDIDO | OLD | {"id": n} for n in range(1, 40)))
    await ana.migrar()

    ana.clock.move(days=30)
    await ana.equipe.vigia.tick(CONTA)

    assert await tarefas(ana) == 0


async def test_deadlines_of_what_lay_open_begin_with_the_next_thing_done(ana: Mundo) -> None:
    await brought(ana, **OLD)
    ana.clock.move(days=28)

    await ana.equipe.hear("E aí, conseguiram?", cliente_id="17")
    await ana.equipe.vigia.tick(CONTA)

    chamado = await ana.chamado()
    assert chamado.responder_ate == TUESDAY + timedelta(days=28, hours=4)
    assert await tarefas(ana) == 0


async def test_the_deadline_of_a_recent_one_runs_from_the_migration_on(ana: Mundo) -> None:
    await brought(ana, prioridade="média")

    ana.clock.move(hours=5)
    await ana.equipe.vigia.tick(CONTA)

    chamado = await ana.chamado()
    assert chamado.prioridade is Prioridade.MEDIA
    assert chamado.responder_ate == TUESDAY + timedelta(hours=4)
    assert await tarefas(ana) == 1


async def test_a_second_run_changes_nothing_whatever_time_did(ana: Mundo) -> None:
    await brought(ana, **RESOLVIDO)
    ana.clock.move(days=8)
    await ana.equipe.vigia.tick(CONTA)
    before = await ana.everything()

    relatorio = await ana.migrar()

    assert counted(relatorio, "chamados.csv") == {IGUAIS: 1}
    assert await ana.everything() == before


async def test_a_state_that_s1_changed_is_taken_over(ana: Mundo) -> None:
    await brought(ana)

    ana.rows(
        "chamados.csv",
        PEDIDO | RESOLVIDO | {"resposta": "Pronto!", "data_atualizacao": "2026-03-03 09:00:00"},
    )
    relatorio = await ana.migrar()

    chamado = await ana.chamado()
    assert counted(relatorio, "chamados.csv") == {ATUALIZADAS: 1}
    assert (chamado.status, chamado.falas[-1].texto) == (ChamadoStatus.RESOLVIDO, "Pronto!")
    assert [line.para for line in chamado.historico] == [ChamadoStatus.ABERTO, ChamadoStatus.RESOLVIDO]
    assert counted(await ana.migrar(), "chamados.csv") == {IGUAIS: 1}


async def test_a_state_that_people_changed_here_stays(ana: Mundo) -> None:
    await brought(ana)
    desejo = Desejo(ChamadoStatus.ENCAMINHADO, PAULA)
    await ana.equipe.chamados().update("5", lambda one: moved(one, desejo, conta=ana.conta, now=ana.clock()))
    ana.rows("chamados.csv", PEDIDO | RESOLVIDO | {"prioridade": "alta"})

    relatorio = await ana.migrar()

    chamado = await ana.chamado()
    assert counted(relatorio, "chamados.csv") == {ATUALIZADAS: 1}
    assert (chamado.status, chamado.prioridade) == (ChamadoStatus.ENCAMINHADO, Prioridade.ALTA)


async def test_what_the_cliente_said_here_keeps_a_chamado_open(ana: Mundo) -> None:
    await brought(ana)
    await ana.equipe.hear("E aí, conseguiram?", cliente_id="17")
    ana.rows("chamados.csv", PEDIDO | RESOLVIDO | {"resposta": "Pronto!"})

    await ana.migrar()

    chamado = await ana.chamado()
    assert (chamado.status, chamado.pendente) == (ChamadoStatus.ABERTO, True)
    assert [fala.texto for fala in chamado.falas] == [
        "Quero a segunda via",
        "Seu chamado foi registrado.",
        "Pronto!",
        "E aí, conseguiram?",
    ]


async def test_words_that_retention_took_out_do_not_come_back(ana: Mundo) -> None:
    await brought(ana, **RESOLVIDO, **OLD)
    await ana.equipe.chamados().update("5", without_words)
    ana.rows("chamados.csv", PEDIDO | RESOLVIDO | OLD | {"resposta": "Pronto!"})

    await ana.migrar()

    assert {fala.texto for fala in (await ana.chamado()).falas} == {""}


@pytest.mark.parametrize(
    ("fields", "campo"),
    [
        ({"status": "pendurado"}, "status"),
        ({"canal": "pombo-correio"}, "canal"),
        ({"mensagem": " "}, "mensagem"),
        ({"cliente_id": 99}, "cliente_id"),
        ({"encaminhado_para_humano": "talvez"}, "encaminhado_para_humano"),
        ({"data_criacao": ""}, "criado_em"),
        ({"id": "5-B"}, "id"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
async def test_a_bad_row_is_refused_and_the_next_one_comes(
    ana: Mundo, fields: dict[str, Any], campo: str
) -> None:
    ana.rows("chamados.csv", PEDIDO | fields, PEDIDO | {"id": 6})

    relatorio = await ana.migrar()

    assert counted(relatorio, "chamados.csv") == {RECUSADAS: 1, NOVAS: 1}
    assert f"recusada: chamados.csv, linha 2 ({campo}): " in ana.said


async def test_an_id_that_a_chamado_has_here_is_refused(ana: Mundo) -> None:
    await ana.equipe.begin()
    theirs = await ana.equipe.post()
    await ana.equipe.chamados().add(theirs.model_copy(update={"id": "5"}))

    ana.rows("chamados.csv", PEDIDO)

    relatorio = await ana.migrar()

    assert counted(relatorio, "chamados.csv") == {RECUSADAS: 1}
    assert (await ana.chamado()).cliente_id == "C1"
