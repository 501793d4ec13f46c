"""People write back: signed like Meta's, through the real host, to the end of what follows from it."""

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from tests.e2e.client import Attendant
from tests.e2e.titular import admin
from tests.local_host import LocalHost

_APP_SECRET = b"somente-local-segredo"
_NUMBER = "106540352242922"
_serial = count(1)


@pytest.fixture(scope="module")
def paula(local_host: LocalHost) -> Attendant:
    until_tuesday(local_host)
    return Attendant(local_host)


def until_tuesday(host: LocalHost) -> None:
    """Let time pass until the morning of the next one, when messages may leave."""
    now = clock(host)
    tuesday = now + timedelta(days=(1 - now.weekday()) % 7 or 7)
    until = tuesday.replace(hour=13, minute=0, second=0, microsecond=0)
    moved = {"ate": until.isoformat(), "passo_segundos": 43_200}  # nothing waits yet that time would change
    assert host.post("/local/relogio", json=moved).status_code == 200


def clock(host: LocalHost) -> datetime:
    return datetime.fromisoformat(host.get("/local/estado").json()["relogio"]["agora"])


def write(host: LocalHost, phone: str, texto: str, **fields: Any) -> None:
    """A WhatsApp message as Meta tells of it, worked off."""
    message = {
        "from": phone,
        "id": f"wamid.C{next(_serial)}",
        "timestamp": str(int(clock(host).timestamp())),
        "type": "text",
        "text": {"body": texto},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "553133334444", "phone_number_id": _NUMBER},
        "contacts": [{"profile": {"name": "Marina"}, "wa_id": phone}],
        "messages": [message | fields],
    }
    tell(host, {"field": "messages", "value": value})


def tell(host: LocalHost, change: dict[str, Any]) -> None:
    body = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}
    raw = json.dumps(body).encode()
    signature = hmac.new(_APP_SECRET, raw, hashlib.sha256).hexdigest()
    headers = {"X-Hub-Signature-256": f"sha256={signature}", "Content-Type": "application/json"}
    assert host.post("/webhook/meta", content=raw, headers=headers).status_code == 200
    host.settle()


def follow(paula: Attendant, phone: str) -> tuple[str, str]:
    """A relato of somebody with this phone, followed by itself; the ids of relato and cliente."""
    relato_id = paula.tell(
        "Falei com a Marina Prates sobre o aparelho, R$ 2.500 em 10x. Ela vai pensar. Ass. Paula",
        cliente={"nome": "Marina Prates", "telefone": phone},
        contato_automatico=True,
    )
    return relato_id, str(paula.relato(relato_id)["cliente_id"])


def envios(paula: Attendant, cliente_id: str) -> dict[str, dict[str, Any]]:
    found = paula.get("/envios", cliente_id=cliente_id, limite=200)["itens"]
    whole = [paula.get(f"/envios/{one['id']}") for one in found]
    return {one["chave"]: one for one in whole}


def queue_two(paula: Attendant, cliente_id: str) -> None:
    later = (clock(paula.host) + timedelta(days=1)).isoformat()
    for chave in (f"{cliente_id}-um", f"{cliente_id}-dois"):
        novo = {
            "chave": chave,
            "cliente_id": cliente_id,
            "finalidade": "acompanhamento",
            "texto": f"Oi! Ainda pensa no aparelho? ({chave})",
            "nao_antes_de": later,
        }
        paula.post("/envios", novo, status=202)
    paula.host.settle()


def cliente(paula: Attendant, cliente_id: str) -> dict[str, Any]:
    return admin(paula.host).get(f"/clientes/{cliente_id}")


def statuses(paula: Attendant, cliente_id: str) -> list[str]:
    return sorted(one["status"] for one in envios(paula, cliente_id).values())


def test_sair_while_two_messages_wait_lets_none_of_them_leave_and_ends_the_flow(paula: Attendant) -> None:
    relato_id, marina = follow(paula, "5511981220001")
    queue_two(paula, marina)

    write(paula.host, "5511981220001", "SAIR")
    at_once = statuses(paula, marina)
    paula.host.advance(days=12)

    assert at_once == ["aceito", "cancelado", "cancelado"]
    assert statuses(paula, marina) == at_once
    relato = paula.relato(relato_id)
    assert (relato["status"], relato["resultado"]) == ("encerrado", "nao_contatar")
    assert cliente(paula, marina)["opt_out"]["canal"] == "whatsapp"
    assert paula.tarefas(relato_id) == []
    [came] = paula.get("/recebimentos", cliente_id=marina)["itens"]
    assert (came["status"], came["destino"]) == ("encaminhado", "opt_out")


