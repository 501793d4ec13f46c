"""What Telegram's updates say: what a person writes to the bot itself."""

import copy
from typing import Any

import pytest

from shared.kit.canais import Entrada, Provedor
from shared.kit.errors import MalformedRequest
from shared.recebimentos.leitura import telegram
from tests.webhook_bodies import TELEGRAM, TELEGRAM_BUTTON, json_bytes


def read(body: Any) -> list[Entrada]:
    return telegram.read(json_bytes(body))


def with_message(**message: Any) -> dict[str, Any]:
    return TELEGRAM | {"message": TELEGRAM["message"] | message}


def test_the_documented_message_is_read_whole() -> None:
    assert read(TELEGRAM) == [
        Entrada(Provedor.TELEGRAM, "2", "3", texto="SIM", nome="João", em=1767225600, versao="1")
    ]


def test_a_pressed_button_answers_the_message_that_it_is_under() -> None:
    [found] = read(TELEGRAM_BUTTON)

    assert (found.tipo, found.botao, found.texto) == ("botao", "c:abc:1", "Confirmar")
    assert (found.endereco, found.em_resposta_a, found.versao) == ("3", "9", "5")
    assert telegram.callback_to_answer(json_bytes(TELEGRAM_BUTTON)) == "4382bfdwdsb323b2d9"
    assert telegram.callback_to_answer(json_bytes(TELEGRAM)) == ""


def test_an_edit_is_a_new_version() -> None:
    edited = {
        "update_id": 8,
        "edited_message": TELEGRAM["message"] | {"text": "NÃO", "edit_date": 1767225700},
    }

    [found] = read(edited)

    assert (found.provedor_id, found.versao, found.texto, found.em) == ("2", "8", "NÃO", 1767225700)


@pytest.mark.parametrize(
    "message",
    [
        {"chat": {"id": -100, "type": "supergroup"}},
        {"chat": {"id": -1, "type": "group"}},
        {"from": {"id": 3, "is_bot": True}},
        {"chat": {}},
        {"message_id": None},
    ],
)
def test_groups_and_bots_are_left_out(message: dict[str, Any]) -> None:
    assert read(with_message(**message)) == []


def test_a_shared_contact_is_a_phone_only_when_it_is_the_sender_s_own() -> None:
    own = {"phone_number": "5531999999999", "user_id": 3}

    [mine], [theirs] = read(with_message(contact=own)), read(with_message(contact=own | {"user_id": 4}))

    assert (mine.telefone, theirs.telefone) == ("+5531999999999", None)


@pytest.mark.parametrize(
    ("message", "tipo", "texto", "midia"),
    [
        ({"voice": {"file_id": "F"}}, "audio", "", "F"),
        ({"photo": [{"file_id": "S"}, {"file_id": "L"}], "caption": "o dente"}, "imagem", "o dente", "L"),
        ({"document": {"file_id": "F"}, "caption": "laudo"}, "outro", "laudo", "F"),
        ({"sticker": {"file_id": "F"}}, "outro", "", None),
    ],
)
def test_every_kind_of_content_is_kept(
    message: dict[str, Any], tipo: str, texto: str, midia: str | None
) -> None:
    body = copy.deepcopy(TELEGRAM)
    del body["message"]["text"]
    body["message"] |= message

    [found] = read(body)

    assert (found.tipo, found.texto, found.midia) == (tipo, texto, midia)


def test_an_update_of_another_kind_says_nothing() -> None:
    assert read({"update_id": 1, "my_chat_member": {}}) == []


@pytest.mark.parametrize("body", [{}, [], {"update_id": None}, {"message": {}}, 7])
def test_what_is_no_update_is_malformed(body: Any) -> None:
    with pytest.raises(MalformedRequest):
        read(body)


@pytest.mark.parametrize("value", [None, 0, True, "x", [], [[]], {}, 10**300])
@pytest.mark.parametrize("name", ["message_id", "from", "chat", "date", "text", "photo", "reply_to_message"])
def test_a_field_of_another_shape_never_raises(name: str, value: Any) -> None:
    assert all(found.endereco for found in read(with_message(**{name: value})))
