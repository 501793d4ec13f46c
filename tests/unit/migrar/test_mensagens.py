"""S2's memory comes with who vouched for what; search hears of it; what was deleted here stays deleted."""

from datetime import timedelta
from typing import Any

import pytest

from shared.chamados.classe import Setor
from shared.mensagens.models import Mensagem, Validacao
from shared.mensagens.views import as_s2
from tests.unit.envios.world import CONTA, TUESDAY
from tests.unit.migrar.mundo import (
    ATUALIZADAS,
    IGUAIS,
    NOVAS,
    RECUSADAS,
    TROCA,
    Mundo,
    counted,
    utc,
)

pytestmark = pytest.mark.anyio
FILE = "chat_interactions.csv"


async def brought(mundo: Mundo, **fields: Any) -> Mensagem:
    mundo.rows(FILE, TROCA | fields)
    await mundo.migrar("s2")
    return await mundo.mensagem()


async def changed_here(mundo: Mundo, **fields: Any) -> None:
    await mundo.mensagens.update("1", lambda one: one.model_copy(update=fields))


async def test_a_mensagem_is_shown_as_s2_showed_it(mundo: Mundo) -> None:
    mensagem = await brought(mundo, embedding="[0.1,0.2,0.3]", tag="Boleto")

    shown = as_s2(mensagem, mundo.clock()).model_dump(mode="json")
    assert shown | TROCA == shown | {
        "created_at": TROCA["created_at"],
        "updated_at": TROCA["updated_at"],
    }
    assert (shown["id"], shown["tag"]) == (1, "boleto")
    assert (mensagem.created_at, mensagem.updated_at) == (
        utc("2025-11-18T13:00:00+00:00"),
        utc("2025-11-18T14:00:00+00:00"),
    )


@pytest.mark.parametrize(
    ("validated_by", "validacao", "until"),
    [
        ("human", Validacao.HUMAN, TUESDAY + timedelta(days=180)),
        ("ai", Validacao.AI, None),
        ("", Validacao.PENDING, None),
    ],
)
async def test_what_a_person_validated_holds_from_the_migration_on(
    mundo: Mundo, validated_by: str, validacao: Validacao, until: Any
) -> None:
    mensagem = await brought(mundo, validated_by=validated_by)

    assert (mensagem.validated_by, mensagem.vale_ate) == (validacao, until)
    assert mensagem.may_answer(mundo.clock()) is (validacao is Validacao.HUMAN)


async def test_search_is_told_of_each_by_the_queue(mundo: Mundo) -> None:
    mundo.rows(FILE, TROCA, TROCA | {"id": 2})

    await mundo.migrar("s2")

    told = sorted(str(one["mensagem_id"]) for one in mundo.queues.messages("mensagens-indexar"))
    assert told == ["1", "2"]
    assert await mundo.mensagens.not_indexed(mundo.clock(), limit=10) == ["1", "2"]


async def test_a_queue_that_does_not_answer_costs_no_mensagem(mundo: Mundo) -> None:
    mundo.rows(FILE, *(TROCA | {"id": n} for n in range(1, 51)))
    mundo.queues.down = True

    relatorio = await mundo.migrar("s2")

    assert counted(relatorio, FILE) == {NOVAS: 50}
    assert len(await mundo.mensagens.not_indexed(mundo.clock(), limit=100)) == 50


async def test_a_second_run_changes_nothing(mundo: Mundo) -> None:
    await brought(mundo)
    before = await mundo.everything()
    mundo.clock.move(days=200)

    relatorio = await mundo.migrar("s2")

    assert counted(relatorio, FILE) == {IGUAIS: 1}
    assert await mundo.everything() == before


async def test_an_answer_that_s2_changed_is_taken_over_and_indexed_again(mundo: Mundo) -> None:
    await brought(mundo, answer="", validated_by="pending")
    await changed_here(mundo, indexada_em=mundo.clock())

    mundo.rows(FILE, TROCA | {"updated_at": "2026-03-01 10:00:00"})
    relatorio = await mundo.migrar("s2")

    mensagem = await mundo.mensagem()
    assert counted(relatorio, FILE) == {ATUALIZADAS: 1}
    assert (mensagem.answer, mensagem.validated_by) == (TROCA["answer"], Validacao.HUMAN)
    assert mensagem.updated_at == utc("2026-03-01T13:00:00+00:00")
    assert mensagem.indexada_em is None
    assert len(mundo.queues.messages("mensagens-indexar")) == 2


async def test_an_answer_that_people_changed_here_stays(mundo: Mundo) -> None:
    await brought(mundo, validated_by="ai")
    await changed_here(mundo, answer="No aplicativo.", validated_by=Validacao.HUMAN)
    mundo.rows(FILE, TROCA | {"answer": "No site.", "sector": "suporte"})

    await mundo.migrar("s2")

    mensagem = await mundo.mensagem()
    assert (mensagem.answer, mensagem.validated_by, mensagem.sector) == (
        "No aplicativo.",
        Validacao.HUMAN,
        Setor.SUPORTE,
    )


async def test_what_was_deleted_here_does_not_come_back(mundo: Mundo) -> None:
    await brought(mundo)
    await mundo.mensagens.delete("1")

    relatorio = await mundo.migrar("s2")

    assert counted(relatorio, FILE) == {RECUSADAS: 1}
    assert "foi apagada aqui depois de migrada" in mundo.said


async def test_words_that_name_whoever_was_erased_do_not_come(mundo: Mundo) -> None:
    await mundo.erase("C1", telefones=("+5511988887777",), emails=("ana@exemplo.com.br",))
    mundo.rows(
        FILE,
        TROCA | {"message": "Sou a Ana, meu número é (11) 98888-7777"},
        TROCA | {"id": 2, "answer": "Enviamos a ana@exemplo.com.br"},
        TROCA | {"id": 3, "message": "Sou a Bia, (11) 97777-6666"},
    )

    relatorio = await mundo.migrar("s2")

    assert counted(relatorio, FILE) == {RECUSADAS: 2, NOVAS: 1}


@pytest.mark.parametrize(
    ("fields", "campo"),
    [
        ({"sector": "marketing"}, "sector"),
        ({"client_id": "17"}, "client_id"),
        ({"client_id": ""}, "client_id"),
        ({"message": ""}, "message"),
        ({"validated_by": "robot"}, "validated_by"),
        ({"operator_name": "J" * 101}, "operator_name"),
        ({"created_at": "ontem"}, "created_at"),
    ],
    ids=["sector", "a number", "nobody", "no words", "validated_by", "operator_name", "created_at"],
)
async def test_a_bad_row_is_refused(mundo: Mundo, fields: dict[str, Any], campo: str) -> None:
    mundo.rows(FILE, TROCA | fields, TROCA | {"id": 2})

    relatorio = await mundo.migrar("s2")

    assert counted(relatorio, FILE) == {RECUSADAS: 1, NOVAS: 1}
    assert f"recusada: {FILE}, linha 2 ({campo}): " in mundo.said


async def test_an_id_that_a_mensagem_has_here_is_refused(mundo: Mundo) -> None:
    theirs = Mensagem(
        id="1", client_id=TROCA["client_id"], message="Oi", created_at=TUESDAY, updated_at=TUESDAY
    )
    await mundo.mensagens.add(theirs)

    mundo.rows(FILE, TROCA)
    relatorio = await mundo.migrar("s2")

    assert counted(relatorio, FILE) == {RECUSADAS: 1}
    assert await mundo.mensagem() == theirs
    assert CONTA not in mundo.said