def test_sair_within_a_sentence_changes_nothing_for_who_waits_for_messages(paula: Attendant) -> None:
    _, marina = follow(paula, "5511981220002")
    queue_two(paula, marina)

    write(paula.host, "5511981220002", "posso sair mais cedo?")
    waiting = statuses(paula, marina)
    paula.host.advance(days=3)

    assert cliente(paula, marina)["opt_out"] is None
    assert waiting == ["agendado", "agendado"]
    assert statuses(paula, marina) == ["aceito", "aceito"]


def test_cancelar_is_asked_about_and_two_stops_the_messages(paula: Attendant) -> None:
    _, marina = follow(paula, "5511981220003")

    write(paula.host, "5511981220003", "CANCELAR")
    [asked] = envios(paula, marina).values()
    before = cliente(paula, marina)["opt_out"]
    write(paula.host, "5511981220003", "2")

    assert (before, asked["status"]) == (None, "aceito")
    assert "1 - Cancelar a consulta" in asked["texto"]
    assert cliente(paula, marina)["opt_out"] is not None
    assert len(envios(paula, marina)) == 2


def test_an_automatic_contact_leaves_and_a_reply_to_it_is_the_attendants_to_answer(paula: Attendant) -> None:
    relato_id, marina = follow(paula, "5511981220004")
    paula.host.advance(days=6)

    write(paula.host, "5511981220004", "Oi! Quero fechar o aparelho.")
    paula.host.advance(days=12)

    contatos = {chave: one["status"] for chave, one in envios(paula, marina).items()}
    assert contatos == {f"contato-{relato_id}-1": "aceito"}
    relato = paula.relato(relato_id)
    assert (relato["resultado"], relato["resposta"]["texto"]) == ("respondeu", "Oi! Quero fechar o aparelho.")
    [tarefa] = paula.tarefas(relato_id)
    assert (tarefa["tipo"], tarefa["atendente"]) == ("responder", "Paula")
    assert tarefa["mensagem"] == "Oi! Quero fechar o aparelho."


def test_an_automatic_contact_that_the_gate_refuses_is_the_attendants_with_the_reason(
    paula: Attendant,
) -> None:
    relato_id, marina = follow(paula, "5511981220005")
    revoked = {
        "finalidade": "acompanhamento",
        "concedido": False,
        "texto_versao": "v1",
        "canal": "telefone",
        "evidencia": "ligacao-1",
    }
    admin(paula.host).post(f"/clientes/{marina}/consentimentos", revoked, status=201)

    paula.host.advance(days=6)

    assert statuses(paula, marina) == ["recusado"]
    [tarefa] = paula.tarefas(relato_id)
    assert (tarefa["tipo"], tarefa["numero"]) == ("contato", 1)
    assert "não saiu" in tarefa["explicacao"]


def test_who_told_meta_to_stop_is_silent_here_too_and_nobody_is_answered(paula: Attendant) -> None:
    relato_id, marina = follow(paula, "5511981220006")
    queue_two(paula, marina)
    said = {
        "wa_id": "5511981220006",
        "category": "marketing_messages",
        "value": "stop",
        "timestamp": str(int(clock(paula.host).timestamp())),
    }

    tell(
        paula.host,
        {
            "field": "user_preferences",
            "value": {"metadata": {"phone_number_id": _NUMBER}, "user_preferences": [said]},
        },
    )

    assert cliente(paula, marina)["opt_out"] is not None
    assert statuses(paula, marina) == ["cancelado", "cancelado"]
    assert paula.relato(relato_id)["resultado"] == "nao_contatar"


def test_a_stranger_becomes_a_cliente_with_a_chamado_that_a_person_answers(paula: Attendant) -> None:
    write(paula.host, "5511981220007", "Oi, quanto custa um clareamento?")

    [came] = [one for one in paula.get("/recebimentos")["itens"] if one["telefone"] == "+5511981220007"]
    [chamado] = paula.get("/chamados", cliente_id=came["cliente_id"])["itens"]
    assert came["destino"] == "chamado"
    assert (chamado["situacao"], chamado["setor"], chamado["canal"]) == ("encaminhado", "vendas", "whatsapp")
    assert [one for one in paula.get("/tarefas")["itens"] if one["cliente_id"] == came["cliente_id"]] == []
    assert cliente(paula, came["cliente_id"])["origem"] == "canal"
