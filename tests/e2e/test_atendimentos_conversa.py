"""An appointment by WhatsApp through the real host: asked about, confirmed by a button, moved to an hour of five."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from tests.e2e.client import Attendant
from tests.e2e.test_chamados_conversa import press
from tests.e2e.test_conversas import clock, until_tuesday, write
from tests.e2e.titular import admin
from tests.local_host import LocalHost

_phones = count(5511982440001)
HELENA = "Dra. Helena Prado"
TARDE = [{"inicio": "14:00", "fim": "18:00"}]


@pytest.fixture(scope="module")
def paula(local_host: LocalHost) -> Attendant:
    """On a Tuesday morning, with one who treats on every weekday's afternoon."""
    until_tuesday(local_host)
    chefe = admin(local_host)
    etag = chefe.call("GET", "/conta").headers["ETag"]
    policy = {"profissionais": [{"nome": HELENA, "grade": {str(day): TARDE for day in range(5)}}]}
    changed = chefe.call("PATCH", "/conta", json={"atendimentos": policy}, headers={"If-Match": etag})
    assert changed.status_code == 200, changed.text
    return Attendant(local_host)


@pytest.fixture
def phone() -> str:
    return str(next(_phones))


def asked(paula: Attendant, phone: str, *, hora: str = "14:30") -> tuple[dict[str, Any], dict[str, Any]]:
    """One of tomorrow afternoon, and the question about it that left."""
    dia = clock(paula.host).date() + timedelta(days=1)
    body = {"nome_paciente": "Marina Prates", "telefone": phone, "nome_medico": HELENA}
    made = paula.post("/atendimentos", body | {"data_consulta": f"{dia}T{hora}"}, status=201)
    paula.host.settle()
    return paula.get(f"/atendimentos/{made['id']}"), said(paula, made["id"])[0]


def said(paula: Attendant, atendimento_id: str) -> list[dict[str, Any]]:
    """What this person was sent, the newest first."""
    cliente_id = paula.get(f"/atendimentos/{atendimento_id}")["cliente_id"]
    found = paula.get("/envios", cliente_id=cliente_id, limite=50)["itens"]
    return [paula.get(f"/envios/{one['id']}") for one in found]


def test_a_button_confirms_and_is_acknowledged_with_day_and_hour(paula: Attendant, phone: str) -> None:
    at, question = asked(paula, phone)

    press(paula, phone, question["botoes"][0])

    newest = said(paula, at["id"])[0]
    assert question["status"] == "aceito"
    assert paula.get(f"/atendimentos/{at['id']}")["status_confirmacao"] == "confirmado"
    assert "Presença confirmada" in newest["texto"]
    assert "amanhã" in newest["texto"]
    assert "14h30" in newest["texto"]


def test_who_wants_another_hour_chooses_one_of_five_and_has_it(paula: Attendant, phone: str) -> None:
    at, _ = asked(paula, phone)

    write(paula.host, phone, "quero remarcar")
    proposed = said(paula, at["id"])[0]
    write(paula.host, phone, "2")

    moved = paula.get(f"/atendimentos/{at['id']}")
    assert [line[:4] for line in proposed["texto"].splitlines()[-6:]] == [f"{n} - " for n in range(1, 7)]
    assert moved["versao"] == 2
    assert moved["data_consulta"] != at["data_consulta"]
    assert "agora é" in said(paula, at["id"])[0]["texto"]


def test_who_answers_of_two_without_saying_which_is_asked_once_and_then_a_persons(
    paula: Attendant, phone: str
) -> None:
    first, _ = asked(paula, phone)
    second, _ = asked(paula, phone, hora="16:00")
    both = [first["id"], second["id"]]

    for _ in range(2):
        write(paula.host, phone, "sim, vou")
    told, which = [one["texto"] for one in said(paula, first["id"])[:2]]
    before = [paula.get(f"/atendimentos/{one}")["status_confirmacao"] for one in both]
    tarefas = paula.get("/tarefas", tipo="responder", cliente_id=first["cliente_id"])["itens"]
    number = next(line[0] for line in which.splitlines()[1:] if "16h" in line)
    write(paula.host, phone, number)

    assert "Uma pessoa da equipe" in told
    assert before == ["pendente", "pendente"]
    assert [one["mensagem"] for one in tarefas] == ["sim, vou"]
    after = [paula.get(f"/atendimentos/{one}")["status_confirmacao"] for one in both]
    assert after == ["pendente", "confirmado"]
    assert "Presença confirmada" in said(paula, first["id"])[0]["texto"]


def test_what_speaks_of_a_bill_is_a_persons_and_leaves_the_hour(paula: Attendant, phone: str) -> None:
    at, question = asked(paula, phone)
    press(paula, phone, question["botoes"][0])

    write(paula.host, phone, "quero cancelar meu plano")

    assert paula.get(f"/atendimentos/{at['id']}")["status_confirmacao"] == "confirmado"
