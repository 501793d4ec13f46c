"""What Twilio's forms say: messages and what became of ours."""

import pytest

from shared.kit.canais import Entrada, Provedor, Recibo, Situacao
from shared.kit.errors import MalformedRequest
from shared.recebimentos.leitura import twilio
from tests.webhook_bodies import TWILIO


def read(**fields: str) -> list[object]:
    return list(twilio.read([*(TWILIO | fields).items()]))


def one(**fields: str) -> Entrada:
    [found] = read(**fields)
    assert isinstance(found, Entrada)
    return found


def test_the_documented_message_is_read_whole() -> None:
    assert read() == [
        Entrada(
            Provedor.TWILIO,
            "SM1",
            "+5531999999999",
            texto="SIM",
            telefone="+5531999999999",
            nome="João",
            em_resposta_a="SMORIG",
        )
    ]


def test_a_button_brings_its_payload() -> None:
    found = one(ButtonText="Confirmar", ButtonPayload="p:1", Body="Confirmar")

    assert (found.tipo, found.texto, found.botao) == ("botao", "Confirmar", "p:1")


@pytest.mark.parametrize(
    ("kind", "tipo"),
    [("audio/ogg", "audio"), ("image/jpeg", "imagem"), ("application/pdf", "outro"), ("", "outro")],
)
def test_media_are_told_apart_by_their_type(kind: str, tipo: str) -> None:
    found = one(NumMedia="1", MediaUrl0="https://api.twilio.com/m/1", MediaContentType0=kind, Body="")

    assert (found.tipo, found.midia) == (tipo, "https://api.twilio.com/m/1")


@pytest.mark.parametrize(
    ("status", "situacao"),
    [
        ("sent", "aceito"),
        ("delivered", "entregue"),
        ("read", "lido"),
        ("undelivered", "falhou"),
        ("failed", "falhou"),
    ],
)
def test_a_status_callback_tells_how_far_it_came(status: str, situacao: str) -> None:
    fields = {"MessageSid": "SM2", "MessageStatus": status, "ErrorCode": "63016", "From": "", "Body": ""}

    assert twilio.read([*fields.items()]) == [
        Recibo(Provedor.TWILIO, Situacao(situacao), "SM2", codigo="63016")
    ]


@pytest.mark.parametrize("status", ["queued", "sending", "accepted", "scheduled"])
def test_a_status_on_the_way_says_nothing(status: str) -> None:
    assert read(MessageStatus=status) == []


def test_a_sender_that_is_no_phone_is_answered_as_it_is_called() -> None:
    found = one(From="messenger:12345")

    assert (found.endereco, found.telefone) == ("messenger:12345", None)


def test_who_cannot_be_answered_is_left_out() -> None:
    assert read(From="") == []


@pytest.mark.parametrize("raw", [b"a=%ff", b"\xff", b"&".join([b"a=1"] * 1_000)])
def test_a_form_that_cannot_be_read_is_malformed(raw: bytes) -> None:
    with pytest.raises(MalformedRequest):
        twilio.read_pairs(raw)


@pytest.mark.parametrize("raw", [b"", b"Body=Oi", b"MessageSid="])
def test_a_form_that_names_no_message_is_malformed(raw: bytes) -> None:
    with pytest.raises(MalformedRequest):
        twilio.read(twilio.read_pairs(raw))
