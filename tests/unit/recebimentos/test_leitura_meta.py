"""What Meta's batches say: every message, status and preference of ours, whatever else is in them."""

import copy
from typing import Any

import pytest

from shared.kit.canais import Entrada, Preferencia, Provedor, Recibo, Situacao, TipoConteudo
from shared.kit.errors import MalformedRequest
from shared.recebimentos.leitura import meta
from tests.webhook_bodies import META, PHONE_NUMBER_ID, PREFERENCES, json_bytes

OURS = frozenset({PHONE_NUMBER_ID})


def read(body: Any) -> list[Any]:
    return list(meta.read(json_bytes(body), remetentes=OURS))


def with_message(**message: Any) -> dict[str, Any]:
    """The documented batch with this one message, and no status."""
    body = copy.deepcopy(META)
    value = body["entry"][0]["changes"][0]["value"]
    value["messages"] = [{"from": "5531999999999", "id": "wamid.1", "timestamp": "1767225600"} | message]
    del value["statuses"]
    return body


def one(body: Any) -> Entrada:
    [found] = read(body)
    assert isinstance(found, Entrada)
    return found


def test_a_batch_gives_each_message_and_each_status() -> None:
    text, interactive, button, status = read(META)

    assert text == Entrada(
        Provedor.META,
        "wamid.X",
        "+5531999999999",
        texto="SIM",
        telefone="+5531999999999",
        nome="João",
        em_resposta_a="wamid.ORIG",
        campos={"user_id": "BR.1502576394655843"},
        em=1767225600,
    )
    for pressed in (interactive, button):
        assert (pressed.tipo, pressed.texto, pressed.botao) == (TipoConteudo.BOTAO, "Confirmar", "conf:abc:1")
    assert status == Recibo(
        Provedor.META, Situacao.FALHOU, "wamid.OUT", "outbox-id", codigo="131047", em=1767225603
    )


def test_each_message_keeps_its_own_part_of_the_body_and_no_other_s() -> None:
    text, interactive, *_ = read(META)

    assert "wamid.X" in text.bruto
    assert "wamid.Y" not in text.bruto
    assert "wamid.Y" in interactive.bruto


def test_many_entries_and_changes_are_read_in_order() -> None:
    body = with_message(type="text", text={"body": "um"})
    other = with_message(id="wamid.2", type="text", text={"body": "dois"})
    body["entry"][0]["changes"] += other["entry"][0]["changes"]
    body["entry"] += with_message(id="wamid.3", type="text", text={"body": "três"})["entry"]

    assert [found.texto for found in read(body)] == ["um", "dois", "três"]


