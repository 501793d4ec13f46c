"""One score: explained, made on the spot where none is kept, calculated at once; merges, erasure, optional signals."""

from decimal import Decimal
from typing import Any

import pytest

from shared.atendimentos.models import Atendimento
from shared.chamados.models import Chamado
from shared.clientes.errors import ClienteNotFound
from shared.kit.clock import instant
from shared.kit.titulares import Titular
from shared.resumos.ports import Assunto
from shared.saude.classe import Categoria
from shared.saude.errors import DadosIlegiveis, SemSaude
from shared.saude.titular import SaudeGuardiao
from shared.tarefas.models import TarefaStatus
from tests.unit.saude.mundo import CONTA, HOJE, Mundo

pytestmark = pytest.mark.anyio


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


async def test_a_kept_score_is_shown_with_its_reasons_and_history(mundo: Mundo) -> None:
    await mundo.cliente("c1", tenant_id="7", valor=890.5)
    await mundo.atividade("c1")
    await mundo.run()
    for _ in range(8):
        await mundo.next_day()

    shown = await mundo.service.show(CONTA, "c1", 2)

    assert shown.guardado
    assert sum((line.pontos for line in shown.explicacao), Decimal(0)) == Decimal(str(shown.score))
    assert len(shown.historico) == 9
    seven, thirty = shown.mudancas
    assert seven.diferenca is not None
    assert seven.diferenca.score_antes == 1.0
    assert thirty.diferenca is None
    assert shown.recomendacao.acao
    assert shown.model_dump(mode="json")["tenant_id"] == 7


async def test_without_a_kept_score_one_is_made_on_the_spot_and_says_so(mundo: Mundo) -> None:
    await mundo.cliente("c1")
    await mundo.atividade("c1")

    shown = await mundo.service.show(CONTA, "c1", 1)

    assert (shown.guardado, shown.categoria, shown.historico) == (False, Categoria.CAMPEAO, {})
    assert await mundo.saude.count() == 0


async def test_a_calculation_at_once_is_kept_and_makes_answers_stale(mundo: Mundo) -> None:
    await mundo.cliente("c1")
    await mundo.run()
    mundo.invalidacao.told.clear()
    await mundo.atividade("c1")

    shown = await mundo.service.calculate(CONTA, "c1", 1)

    assert (shown.guardado, shown.categoria) == (True, Categoria.CAMPEAO)
    assert (await mundo.saude_of("c1")).categoria is Categoria.CAMPEAO
    assert list(shown.historico) == [HOJE.isoformat()]
    assert mundo.invalidacao.told == [(CONTA, Assunto.SAUDE)]


@pytest.mark.parametrize("fields", [{"pipeline": None}, {"pipeline": "Churns & Cancelamentos"}])
async def test_who_is_not_scored_has_no_score_to_show(mundo: Mundo, fields: dict[str, Any]) -> None:
    await mundo.cliente("c1", **fields)

    with pytest.raises(SemSaude):
        await mundo.service.show(CONTA, "c1", 1)


async def test_unknown_and_blocked_clientes_are_not_found(mundo: Mundo) -> None:
    await mundo.cliente("c1", ativo=False, bloqueado_em=instant(mundo.clock()))

    for cliente_id in ("c1", "ninguem"):
        with pytest.raises(ClienteNotFound):
            await mundo.service.show(CONTA, cliente_id, 1)


async def test_data_that_nobody_can_read_is_said_to_be_so(mundo: Mundo) -> None:
    await mundo.cliente("c1")
    await mundo.documents.open("atividades", CONTA).upsert("c1", {"dias": 3, "ultimas": 3})

    with pytest.raises(DadosIlegiveis):
        await mundo.service.calculate(CONTA, "c1", 1)


async def test_a_merged_cliente_is_shown_as_who_stays_and_loses_its_score(mundo: Mundo) -> None:
    await mundo.cliente("fica")
    await mundo.cliente("vai")
    await mundo.run()
    await mundo.cliente("vai", ativo=False, mesclado_em="fica")

    assert await mundo.service.relink(CONTA, "vai", "fica") == 1
    assert await mundo.service.relink(CONTA, "vai", "fica") == 0

    assert (await mundo.service.show(CONTA, "vai", 1)).cliente_id == "fica"
    assert set(await mundo.saude.many(["fica", "vai"])) == {"fica"}


async def test_a_merge_ends_the_tarefa_of_the_duplicates_fall(mundo: Mundo) -> None:
    for cliente_id in ("fica", "vai"):
        await mundo.cliente(cliente_id)
        login = {"ultimas": {"login": "2025-01-01T12:00:00.000000Z"}}
        await mundo.documents.open("atividades", CONTA).upsert(cliente_id, login)
    await mundo.run()

    await mundo.service.relink(CONTA, "vai", "fica")

    ended = {one.cliente_id: one.status for one in mundo.tarefas()}
    assert ended == {"fica": TarefaStatus.ABERTA, "vai": TarefaStatus.DISPENSADA}


async def test_an_erasure_takes_the_score_and_its_months(mundo: Mundo) -> None:
    await mundo.many(2)
    await mundo.run()
    guardiao, titular = SaudeGuardiao(mundo.open_saude), Titular(cliente_ids=("c00000",))

    exported = await guardiao.export(CONTA, titular)
    erased = await guardiao.erase(CONTA, titular)

    assert [one["id"] for one in exported] == ["c00000", "c00000:2025-03"]
    assert exported[0]["nome"] == "Loja c00000"
    assert erased == 2
    assert await guardiao.export(CONTA, titular) == []
    assert await mundo.saude.count() == 1


async def test_optional_signals_are_counted_only_where_they_are_on(mundo: Mundo) -> None:
    await mundo.many(2)
    for cliente_id in ("c00000", "c00001"):
        await mundo.atividade(cliente_id)
    chamados = mundo.documents.open(Chamado.CONTAINER, CONTA)
    for number, status in enumerate(("aberto", "em_atendimento", "fechado")):
        await chamados.upsert(f"h{number}", {"cliente_id": "c00000", "status": status})
    atendimentos = mundo.documents.open(Atendimento.CONTAINER, CONTA)
    for number, day in enumerate(("2025-02-08", "2025-02-09")):
        missed = {
            "cliente_id": "c00000",
            "status_confirmacao": "faltou",
            "data_consulta": f"{day}T15:00:00.000000Z",
        }
        await atendimentos.upsert(f"a{number}", missed)

    await mundo.run()
    before = await mundo.saude_of("c00000")
    ligado = {"ativo": True, "por_unidade": 0.02, "maximo": 0.1}
    await mundo.decide(saude={"sinais": {"chamados_abertos": ligado, "faltas": ligado}})
    await mundo.run(again=True)

    after, other = await mundo.saude_of("c00000"), await mundo.saude_of("c00001")
    assert (before.medidas.chamados_abertos, before.medidas.faltas, before.score) == (None, None, 1.0)
    assert (after.medidas.chamados_abertos, after.medidas.faltas, after.score) == (2, 1, 0.94)
    assert (other.medidas.chamados_abertos, other.medidas.faltas, other.score) == (0, 0, 1.0)


async def test_a_score_by_a_profile_of_before_is_made_anew_for_the_answer(mundo: Mundo) -> None:
    await mundo.cliente("c1")
    await mundo.atividade("c1")
    await mundo.run()
    stored = (await mundo.saude.many(["c1"]))["c1"]
    await mundo.saude.documents.upsert("c1", stored.body | {"perfil": "proprio:1"})

    shown = await mundo.service.show(CONTA, "c1", 1)

    assert (shown.guardado, shown.perfil) == (False, "documentado:1")
