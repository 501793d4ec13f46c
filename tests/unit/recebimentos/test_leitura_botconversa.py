"""What Botconversa and S3's N8N flows say, numbers as texts and texts as numbers."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.kit.canais import Entrada
from shared.kit.errors import MalformedRequest
from shared.recebimentos.leitura import botconversa
from tests.webhook_bodies import BOTCONVERSA, BOTCONVERSA_STATUS, N8N, N8N_AGENDA, json_bytes

NOW = datetime(2026, 1, 1, 12, 0, 30, tzinfo=UTC)


def read(body: Any, *, execucao: str = "", agora: datetime = NOW) -> list[Entrada]:
    return botconversa.read(json_bytes(body), execucao=execucao, agora=agora)


def one(body: Any, **options: Any) -> Entrada:
    [found] = read(body, **options)
    return found


def test_n8n_s_answer_is_read_with_what_the_flow_s_author_sends_along() -> None:
    first, second = one(N8N), one(N8N_AGENDA)

    assert (first.endereco, first.telefone, first.nome, first.texto) == (
        "+5511999999999",
        "+5511999999999",
        "João",
        "1",
    )
    assert first.campos == {"subscriber_id": "123456", "mensagem_original": "1", "fluxo": "n8n"}
    assert (second.texto, second.campos["nr_seq_agenda"], second.campos["id_tabela"]) == (
        "0",
        "51177197",
        "38",
    )


@pytest.mark.parametrize("name", ["nr_seq_agenda", "nr_sequencia", "nr_sequencia_agenda"])
def test_the_agenda_has_three_names(name: str) -> None:
    assert one(N8N | {name: 51177197}).campos["nr_seq_agenda"] == "51177197"


@pytest.mark.parametrize("resposta", ["1", 1, 1.0])
def test_an_answer_may_be_a_number(resposta: object) -> None:
    assert one(N8N | {"resposta": resposta}).texto == "1"


def test_without_an_answer_what_was_written_counts() -> None:
    assert one(N8N | {"resposta": "", "mensagem_original": "SAIR"}).texto == "SAIR"


def test_within_the_minute_the_same_answer_is_the_same_message() -> None:
    first = one(N8N_AGENDA)

    again = one(N8N_AGENDA, agora=NOW + timedelta(seconds=20))
    later = one(N8N_AGENDA, agora=NOW + timedelta(minutes=1))
    other = one(N8N_AGENDA | {"nr_seq_agenda": "2"})

    assert first.provedor_id == again.provedor_id
    assert len({first.provedor_id, later.provedor_id, other.provedor_id}) == 3


def test_n8n_s_own_number_of_the_run_tells_retries_from_answers_given_again() -> None:
    first = one(N8N_AGENDA, execucao="231")

    again = one(N8N_AGENDA, execucao="231", agora=NOW + timedelta(hours=1))
    other_run = one(N8N_AGENDA, execucao="232")
    other_person = one(N8N_AGENDA | {"subscriber_id": "7"}, execucao="231")

    assert first.provedor_id == again.provedor_id
    assert len({first.provedor_id, other_run.provedor_id, other_person.provedor_id}) == 3


def test_botconversa_s_own_message_is_read_with_a_phone_that_lacks_the_ninth_digit() -> None:
    found = one(BOTCONVERSA)

    assert (found.provedor_id, found.telefone, found.nome, found.texto, found.em) == (
        "m-1",
        "+553199629004",
        "João Silva",
        "SIM",
        1767225600,
    )


def test_a_status_names_no_message_of_ours() -> None:
    assert read(BOTCONVERSA_STATUS) == []


def test_of_what_is_no_text_the_content_is_an_address() -> None:
    message = BOTCONVERSA["message"] | {"type": "audio", "content": "https://b.com.br/a.ogg"}

    found = one(BOTCONVERSA | {"message": message})

    assert (found.tipo, found.texto, found.midia) == ("audio", "", "https://b.com.br/a.ogg")


def test_who_has_no_usable_phone_is_answered_by_the_subscriber() -> None:
    found = one(N8N | {"telefone": "desconhecido"})

    assert (found.endereco, found.telefone) == ("123456", None)


@pytest.mark.parametrize(
    "phone", ["11999999999", "(11) 99999-9999", "+55 11 99999-9999", 5511999999999, "whatsapp:+5511999999999"]
)
def test_a_phone_may_be_written_in_many_ways(phone: object) -> None:
    assert one(N8N | {"telefone": phone}).telefone == "+5511999999999"


def test_eleven_digits_of_ddd_55_keep_their_ddd() -> None:
    assert one(N8N | {"telefone": "55999991234"}).telefone == "+5555999991234"


@pytest.mark.parametrize("body", [{}, {"telefone": "1"}, [], 3, None, "x"])
def test_what_is_of_neither_shape_is_malformed(body: Any) -> None:
    with pytest.raises(MalformedRequest):
        read(body)


@pytest.mark.parametrize("value", [None, 0, True, "x", [], {}, 10**300, -1.5])
@pytest.mark.parametrize("base", [N8N_AGENDA, BOTCONVERSA])
def test_a_field_of_another_shape_never_raises(base: dict[str, Any], value: Any) -> None:
    bodies = [base | {name: value} for name in base]

    assert all(found.endereco for body in bodies for found in read(body))