def test_what_is_of_another_number_is_left_alone() -> None:
    body = copy.deepcopy(META)
    body["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = "999"

    assert read(body) == []
    assert len(list(meta.read(json_bytes(body), remetentes=()))) == 4


@pytest.mark.parametrize(
    ("word", "expected"), [("sent", "aceito"), ("delivered", "entregue"), ("read", "lido")]
)
def test_statuses_without_errors_tell_how_far_a_message_came(word: str, expected: str) -> None:
    body = copy.deepcopy(META)
    value = body["entry"][0]["changes"][0]["value"]
    value["messages"], value["statuses"] = [], [{"id": "wamid.OUT", "status": word}]

    assert read(body) == [Recibo(Provedor.META, Situacao(expected), "wamid.OUT")]


def test_a_status_that_moves_nothing_is_left_out() -> None:
    body = copy.deepcopy(META)
    value = body["entry"][0]["changes"][0]["value"]
    value["messages"] = []
    value["statuses"] = [{"id": "w", "status": "played"}, {"status": "read"}, "lido", None]

    assert read(body) == []


@pytest.mark.parametrize(("value", "sair"), [("stop", True), ("resume", False)])
def test_a_preference_says_who_and_what(value: str, sair: bool) -> None:
    body = copy.deepcopy(PREFERENCES)
    body["entry"][0]["changes"][0]["value"]["user_preferences"][0]["value"] = value

    assert read(body) == [Preferencia(Provedor.META, "+5531999999999", sair=sair, em=1767225600)]


def test_who_has_no_phone_is_reached_by_their_user_id() -> None:
    body = with_message(type="text", text={"body": "Oi"}, from_user_id="BR.150")
    value = body["entry"][0]["changes"][0]["value"]
    del value["messages"][0]["from"], value["contacts"][0]["wa_id"]

    found = one(body)

    assert (found.endereco, found.telefone) == ("BR.150", None)


def test_a_number_without_its_ninth_digit_stays_as_it_was_dialled() -> None:
    found = one(with_message(**{"from": "553199629004"}, type="text", text={"body": "Oi"}))

    assert found.telefone == found.endereco == "+553199629004"


@pytest.mark.parametrize(
    ("message", "tipo", "texto", "midia"),
    [
        ({"type": "audio", "audio": {"id": "MEDIA", "voice": True}}, "audio", "", "MEDIA"),
        ({"type": "image", "image": {"id": "MEDIA", "caption": "o dente"}}, "imagem", "o dente", "MEDIA"),
        ({"type": "document", "document": {"id": "MEDIA", "caption": "laudo"}}, "outro", "laudo", "MEDIA"),
        ({"type": "reaction", "reaction": {"message_id": "wamid.O", "emoji": "👍"}}, "outro", "👍", None),
        ({"type": "location", "location": {"latitude": 1.5}}, "outro", "", None),
        ({"type": "holograma", "holograma": {"x": 1}}, "outro", "", None),
        ({"type": "interactive", "interactive": {"nfm_reply": {"response_json": "{}"}}}, "outro", "", None),
        (
            {"type": "interactive", "interactive": {"list_reply": {"id": "op:2", "title": "Quinta, 15h"}}},
            "botao",
            "Quinta, 15h",
            None,
        ),
        ({}, "outro", "", None),
    ],
)
def test_every_type_is_kept_also_those_that_are_not_known(
    message: dict[str, Any], tipo: str, texto: str, midia: str | None
) -> None:
    found = one(with_message(**message))

    assert (found.tipo, found.texto, found.midia) == (tipo, texto, midia)


def test_a_reaction_answers_the_message_that_it_is_on() -> None:
    body = with_message(type="reaction", reaction={"message_id": "wamid.O", "emoji": "👍"})

    assert one(body).em_resposta_a == "wamid.O"


def test_a_message_without_an_id_is_told_apart_by_what_it_holds() -> None:
    first, again = (one(with_message(id=None, type="text", text={"body": "Oi"})) for _ in range(2))
    other = one(with_message(id=None, type="text", text={"body": "Olá"}))

    assert first.provedor_id == again.provedor_id != other.provedor_id


def test_half_characters_and_controls_are_taken_out_of_texts() -> None:
    body = (
        b'{"entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"%s"},"messages":['
        % (PHONE_NUMBER_ID.encode())
    )
    body += b'{"from":"5531999999999","id":"w\\u0000x","type":"text","text":{"body":"a\\ud800\\u0000b\\nc"}}]}}]}]}'

    [found] = meta.read(body, remetentes=OURS)

    assert isinstance(found, Entrada)
    assert (found.provedor_id, found.texto) == ("wx", "a?b\nc")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"texto"',
        b"{}",
        b'{"entry":{}}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"entry":' + b"[" * 100_000,
        b'{"entry":' + b"9" * 10_000 + b"}",
    ],
)
def test_what_is_no_notification_is_malformed(body: bytes) -> None:
    with pytest.raises(MalformedRequest):
        meta.read(body, remetentes=OURS)


@pytest.mark.parametrize("inner", [None, 1, "x", [], [None], [1], [[]], {}, {"a": 1}, True, 1e400])
@pytest.mark.parametrize(
    "place", ["changes", "value", "messages", "contacts", "statuses", "metadata", "text"]
)
def test_a_field_of_another_shape_never_raises(place: str, inner: Any) -> None:
    body = with_message(type="text", text={"body": "Oi"})
    change = body["entry"][0]["changes"][0]
    targets = {"changes": body["entry"][0], "value": change, "text": change["value"]["messages"][0]}
    targets.get(place, change["value"])[place] = inner

    assert all(found.endereco for found in read(body))
