"""Appointments through HTTP alone: booked, told by a hospital's system, moved, listed, imported, each conta its own."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.local_host import LocalHost
from tests.tokens import issue_token

MARINA = "(11) 98888-7777"


@pytest.fixture
def paula(local_host: LocalHost) -> Attendant:
    """Each story in a conta of its own."""
    return Attendant(local_host, issue_token(local_host, f"clinica-{uuid.uuid4().hex[:8]}", Papel.ADMIN))


def booking(dia: date, hora: str = "14:30", **fields: Any) -> dict[str, Any]:
    return {
        "nome_paciente": "Marina Prates",
        "telefone": MARINA,
        "nome_medico": "Dra. Paula Reis",
        "especialidade": "Ortodontia",
        "data_consulta": f"{dia}T{hora}",
    } | fields


def told(paula: Attendant, agenda_id: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    answer = paula.call("PUT", f"/atendimentos/agenda/{agenda_id}", json=body)
    return answer.status_code, dict(answer.json())


def test_what_the_hospital_tells_is_booked_once_repeated_for_nothing_and_moved(paula: Attendant) -> None:
    dia = paula.today() + timedelta(days=9)

    made, first = told(paula, "51177197", booking(dia))
    paula.host.settle()
    again, same = told(paula, "51177197", booking(dia))
    moved, later = told(paula, "51177197", booking(dia + timedelta(days=1), "09:00"))
    past, refused = told(paula, "51177198", booking(paula.today() - timedelta(days=1)))

    assert (made, again, moved) == (201, 200, 200)
    assert (first["nr_seq_agenda"], first["data_consulta"]) == (51177197, f"{dia}T14:30:00-03:00")
    assert (same["id"], same["versao"]) == (first["id"], 1)
    assert (later["versao"], later["status_confirmacao"]) == (2, "pendente")
    assert later["historico"][0]["motivo"] == "agenda de origem"
    assert (past, refused["errors"]) == (422, [{"pointer": "#/data_consulta", "detail": "já passou"}])
    assert [one["id"] for one in paula.get("/atendimentos", nr_seq_agenda="51177197")["itens"]] == [
        first["id"]
    ]


def test_a_story_of_people_who_edit_the_same_appointment(paula: Attendant) -> None:
    dia = paula.today() + timedelta(days=9)
    made = paula.call("POST", "/atendimentos", json=booking(dia), headers={"Idempotency-Key": "k"})
    again = paula.call("POST", "/atendimentos", json=booking(dia), headers={"Idempotency-Key": "k"})
    other = paula.call("POST", "/atendimentos", json=booking(dia, "15:00"), headers={"Idempotency-Key": "k"})
    path = made.headers["Location"]
    paula.host.settle()
    read = paula.call("GET", path)

    asked = {"data_consulta": f"{dia + timedelta(days=1)}T09:00", "motivo": "Pediu a manhã."}
    moved = paula.call("POST", f"{path}/remarcar", json=asked, headers={"If-Match": read.headers["ETag"]})
    stale = paula.call(
        "POST",
        f"{path}/status",
        json={"status": "cancelado"},
        headers={"If-Match": read.headers["ETag"]},
    )
    early = paula.call("POST", f"{path}/status", json={"status": "faltou"})
    cancelled = paula.call(
        "POST",
        f"{path}/status",
        json={"status": "cancelado"},
        headers={"If-Match": moved.headers["ETag"]},
    )

    assert (made.status_code, again.json()["id"], other.status_code) == (201, made.json()["id"], 422)
    assert read.json()["cliente_id"]
    assert (moved.status_code, moved.json()["historico"][0]["motivo"]) == (200, "Pediu a manhã.")
    assert (stale.status_code, early.status_code) == (412, 409)
    assert (cancelled.status_code, cancelled.json()["situacao"]) == (200, "Foi cancelado.")


def test_data_are_mended_only_of_the_version_that_was_read(paula: Attendant) -> None:
    made = paula.post("/atendimentos", booking(paula.today() + timedelta(days=9)), status=201)
    path = f"/atendimentos/{made['id']}"
    paula.host.settle()
    etag = paula.call("GET", path).headers["ETag"]

    blind = paula.call("PATCH", path, json={"local": "Sala 4"})
    mended = paula.call("PATCH", path, json={"local": "Sala 4"}, headers={"If-Match": etag})
    stale = paula.call("PATCH", path, json={"local": "Sala 5"}, headers={"If-Match": etag})

    assert (blind.status_code, mended.status_code, stale.status_code) == (428, 200, 412)
    assert (mended.json()["local"], mended.json()["versao"]) == ("Sala 4", 1)


def test_the_day_is_listed_in_its_order_by_professional_and_status(paula: Attendant) -> None:
    dia = paula.today() + timedelta(days=9)
    late = paula.post("/atendimentos", booking(dia, "23:30"), status=201)
    early = paula.post("/atendimentos", booking(dia, "08:00", nome_medico="Dr. Caio Lins"), status=201)
    paula.post("/atendimentos", booking(dia + timedelta(days=1), "00:10"), status=201)
    paula.post(f"/atendimentos/{late['id']}/status", {"status": "confirmado"})

    day = {"de": str(dia), "ate": str(dia)}
    listed = paula.get("/atendimentos", **day)["itens"]
    page = paula.get("/atendimentos", **day, limite=1)
    rest = paula.get("/atendimentos", **day, limite=1, cursor=page["cursor"])["itens"]

    assert [one["id"] for one in listed] == [early["id"], late["id"]]
    assert [one["id"] for one in (*page["itens"], *rest)] == [early["id"], late["id"]]
    his = paula.get("/atendimentos", **day, nome_medico="Dr. Caio Lins")["itens"]
    confirmed = paula.get("/atendimentos", **day, status="confirmado")["itens"]
    assert [one["id"] for one in his] == [early["id"]]
    assert [one["id"] for one in confirmed] == [late["id"]]


def test_s3_s_routes_answer_in_s3_s_words_and_pick_nobody_of_a_family(paula: Attendant) -> None:
    dia = paula.today() + timedelta(days=9)
    body = booking(dia) | {"telefone": "5511988887777", "email": "", "observacoes": None, "nr_seq_agenda": 38}

    made = paula.post("/test/atendimento", body)
    alone = paula.get("/test/atendimento/5511988887777")
    paula.post("/test/atendimento", body | {"nome_paciente": "Pedro Prates", "nr_seq_agenda": "39"})
    family = paula.get("/test/atendimento/1188887777")
    nobody = paula.get("/test/atendimento/abc")
    waiting = paula.get("/test/atendimentos/pendentes")
    one = made["atendimento"]["id"]
    changed = paula.call("PUT", f"/test/atendimento/{one}/status", params={"status": "CONFIRMADO"})
    wrong = paula.call("PUT", f"/test/atendimento/{one}/status", params={"status": "talvez"})

    assert (made["success"], made["message"]) == (True, "Atendimento criado com sucesso")
    assert (made["atendimento"]["status"], made["atendimento"]["telefone"]) == ("pendente", "+5511988887777")
    assert (alone["message"], alone["atendimento"]["id"]) == ("Atendimento encontrado", one)
    assert (family["atendimento"], [it["nome_paciente"] for it in family["atendimentos"]]) == (
        None,
        ["Pedro Prates", "Marina Prates"],
    )
    assert (nobody["success"], nobody["atendimento"]) == (False, None)
    assert waiting["message"] == "Encontrados 2 atendimentos pendentes"
    assert changed.json() == {
        "success": True,
        "message": f"Status do atendimento {one} atualizado para confirmado",
        "atendimento_id": one,
        "novo_status": "confirmado",
    }
    assert wrong.status_code == 422


def test_a_file_comes_in_with_its_bad_rows_told(paula: Attendant) -> None:
    dia = paula.today() + timedelta(days=9)
    rows = (
        "agenda;paciente;celular;data;hora;médico",
        f"1;Marina Prates;{MARINA};{dia:%d/%m/%Y};14:30;Dra. Paula Reis",
        f"2;Rita Alves;não tem;{dia:%d/%m/%Y};15:00;Dra. Paula Reis",
    )
    sent = paula.call(
        "POST",
        "/atendimentos/importar",
        content="\r\n".join(rows).encode("cp1252"),
        headers={"Content-Type": "text/csv"},
    )
    paula.host.settle()

    done = paula.get(sent.headers["Location"])

    assert (sent.status_code, done["tipo"], done["status"]) == (202, "atendimentos", "concluida")
    assert (done["novos"], [(one["linha"], one["campo"]) for one in done["erros"]]) == (
        1,
        [(3, "telefone")],
    )
    [booked] = paula.get("/atendimentos")["itens"]
    assert booked["data_consulta"] == f"{dia}T14:30:00-03:00"


def test_another_conta_has_numbers_of_its_own_and_sees_nothing(paula: Attendant) -> None:
    dia = paula.today() + timedelta(days=9)
    rival = Attendant(paula.host, issue_token(paula.host, "rival", Papel.ADMIN))
    _, ours = told(paula, "77", booking(dia))

    made, theirs = told(rival, "77", booking(dia))

    assert made == 201
    assert theirs["id"] != ours["id"]
    assert rival.call("GET", f"/atendimentos/{ours['id']}").status_code == 404
    moved = rival.call("POST", f"/atendimentos/{ours['id']}/remarcar", json={"data_consulta": f"{dia}T16:00"})
    assert moved.status_code == 404


def test_the_hour_of_a_conta_is_told_and_taken_in_its_zone(paula: Attendant) -> None:
    conta = paula.call("GET", "/conta")
    body = {"fuso": "America/Manaus", "atendimentos": {"antecedencia_h": 72}}
    changed = paula.call("PATCH", "/conta", json=body, headers={"If-Match": conta.headers["ETag"]})
    dia = paula.today() + timedelta(days=9)

    made = paula.post("/atendimentos", booking(dia, "09:00"), status=201)
    elsewhere = paula.post("/atendimentos", booking(dia, "09:00", fuso="America/Sao_Paulo"), status=201)

    assert changed.json()["atendimentos"]["antecedencia_h"] == 72
    assert made["data_consulta"] == f"{dia}T09:00:00-04:00"
    assert elsewhere["data_consulta"] == f"{dia}T09:00:00-03:00"
