"""What Z-API's callbacks say, and which of them say nothing to us."""

from typing import Any

import pytest

from shared.kit.canais import Entrada, Provedor, Recibo, Situacao
from shared.kit.errors import MalformedRequest
from shared.recebimentos.leitura import zapi
from tests.webhook_bodies import ZAPI, json_bytes


def read(**fields: Any) -> list[Any]:
    return list(zapi.read(json_bytes(ZAPI | fields)))


def without_text(**fields: Any) -> Entrada:
    body = {name: value for name, value in ZAPI.items() if name != "text"} | fields
    [found] = zapi.read(json_bytes(body))
    assert isinstance(found, Entrada)
    return found


def test_the_documented_message_is_read_whole() -> None:
    assert read() == [
        Entrada(
            Provedor.ZAPI,
            "3EB0C767",
            "+5531999999999",
            texto="SIM",
            telefone="+5531999999999",
            nome="João",
            em_resposta_a="3EB0ORIG",
            em=1767225600,
        )
    ]


@pytest.mark.parametrize("flag", ["fromMe", "isGroup", "isNewsletter", "waitingMessage"])
def test_what_no_person_wrote_to_us_is_left_out(flag: str) -> None:
    assert read(**{flag: True}) == []


def test_an_edit_is_a_new_version_and_its_repetition_is_not() -> None:
    [first], [edited], [again] = read(), read(isEdit=True, momment=1), read(isEdit=True, momment=1)

    assert first.provedor_id == edited.provedor_id
    assert first.versao != edited.versao == again.versao


def test_who_hides_the_number_is_reached_by_the_lid() -> None:
    [found] = read(phone="123456789@lid", senderLid="123456789@lid")

    assert (found.endereco, found.telefone, found.campos["lid"]) == ("123456789@lid", None, "123456789@lid")


@pytest.mark.parametrize(
    ("content", "tipo", "texto", "extra"),
    [
        (
            {"buttonsResponseMessage": {"buttonId": "p:1", "message": "Confirmar"}},
            "botao",
            "Confirmar",
            "p:1",
        ),
        ({"listResponseMessage": {"selectedRowId": "p:2", "title": "Quinta"}}, "botao", "Quinta", "p:2"),
        ({"audio": {"audioUrl": "https://z.io/a.ogg"}}, "audio", "", "https://z.io/a.ogg"),
        ({"image": {"imageUrl": "https://z.io/a.jpg", "caption": "x"}}, "imagem", "x", "https://z.io/a.jpg"),
        ({"audio": {"audioUrl": "file:///etc/passwd"}}, "audio", "", None),
        ({"audio": {"audioUrl": "http://169.254.169.254/"}}, "audio", "", None),
        ({"reaction": {"value": "👍"}}, "outro", "👍", None),
        ({"document": {"caption": "laudo"}}, "outro", "laudo", None),
        ({"location": {"latitude": 1}}, "outro", "", None),
    ],
)
def test_every_kind_of_content_is_kept(
    content: dict[str, Any], tipo: str, texto: str, extra: str | None
) -> None:
    found = without_text(**content)

    assert (found.tipo, found.texto, found.botao or found.midia) == (tipo, texto, extra)


@pytest.mark.parametrize(
    ("word", "situacao"), [("SENT", "aceito"), ("RECEIVED", "entregue"), ("READ", "lido")]
)
def test_a_status_speaks_of_several_messages(word: str, situacao: str) -> None:
    found = read(type="MessageStatusCallback", status=word, ids=["A", "B", None, {}])

    assert found == [Recibo(Provedor.ZAPI, Situacao(situacao), one, em=1767225600) for one in ("A", "B")]


def test_a_delivery_that_failed_says_so() -> None:
    [good], [bad] = read(type="DeliveryCallback"), read(type="DeliveryCallback", error="Phone not exists")

    assert (good.situacao, bad.situacao) == (Situacao.ACEITO, Situacao.FALHOU)


@pytest.mark.parametrize("kind", ["PresenceChatCallback", "ConnectedCallback", "NovoCallback"])
def test_other_callbacks_say_nothing(kind: str) -> None:
    assert read(type=kind) == []


@pytest.mark.parametrize("kind", [None, "", {}, []])
def test_what_names_no_type_is_malformed(kind: Any) -> None:
    with pytest.raises(MalformedRequest):
        read(type=kind)


@pytest.mark.parametrize("value", [None, 0, True, "x", [], {}, {"message": {}}, 10**300])
@pytest.mark.parametrize("name", sorted(ZAPI.keys() - {"type"}))
def test_a_field_of_another_shape_never_raises(name: str, value: Any) -> None:
    assert all(found.endereco for found in read(**{name: value}))
