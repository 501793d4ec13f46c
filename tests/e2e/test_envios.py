"""Messages through HTTP alone, over the simulated channel: what leaves, what waits, what is stopped, and why."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.e2e.client import Attendant
from tests.e2e.titular import admin, erase
from tests.local_host import LocalHost


@pytest.fixture(scope="module")
def paula(local_host: LocalHost) -> Attendant:
    """On a Tuesday morning."""
    move_to(local_host, weekday=1, hour_utc=13)
    return Attendant(local_host)


def move_to(host: LocalHost, *, weekday: int, hour_utc: int) -> None:
    now = datetime.fromisoformat(host.get("/local/estado").json()["relogio"]["agora"])
    wanted = now.replace(hour=hour_utc, minute=0, second=0, microsecond=0)
    wanted += timedelta(days=(weekday - now.weekday()) % 7)
    if wanted <= now:
        wanted += timedelta(days=7)
    answer = host.post("/local/relogio", json={"ate": wanted.isoformat()})
    assert answer.status_code == 200, answer.text


def cliente(paula: Attendant, telefone: str) -> str:
    fields = {"nome": "Marina Prates", "telefone": telefone}
    return str(admin(paula.host).post("/clientes", fields, status=201)["id"])


def ask(paula: Attendant, chave: str, cliente_id: str, **fields: Any) -> str:
    given = {
        "chave": chave,
        "cliente_id": cliente_id,
        "finalidade": "acompanhamento",
        "texto": f"Oi! ({chave})",
    }
    answer = paula.call("POST", "/envios", json=given | fields)
    assert answer.status_code == 202, answer.text
    assert answer.headers["Location"] == f"/envios/{answer.json()['id']}"
    return str(answer.json()["id"])


def settled(paula: Attendant, envio_id: str) -> dict[str, Any]:
    paula.host.settle()
    return paula.get(f"/envios/{envio_id}")


def test_a_message_leaves_and_tells_step_by_step_why_it_could(paula: Attendant) -> None:
    marina = cliente(paula, "11 98111-0001")

    envio = settled(paula, ask(paula, "sai", marina))
    listed = paula.get("/envios", cliente_id=marina)["itens"]

    assert (envio["status"], envio["provedor"]) == ("aceito", "simulado")
    assert [linha["status"] for linha in envio["historico"]] == ["agendado", "enviando", "aceito"]
    regras = [passo["regra"] for passo in envio["decisao"]["passos"]]
    assert regras.index("opt_out") < regras.index("consentimento") < regras.index("frequencia")
    assert all(passo["passou"] and passo["explicacao"].endswith(".") for passo in envio["decisao"]["passos"])
    assert [one["id"] for one in listed] == [envio["id"]]
    assert paula.get("/envios", cliente_id=marina, status="recusado")["itens"] == []


def test_a_reader_who_has_it_is_told_so(paula: Attendant) -> None:
    envio = settled(paula, ask(paula, "etag", cliente(paula, "11 98111-0002")))
    path = f"/envios/{envio['id']}"
    tag = paula.call("GET", path).headers["ETag"]

    assert paula.call("GET", path, headers={"If-None-Match": tag}).status_code == 304


def test_the_same_key_is_one_message_and_another_body_under_it_is_422(paula: Attendant) -> None:
    marina = cliente(paula, "11 98111-0003")

    first, again = ask(paula, "uma", marina), ask(paula, "uma", marina)
    refused = paula.call(
        "POST",
        "/envios",
        json={"chave": "uma", "cliente_id": marina, "finalidade": "marketing", "texto": "Outra"},
    )

    assert first == again
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:retorno:problema:chave-reutilizada")


def test_of_twenty_at_once_to_one_phone_one_leaves(paula: Attendant) -> None:
    marina = cliente(paula, "11 98111-0004")
    with ThreadPoolExecutor(20) as pool:
        ids = list(pool.map(lambda number: ask(paula, f"vinte-{number}", marina), range(20)))
    paula.host.settle()

    envios = [paula.get(f"/envios/{envio_id}") for envio_id in ids]

    assert sorted(envio["status"] for envio in envios) == ["aceito"] + ["agendado"] * 19
    waiting = [envio for envio in envios if envio["status"] == "agendado"]
    assert {envio["decisao"]["motivo"] for envio in waiting} == {"frequencia"}


def test_what_is_asked_at_night_leaves_in_the_morning(paula: Attendant) -> None:
    move_to(paula.host, weekday=2, hour_utc=2)  # Tuesday, eleven at night in São Paulo
    envio_id = ask(paula, "noite", cliente(paula, "11 98111-0005"))

    waiting = settled(paula, envio_id)
    paula.host.advance(hours=11)
    after = paula.get(f"/envios/{envio_id}")

    assert (waiting["status"], waiting["decisao"]["motivo"]) == ("agendado", "fora_do_horario")
    assert waiting["decisao"]["passos"][-1]["passou"] is False
    assert after["status"] == "aceito"
    assert after["decisao"]["em"] >= waiting["nao_antes_de"]


def test_what_waits_can_be_cancelled_once(paula: Attendant) -> None:
    tomorrow = datetime.fromisoformat(paula.host.get("/local/estado").json()["relogio"]["agora"])
    later = (tomorrow + timedelta(days=1)).isoformat()
    envio_id = ask(paula, "cancela", cliente(paula, "11 98111-0006"), nao_antes_de=later)

    cancelled = paula.post(f"/envios/{envio_id}/cancelar", None)
    again = paula.call("POST", f"/envios/{envio_id}/cancelar")
    paula.host.advance(days=2)

    assert cancelled["status"] == "cancelado"
    assert (again.status_code, again.json()["type"]) == (409, "urn:retorno:problema:envio-nao-espera")
    assert paula.get(f"/envios/{envio_id}")["status"] == "cancelado"


def test_who_asked_for_silence_gets_nothing_and_the_reason_is_told(paula: Attendant) -> None:
    marina = cliente(paula, "11 98111-0007")
    paula.post(f"/clientes/{marina}/opt-out", {"canal": "whatsapp", "evidencia": "wamid.1"})

    envio = settled(paula, ask(paula, "silencio", marina))

    assert (envio["status"], envio["decisao"]["motivo"]) == ("recusado", "opt_out")
    assert "pediu" in envio["decisao"]["passos"][-1]["explicacao"]


def test_who_has_a_silent_phone_later_is_silent_until_it_is_taken_back(paula: Attendant) -> None:
    marina = cliente(paula, "11 98111-0017")
    paula.post(f"/clientes/{marina}/opt-out", {"canal": "whatsapp", "evidencia": "wamid.1"})
    later = cliente(paula, "11 8111-0017")  # the same phone, as it was once written

    silent = settled(paula, ask(paula, "herdado", later))
    taken_back = {"canal": "whatsapp", "evidencia": "wamid.2"}
    ended = paula.call("DELETE", f"/clientes/{later}/opt-out", params=taken_back)
    heard = settled(paula, ask(paula, "de-volta", later))

    assert (silent["status"], silent["decisao"]["motivo"]) == ("recusado", "opt_out")
    assert ended.status_code == 200, ended.text
    assert heard["status"] == "aceito"


def test_who_was_erased_is_contacted_again_only_after_a_new_consent(paula: Attendant) -> None:
    erase(paula.host, cliente(paula, "11 98111-0027"))
    paula.host.settle()
    again = cliente(paula, "11 98111-0027")

    before = settled(paula, ask(paula, "eliminada", again))
    consent = {"finalidade": "acompanhamento", "concedido": True, "base_legal": "consentimento"}
    proof = {"texto_versao": "v1", "canal": "whatsapp", "evidencia": "wamid.3"}
    admin(paula.host).post(f"/clientes/{again}/consentimentos", consent | proof, status=201)
    after = settled(paula, ask(paula, "consentiu", again))

    assert (before["status"], before["decisao"]["motivo"]) == ("recusado", "suprimido")
    assert "consentimento" in before["decisao"]["passos"][-1]["explicacao"]
    assert after["status"] == "aceito"


def test_a_trial_tells_when_it_could_go_and_leaves_no_trace(paula: Attendant) -> None:
    move_to(paula.host, weekday=6, hour_utc=15)  # a Sunday
    marina = cliente(paula, "11 98111-0008")
    body = {"chave": "teste", "cliente_id": marina, "finalidade": "acompanhamento", "texto": "Oi, Marina!"}

    trial = paula.post("/envios/simular", body)

    assert (trial["decisao"]["acao"], trial["provedor"], trial["texto"]) == (
        "adiar",
        "simulado",
        "Oi, Marina!",
    )
    assert datetime.fromisoformat(trial["pode_sair_em"]).weekday() == 0
    assert paula.get("/envios", cliente_id=marina)["itens"] == []


def test_a_template_of_the_conta_is_checked_when_it_is_named(paula: Attendant) -> None:
    boss, marina = admin(paula.host), cliente(paula, "11 98111-0009")
    modelo = {"chave": "volta", "texto": "Oi, {{nome}}, e {{assunto}}?", "variaveis": ["nome", "assunto"]}
    saved = boss.call(
        "PATCH", "/conta", json={"mensageria": {"modelos": [modelo]}}, headers={"If-Match": "*"}
    )
    wrong = boss.call(
        "PATCH",
        "/conta",
        json={"mensageria": {"modelos": [modelo | {"texto": "{{nome}}, e {{assunto}}?"}]}},
        headers={"If-Match": "*"},
    )
    body = {
        "chave": "modelo",
        "cliente_id": marina,
        "finalidade": "lembretes",
        "texto": "Oi",
        "modelo": "volta",
    }

    missing = paula.call("POST", "/envios", json=body)

    assert saved.json()["mensageria"]["modelos"][0]["chave"] == "volta"
    assert wrong.json()["errors"][0]["pointer"] == "#/mensageria/modelos/0"
    assert [error["pointer"] for error in missing.json()["errors"]] == ["#/variaveis/assunto"]


def test_what_was_asked_before_the_power_went_leaves_afterwards(own_host: LocalHost) -> None:
    move_to(own_host, weekday=1, hour_utc=13)
    paula = Attendant(own_host)
    ids = [ask(paula, f"queda-{number}", cliente(paula, f"11 98222-00{number:02}")) for number in range(10)]
    own_host.kill9()
    own_host.restart()
    own_host.advance(minutes=3)

    envios = [paula.get(f"/envios/{envio_id}") for envio_id in ids]

    assert {envio["status"] for envio in envios} <= {"aceito", "enviando"}
    assert all(envio["tentativas"] == 1 for envio in envios)
