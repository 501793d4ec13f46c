"""A question by WhatsApp through the real host: answered once by an approved answer, settled by a button, opened again
within a week, and a person's where nothing approved fits."""

from itertools import count
from typing import Any

import pytest

from tests.e2e.client import Attendant
from tests.e2e.test_conversas import until_tuesday, write
from tests.e2e.titular import admin
from tests.local_host import LocalHost

_phones = count(5511982330001)
TEXTO = "Atendemos de segunda a sexta, das 8h às 18h."
RESPOSTA = {
    "intencao": "informacao",
    "titulo": "Horário de atendimento",
    "perguntas": ["Qual é o horário de atendimento?", "Que horas vocês abrem?"],
    "texto": TEXTO,
}
PERGUNTA = "Qual é o horário de atendimento?"


@pytest.fixture(scope="module")
def paula(local_host: LocalHost) -> Attendant:
    """On a Tuesday morning, with one approved answer."""
    until_tuesday(local_host)
    admin(local_host).post("/respostas", RESPOSTA, status=201)
    local_host.settle()
    return Attendant(local_host)


@pytest.fixture
def phone() -> str:
    return str(next(_phones))


def chamados_of(paula: Attendant, phone: str) -> list[dict[str, Any]]:
    """The newest first."""
    found = admin(paula.host).call("POST", "/clientes/buscar", json={"telefone": phone}).json()["itens"]
    listed = paula.call("GET", f"/chamados/cliente/{found[0]['id']}").json()
    return [paula.get(f"/chamados/{one['id']}") for one in listed]


def envios_of(paula: Attendant, chamado: dict[str, Any]) -> list[dict[str, Any]]:
    """The answers of this chamado, beside what says that a button was heard."""
    found = paula.get("/envios", cliente_id=chamado["cliente_id"], limite=50)["itens"]
    whole = [paula.get(f"/envios/{one['id']}") for one in found]
    return [one for one in whole if one["chave"].startswith(f"chamado-{chamado['id']}")]


def press(paula: Attendant, phone: str, botao: dict[str, Any]) -> None:
    reply = {"type": "button_reply", "button_reply": {"id": botao["id"], "title": botao["titulo"]}}
    write(paula.host, phone, "", type="interactive", interactive=reply)


def test_a_question_is_answered_once_and_settled_by_the_button(paula: Attendant, phone: str) -> None:
    write(paula.host, phone, PERGUNTA)
    (answered,) = chamados_of(paula, phone)
    (envio,) = envios_of(paula, answered)

    press(paula, phone, envio["botoes"][0])
    write(paula.host, phone, "Obrigada!")
    (settled,) = chamados_of(paula, phone)

    assert (answered["situacao"], answered["resposta_automatica"]) == ("aguardando_cliente", TEXTO)
    assert (envio["status"], envio["texto"].startswith(TEXTO)) == ("aceito", True)
    assert (settled["situacao"], settled["resolvido_por"]) == ("resolvido", "cliente")
    assert len(envios_of(paula, settled)) == 1


def test_a_button_that_says_no_brings_a_person(paula: Attendant, phone: str) -> None:
    write(paula.host, phone, PERGUNTA)
    (answered,) = chamados_of(paula, phone)
    (envio,) = envios_of(paula, answered)

    press(paula, phone, envio["botoes"][1])
    (routed,) = chamados_of(paula, phone)

    assert (routed["situacao"], routed["encaminhado_para_humano"]) == ("encaminhado", True)


def test_two_messages_at_once_are_one_chamado_of_a_person(paula: Attendant, phone: str) -> None:
    write(paula.host, phone, "Oi, tudo bem?")
    write(paula.host, phone, "O sistema parou de funcionar e ninguém consegue entrar")

    (routed,) = chamados_of(paula, phone)

    assert (routed["situacao"], routed["setor"]) == ("encaminhado", "suporte")
    assert envios_of(paula, routed) == []


def test_a_solved_one_opens_again_within_a_week_and_not_after(paula: Attendant, phone: str) -> None:
    write(paula.host, phone, PERGUNTA)
    write(paula.host, phone, "Resolveu, obrigada!")
    paula.host.advance(days=6)
    write(paula.host, phone, "Preciso falar sobre o meu contrato")
    (again,) = chamados_of(paula, phone)
    paula.call("PUT", f"/chamados/{again['id']}?novo_status=resolvido")
    paula.host.advance(days=8)

    write(paula.host, phone, "Preciso de outra coisa")

    newest, older = chamados_of(paula, phone)
    assert again["situacao"] != "resolvido"
    assert older["situacao"] == "fechado"
    assert newest["id"] != older["id"]
