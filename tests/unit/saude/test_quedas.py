"""A fall opens one tarefa that says what fell, why and what to do; a recovery dismisses it."""

from decimal import Decimal

import pytest

from shared.saude.classe import Categoria
from shared.tarefas.models import Tarefa, TarefaStatus, TipoTarefa
from tests.unit.saude.mundo import Mundo

pytestmark = pytest.mark.anyio


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


async def _fallen(mundo: Mundo) -> Tarefa:
    """A champion of whom nothing was heard for eight days, scored each day."""
    await mundo.cliente("c1", valor=890.5, cs="Lia", telefones=["+5511988887777"])
    await mundo.atividade("c1")
    await mundo.run()
    while not mundo.tarefas():
        await mundo.next_day()
    (tarefa,) = mundo.tarefas()
    return tarefa


async def test_a_fall_says_what_fell_why_and_what_to_do(mundo: Mundo) -> None:
    tarefa = await _fallen(mundo)

    assert (tarefa.tipo, tarefa.status, tarefa.cliente_id) == (TipoTarefa.SAUDE, TarefaStatus.ABERTA, "c1")
    assert tarefa.assunto == "Saúde caiu de Campeão para Saudável (0,71)"
    assert tarefa.explicacao == (
        "O que pesa: há 15 dias não acessa o sistema; há 15 dias não registra entrada de estoque; "
        "há 15 dias não registra saída de estoque; há 15 dias não recebe leads. Em jogo: R$ 890,50 por mês."
    )
    assert (tarefa.atendente, tarefa.valor) == ("Lia", Decimal("890.5"))
    assert tarefa.texto_sugerido.startswith("Está bem: acompanhe")
    assert tarefa.vence_em > tarefa.criada_em


async def test_the_days_after_a_fall_open_no_other(mundo: Mundo) -> None:
    first = await _fallen(mundo)

    await mundo.next_day()
    await mundo.run(again=True)

    assert mundo.tarefas() == [first]


async def test_a_recovery_dismisses_it(mundo: Mundo) -> None:
    await _fallen(mundo)
    await mundo.atividade("c1")

    await mundo.next_day()

    assert [one.status for one in mundo.tarefas()] == [TarefaStatus.DISPENSADA]


async def test_a_recovery_on_the_same_day_dismisses_it_too(mundo: Mundo) -> None:
    await _fallen(mundo)
    await mundo.atividade("c1")

    await mundo.service.calculate("loja", "c1", 1)

    assert [one.status for one in mundo.tarefas()] == [TarefaStatus.DISPENSADA]


async def test_what_is_worse_takes_the_place_of_what_was_told(mundo: Mundo) -> None:
    await _fallen(mundo)

    for _ in range(40):
        await mundo.next_day()

    told = {one.assunto.split(" para ")[1].split(" (")[0]: one.status for one in mundo.tarefas()}
    assert told.pop(Categoria.CRITICO) is TarefaStatus.ABERTA
    assert set(told.values()) == {TarefaStatus.DISPENSADA}


async def test_a_tarefa_that_is_done_stays_done(mundo: Mundo) -> None:
    tarefa = await _fallen(mundo)
    store = mundo.open_tarefas("loja")
    read, etag = await store.get(tarefa.id)
    await store.save(read.model_copy(update={"status": TarefaStatus.CONCLUIDA}), etag)

    await mundo.run(again=True)
    await mundo.atividade("c1")
    await mundo.next_day()

    assert [one.status for one in mundo.tarefas()] == [TarefaStatus.CONCLUIDA]


