"""What a site's form says, however it is posted; who cannot be answered is told so."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from shared.kit.canais import Entrada, Provedor
from shared.kit.errors import InvalidInput, MalformedRequest
from shared.recebimentos.leitura import formulario
from tests.webhook_bodies import FORMULARIO, json_bytes, multipart

NOW = datetime(2026, 1, 1, 12, 1, tzinfo=UTC)
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def envelope(content_type: str = JSON, *, repeticao: str | None = None, agora: datetime = NOW) -> Any:
    return formulario.Envelope(content_type, repeticao, agora)


def read(body: Any, **options: Any) -> Entrada:
    return formulario.read(json_bytes(body), envelope(**options)).entrada


def pointers(body: Any) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        read(body)
    return [error.pointer for error in caught.value.errors]


def test_the_same_form_is_read_alike_as_json_and_as_either_web_form() -> None:
    raw, multipart_type = multipart(FORMULARIO)

    found = [
        formulario.read(json_bytes(FORMULARIO), envelope(JSON)).entrada,
        formulario.read(urlencode(FORMULARIO).encode(), envelope(FORM)).entrada,
        formulario.read(raw, envelope(multipart_type)).entrada,
    ]

    assert found[0] == found[1] == found[2]
    assert (found[0].provedor, found[0].endereco, found[0].telefone, found[0].nome, found[0].texto) == (
        Provedor.FORMULARIO,
        "+5531999999999",
        "+5531999999999",
        "João Silva",
        "Quero um orçamento.",
    )
    assert found[0].campos == {"email": "joao@exemplo.com.br"}


def test_an_e_mail_alone_is_enough() -> None:
    found = read({"email": "Joao@Exemplo.com.br", "mensagem": "Oi"})

    assert (found.endereco, found.telefone) == ("joao@exemplo.com.br", None)


def test_a_wrong_phone_beside_a_good_e_mail_does_no_harm() -> None:
    assert read(FORMULARIO | {"telefone": "123"}).endereco == "joao@exemplo.com.br"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, ["#/mensagem", "#/email"]),
        ({"mensagem": "Oi"}, ["#/email"]),
        ({"mensagem": "Oi", "telefone": "123"}, ["#/telefone"]),
        ({"mensagem": "  ", "email": "joao@exemplo.com.br"}, ["#/mensagem"]),
        ({"mensagem": {"a": 1}, "email": ["x"]}, ["#/mensagem", "#/email"]),
    ],
)
def test_who_could_not_be_answered_is_told_what_is_wrong(body: dict[str, Any], expected: list[str]) -> None:
    assert pointers(body) == expected


def test_the_field_that_people_do_not_see_gives_a_robot_away() -> None:
    robot = formulario.read(json_bytes(FORMULARIO | {"nao_preencha": "http://x"}), envelope())
    person = formulario.read(json_bytes(FORMULARIO | {"nao_preencha": ""}), envelope())

    assert (robot.is_robot, person.is_robot) == (True, False)


@pytest.mark.parametrize(
    ("aberto_ha_ms", "is_robot"),
    [(0, True), (1_499, True), (1_500, False), (-1, False), ("0", False), (True, False), (None, False)],
)
def test_who_sends_a_page_as_soon_as_it_opens_is_a_robot(aberto_ha_ms: Any, is_robot: bool) -> None:
    found = formulario.read(json_bytes(FORMULARIO | {"aberto_ha_ms": aberto_ha_ms}), envelope())

    assert found.is_robot is is_robot


def test_how_long_the_page_was_open_makes_no_other_message_and_is_not_kept() -> None:
    first, again = (read(FORMULARIO | {"aberto_ha_ms": ms}, repeticao="abc") for ms in (9_000, 12_000))

    assert first == again == read(FORMULARIO, repeticao="abc")


def test_other_fields_are_kept_under_names_that_are_nobody_else_s() -> None:
    found = read(FORMULARIO | {"procedimento": "clareamento", "subscriber_id": 7, "vazio": ""})

    assert found.campos == {
        "email": "joao@exemplo.com.br",
        "extra_procedimento": "clareamento",
        "extra_subscriber_id": "7",
    }


def test_pressing_twice_sends_one_message_and_writing_again_later_another() -> None:
    first, again = read(FORMULARIO), read(FORMULARIO, agora=NOW + timedelta(minutes=2))
    later = read(FORMULARIO, agora=NOW + timedelta(minutes=20))

    assert first.provedor_id == again.provedor_id != later.provedor_id


def test_an_idempotency_key_makes_it_one_message_at_any_time() -> None:
    first = read(FORMULARIO, repeticao="abc")
    again = read(FORMULARIO, repeticao="abc", agora=NOW + timedelta(days=2))

    assert first.provedor_id == again.provedor_id


def test_a_page_that_sends_everybody_under_one_key_loses_nobody() -> None:
    marina, joao = (read(FORMULARIO | {"nome": nome}, repeticao="abc") for nome in ("Marina", "João"))

    assert marina.provedor_id != joao.provedor_id


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_malformed(raw: bytes) -> None:
    with pytest.raises(MalformedRequest):
        formulario.read(raw, envelope())


@pytest.mark.parametrize("raw", [b"mensagem=%ff", b"&".join([b"a=1"] * 200)])
def test_a_web_form_that_cannot_be_read_is_malformed(raw: bytes) -> None:
    with pytest.raises(MalformedRequest):
        formulario.read(raw, envelope(FORM))


@pytest.mark.parametrize("value", [None, 0, True, [], {}, 10**300, "x" * 100_000])
@pytest.mark.parametrize("name", ["nome", "telefone", "assunto", "outro"])
def test_a_field_of_another_shape_never_raises(name: str, value: Any) -> None:
    assert read(FORMULARIO | {name: value}).texto == "Quero um orçamento."
