"""What a person does with tarefas: finds their own, concludes each once, cannot conclude what became pointless."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from shared.contas.store import ContaStore
from shared.kit.titulares import Titular
from shared.relatos.models import Contato
from shared.tarefas.errors import TarefaDismissed, TarefaNotFound
from shared.tarefas.models import Conclusao, FiltroTarefas, Tarefa, TarefaStatus, TipoTarefa
from shared.tarefas.service import TarefaService
from shared.tarefas.store import TarefaStore
from shared.tarefas.titular import TarefaGuardiao
from tests.builders import RECEIVED_AT, make_principal, make_relato
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments

pytestmark = pytest.mark.anyio


@pytest.fixture
def documents() -> FakeDocuments:
    return FakeDocuments()


@pytest.fixture
def service(documents: FakeDocuments) -> TarefaService:
    def open_tarefas(conta: str) -> TarefaStore:
        return TarefaStore(documents.open("tarefas", conta))

    return TarefaService(open_tarefas=open_tarefas, contas=ContaStore(documents), now=FakeClock())


async def make_tarefa(
    service: TarefaService, *, day: int = 3, atendente: str = "Paula", numero: int = 1
) -> Tarefa:
    due = RECEIVED_AT + timedelta(days=day)
    contato = Contato(
        numero=numero, motivo="cadencia", data_nominal=due.date(), data_ajustada=due.date(), devido_em=due
    )
    relato = make_relato(id=f"R-{atendente}", atendente=atendente)
    return await service.open_tarefas("clinica").open_for_contato(relato, contato, RECEIVED_AT)


async def test_the_list_comes_by_due_day_and_ends_with_the_day_asked_for(service: TarefaService) -> None:
    later = await make_tarefa(service, day=10, numero=2)
    sooner = await make_tarefa(service, day=3, numero=1)
    await make_tarefa(service, day=11, numero=3)

    page = await service.search("clinica", FiltroTarefas(vence_ate=date(2025, 2, 24)))

    assert [tarefa.id for tarefa in page.itens] == [sooner.id, later.id]


async def test_an_attendant_finds_her_own_whatever_the_accents(service: TarefaService) -> None:
    mine = await make_tarefa(service, atendente="Júlia")
    await make_tarefa(service, atendente="Paula")

    page = await service.search("clinica", FiltroTarefas(atendente="julia"))

    assert [tarefa.id for tarefa in page.itens] == [mine.id]


async def test_a_tarefa_is_concluded_once(service: TarefaService) -> None:
    tarefa = await make_tarefa(service)

    done = await service.conclude(make_principal(), tarefa.id, Conclusao(observacao="Falei com ela"))
    again = await service.conclude(make_principal(), tarefa.id, Conclusao(observacao="outra coisa"))

    assert (done.status, done.concluida_por) == (TarefaStatus.CONCLUIDA, "recepcao")
    assert again == done


async def test_what_became_pointless_cannot_be_concluded(service: TarefaService) -> None:
    tarefa = await make_tarefa(service)
    await service.open_tarefas("clinica").dismiss_for_relato(tarefa.relato_id or "", RECEIVED_AT)

    with pytest.raises(TarefaDismissed):
        await service.conclude(make_principal(), tarefa.id, Conclusao())


async def test_another_conta_neither_sees_nor_concludes_it(service: TarefaService) -> None:
    tarefa = await make_tarefa(service)

    assert (await service.search("vizinha", FiltroTarefas())).itens == ()
    with pytest.raises(TarefaNotFound):
        await service.conclude(make_principal("vizinha"), tarefa.id, Conclusao())


async def test_two_who_conclude_at_once_are_both_answered_with_the_first(documents: FakeDocuments) -> None:
    class Slow(TarefaStore):
        async def get(self, tarefa_id: str) -> tuple[Tarefa, str]:
            read = await super().get(tarefa_id)
            await asyncio.sleep(0)  # the other one reads meanwhile
            return read

    service = TarefaService(
        open_tarefas=lambda conta: Slow(documents.open("tarefas", conta)),
        contas=ContaStore(documents),
        now=FakeClock(),
    )
    tarefa = await make_tarefa(service)

    first, second = await asyncio.gather(
        service.conclude(make_principal(), tarefa.id, Conclusao(observacao="Falei com ela")),
        service.conclude(make_principal(), tarefa.id, Conclusao(observacao="outra coisa")),
    )

    assert first == second
    assert first.observacao == "Falei com ela"


async def test_the_tarefas_of_a_merged_cliente_go_to_the_one_that_stays(service: TarefaService) -> None:
    store = service.open_tarefas("clinica")
    for tarefa in [await make_tarefa(service, numero=numero) for numero in (1, 2)]:
        _, etag = await store.get(tarefa.id)
        await store.save(tarefa.model_copy(update={"cliente_id": "C1"}), etag)
    others = await make_tarefa(service, atendente="Júlia")

    moved, again = await service.relink("clinica", "C1", "C2"), await service.relink("clinica", "C1", "C2")

    assert (moved, again) == (2, 0)
    page = await service.search("clinica", FiltroTarefas(cliente_id="C2"))
    assert others.id not in {tarefa.id for tarefa in page.itens}
    assert len(page.itens) == 2


async def test_a_message_of_nobody_known_goes_with_the_person_whose_phone_it_names(
    documents: FakeDocuments, service: TarefaService
) -> None:
    store = service.open_tarefas("clinica")
    given: dict[str, Any] = {
        "tipo": TipoTarefa.RESPONDER,
        "motivo": "responder_mensagem",
        "mensagem": "Oi, quero remarcar.",
        "vence_em": RECEIVED_AT,
        "criada_em": RECEIVED_AT,
    }
    await store.open(Tarefa(id="T1", telefone="+551188887777", **given))
    await store.open(Tarefa(id="T2", telefone="+5531977776666", **given))
    guardiao = TarefaGuardiao(lambda conta: documents.open("tarefas", conta))
    marina = Titular(cliente_ids=("C1",), nome="Marina Prates", telefones=("+5511988887777",))

    shown = await guardiao.export("clinica", marina)
    erased = await guardiao.erase("clinica", marina)

    assert [one["id"] for one in shown] == ["T1"]
    assert erased == 1
    assert (await store.get("T2"))[0].mensagem == "Oi, quero remarcar."