async def test_who_is_critico_when_first_seen_opens_one_due_today(mundo: Mundo) -> None:
    await mundo.cliente("c1")
    await mundo.atividade("c1", vezes=1, dias_atras=29)
    await mundo.documents.open("atividades", "loja").upsert(
        "c1", {"ultimas": {"login": "2025-01-01T12:00:00.000000Z"}}
    )

    await mundo.run()

    (tarefa,) = mundo.tarefas()
    assert tarefa.assunto == "Saúde em Crítico (0,00) na primeira medição"
    assert tarefa.vence_em.isoformat() == "2025-03-10T21:00:00+00:00"
    assert tarefa.explicacao == (
        "O que pesa: há 68 dias não acessa o sistema; nenhuma entrada de estoque registrada até hoje; "
        "nenhuma saída de estoque registrada até hoje; nenhum lead registrado até hoje."
    )


async def test_who_never_told_anything_has_not_fallen(mundo: Mundo) -> None:
    await mundo.cliente("c1")

    await mundo.run()
    await mundo.next_day()

    assert mundo.tarefas() == []


async def test_who_leaves_leaves_no_tarefa_behind(mundo: Mundo) -> None:
    await _fallen(mundo)
    await mundo.cliente("c1", pipeline="Churns & Cancelamentos")

    await mundo.next_day()

    assert [one.status for one in mundo.tarefas()] == [TarefaStatus.DISPENSADA]


async def test_falls_end_on_a_working_day(mundo: Mundo) -> None:
    tarefa = await _fallen(mundo)

    assert tarefa.vence_em.weekday() < 5


async def test_a_cliente_whose_tarefa_cannot_be_written_is_scored_all_the_same(
    mundo: Mundo, caplog: pytest.LogCaptureFixture
) -> None:
    for cliente_id, valor in (("c1", "muito"), ("c2", 890)):
        await mundo.cliente(cliente_id, valor=valor)
        login = {"ultimas": {"login": "2025-01-01T12:00:00.000000Z"}}
        await mundo.documents.open("atividades", "loja").upsert(cliente_id, login)

    rodada = await mundo.run()

    assert rodada.feito.clientes == 2
    assert [one.cliente_id for one in mundo.tarefas()] == ["c2"]
    assert "saude.untold" in caplog.text
    assert "muito" not in caplog.text


# By this one whoever does not keep at it is Normal: only logins count, and few of them little.
SEVERO = {
    "perfil": "proprio",
    "proprio": {
        "versao": 1,
        "pilares": {
            "engajamento": {
                "peso": 100,
                "regras": [
                    {
                        "medida": "qntd_acessos_30d",
                        "peso": 100,
                        "faixas": [{"ate": 9, "pontos": 0.1}, {"ate": 99, "pontos": 0.4}, {"pontos": 1}],
                    }
                ],
            }
        },
    },
}


async def test_a_lower_category_by_another_profile_alone_opens_none_and_ends_none(mundo: Mundo) -> None:
    fallen = await _fallen(mundo)
    await mundo.decide(saude=SEVERO)

    await mundo.next_day()
    await mundo.run(again=True)

    saude = await mundo.saude_of("c1")
    assert (saude.categoria, saude.perfil_desde) == (Categoria.NORMAL, mundo.hoje)
    assert mundo.tarefas() == [fallen]


async def test_critico_is_told_whatever_profile_says_so(mundo: Mundo) -> None:
    await mundo.cliente("c1")
    await mundo.atividade("c1", vezes=9)
    await mundo.run()
    await mundo.decide(saude=SEVERO)

    rodada = await mundo.next_day()

    assert [one.assunto for one in mundo.tarefas()] == [
        "Saúde em Crítico (0,10) pelo novo perfil; antes, Saudável"
    ]
    assert rodada.feito.quedas == 1


async def test_a_fall_after_the_profile_changed_is_one_again(mundo: Mundo) -> None:
    await mundo.cliente("c1")
    await mundo.atividade("c1", vezes=120)
    await mundo.run()
    await mundo.decide(saude=SEVERO)
    await mundo.next_day()
    await mundo.atividade("c1", vezes=80)

    await mundo.next_day()

    assert [one.assunto for one in mundo.tarefas()] == ["Saúde caiu de Campeão para Normal (0,40)"]
