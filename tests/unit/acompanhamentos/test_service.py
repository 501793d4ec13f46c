"""What the flow's steps do when they run, run twice, or run after somebody else was quicker."""

from datetime import timedelta

import pytest

from shared.acompanhamentos.models import FiltroAcompanhamentos
from shared.acompanhamentos.service import SUBSTITUIDO
from shared.relatos.errors import RelatoNotFound
from shared.relatos.models import ContatoSituacao, Correcao, Relato, Resultado
from shared.relatos.store import RelatoStore, Versao
from shared.tarefas.models import TarefaStatus
from tests.builders import RECEIVED_AT, make_extracao
from tests.unit.acompanhamentos.world import CONTA, FOLLOWED, World

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> World:
    made = World()
    await made.relatos(CONTA).add(FOLLOWED)
    return made


async def test_a_contact_that_falls_due_becomes_a_tarefa_with_its_words(world: World) -> None:
    assert await world.service.make_contato(CONTA, "R1", 1)

    [tarefa] = await world.found()
    assert (tarefa.numero, tarefa.texto_sugerido, tarefa.cliente) == (1, "Texto 1", "Marina")
    relato = await world.read()
    assert [contato.situacao for contato in relato.contatos] == [
        ContatoSituacao.TAREFA_CRIADA,
        ContatoSituacao.AGENDADO,
    ]
    assert relato.proximo_contato_em == FOLLOWED.contatos[1].devido_em


async def test_a_step_that_runs_twice_makes_one_tarefa(world: World) -> None:
    await world.service.make_contato(CONTA, "R1", 1)

    await world.service.make_contato(CONTA, "R1", 1)

    assert len(await world.found()) == 1


async def test_a_crash_between_the_tarefa_and_its_mark_changes_nothing(world: World) -> None:
    await world.tarefas(CONTA).open_for_contato(FOLLOWED, FOLLOWED.contatos[0], world.clock())

    await world.service.make_contato(CONTA, "R1", 1)

    assert len(await world.found()) == 1
    assert (await world.read()).contatos[0].situacao is ContatoSituacao.TAREFA_CRIADA


async def test_nobody_is_contacted_after_the_end(world: World) -> None:
    read = await world.relatos(CONTA).get("R1")
    await world.relatos(CONTA).save(read.relato.ended(RECEIVED_AT, Resultado.RESPONDEU), read.etag)

    assert not await world.service.make_contato(CONTA, "R1", 1)
    assert await world.found() == []


async def test_silence_to_the_end_is_a_result_and_its_tarefas_stay_to_be_done(world: World) -> None:
    await world.service.make_contato(CONTA, "R1", 1)
    await world.service.make_contato(CONTA, "R1", 2)

    result = await world.service.close(CONTA, "R1")

    relato = await world.read()
    assert (result, relato.resultado) == (Resultado.SEM_RESPOSTA, Resultado.SEM_RESPOSTA)
    assert relato.fluxo_encerrado
    assert len(await world.found(TarefaStatus.ABERTA)) == 2


async def test_an_answer_frees_the_tarefas_that_are_still_open(world: World) -> None:
    await world.service.make_contato(CONTA, "R1", 1)
    read = await world.relatos(CONTA).get("R1")
    await world.relatos(CONTA).save(read.relato.ended(RECEIVED_AT, Resultado.RESPONDEU), read.etag)

    assert await world.service.close(CONTA, "R1") is Resultado.RESPONDEU
    assert await world.service.close(CONTA, "R1") is Resultado.RESPONDEU

    [tarefa] = await world.found()
    assert tarefa.status is TarefaStatus.DISPENSADA


async def test_who_is_followed_shows_how_many_contacts_are_left(world: World) -> None:
    await world.service.make_contato(CONTA, "R1", 1)

    page = await world.service.following(CONTA, FiltroAcompanhamentos())

    [row] = page.itens
    assert (row.contatos_feitos, row.contatos_restantes) == (1, 1)
    assert (await world.service.following("vizinha", FiltroAcompanhamentos())).itens == ()


class ErasedInBetween(RelatoStore):
    """A store whose relato is erased between its reading and its saving."""

    async def save(self, relato: Relato, etag: str) -> Versao:
        await self.documents.delete(relato.id)
        return await super().save(relato, etag)


async def test_a_relato_that_is_erased_while_its_tarefa_is_opened_leaves_no_tarefa() -> None:
    world = World()
    await world.relatos(CONTA).add(FOLLOWED)
    service = world.service_with(lambda conta: ErasedInBetween(world.documents.open("relatos", conta)))

    with pytest.raises(RelatoNotFound):
        await service.make_contato(CONTA, "R1", 1)

    assert await world.found() == []


async def test_a_flow_of_the_days_before_a_correction_makes_nothing_and_ends_nothing(world: World) -> None:
    by = Correcao(por="recepcao", em=RECEIVED_AT)
    extracao = make_extracao(correcoes={"proximo_contato": by})
    later = tuple(
        contato.model_copy(update={"devido_em": contato.devido_em + timedelta(days=20)})
        for contato in FOLLOWED.contatos
    )
    moved = FOLLOWED.model_copy(update={"extracao": extracao, "contatos": later[:1]})
    await world.relatos(CONTA).update("R1", lambda _: moved)
    world.clock.move(days=10)

    assert await world.service.make_contato(CONTA, "R1", 1)
    assert await world.service.make_contato(CONTA, "R1", 2)  # no longer planned
    assert await world.service.close(CONTA, "R1") == SUBSTITUIDO

    assert await world.found() == []
    assert await world.read() == moved


async def test_a_contact_of_corrected_days_is_made_when_it_falls_due(world: World) -> None:
    by = Correcao(por="recepcao", em=RECEIVED_AT)
    corrected = FOLLOWED.model_copy(update={"extracao": make_extracao(correcoes={"parcelas": by})})
    await world.relatos(CONTA).update("R1", lambda _: corrected)
    world.clock.move(days=3)

    await world.service.make_contato(CONTA, "R1", 1)

    assert [tarefa.numero for tarefa in await world.found()] == [1]
