"""S3's routes of Botconversa through the real host: who may use them, and whom no hand may reach any more."""

from collections.abc import Iterator
from typing import Any

import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.local_host import LocalHost
from tests.servers.botconversa import KEY, BotconversaServer
from tests.servers.loopback import reply
from tests.tokens import issue_token

pytestmark = pytest.mark.timeout(120)
PHONE = "+5531996290047"
CAMPAIGN = {"id": 289_860, "name": "Confirmação de consultas"}


@pytest.fixture(scope="module")
def botconversa() -> Iterator[BotconversaServer]:
    with BotconversaServer().serving() as serving:
        serving.add(77, PHONE)
        serving.add(78, "+553188887777")
        serving.lists["campaigns"] = [CAMPAIGN]
        serving.lists["flows"] = [{"id": 7_725_640, "name": "Confirmação"}]
        yield serving


@pytest.fixture(scope="module")
def host(botconversa: BotconversaServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalHost]:
    environ = {
        "CANAL_PADRAO": "botconversa",
        "CANAIS__BOTCONVERSA": f'{{"chave": "{KEY}"}}',
        "PROVEDORES__BOTCONVERSA": botconversa.base_url,
    }
    started = LocalHost(tmp_path_factory.mktemp("botconversa"), environ=environ)
    yield started.start()
    started.close()


@pytest.fixture(scope="module")
def admin(host: LocalHost) -> Attendant:
    return Attendant(host, issue_token(host, "demonstracao", Papel.ADMIN))


def send(admin: Attendant, subscriber: int | str, **query: Any) -> Any:
    return admin.call("POST", f"/test/subscriber/{subscriber}/send_flow", params=query)


def test_an_admin_sees_campaigns_and_flows_in_s3s_words(admin: Attendant) -> None:
    assert admin.get("/test/campanhas") == {
        "success": True,
        "message": "Campanhas encontradas: 1",
        "campanhas": [CAMPAIGN],
    }
    assert admin.get("/test/fluxos")["fluxos"] == [{"id": 7_725_640, "name": "Confirmação"}]


def test_an_admin_starts_a_flow_once(admin: Attendant, botconversa: BotconversaServer) -> None:
    answer = send(admin, 77, flow_id=7_725_640)

    assert answer.status_code == 200, answer.text
    assert answer.json() == {
        "success": True,
        "message": "Fluxo enviado com sucesso para subscriber 77",
        "subscriber_id": 77,
        "flow_id": 7_725_640,
    }
    assert botconversa.sent == [(77, 7_725_640)]


@pytest.mark.parametrize("papel", [Papel.ATENDENTE, Papel.INTEGRACAO])
def test_nobody_else_may(host: LocalHost, papel: Papel) -> None:
    other = Attendant(host, issue_token(host, "demonstracao", papel))

    assert other.call("GET", "/test/campanhas").status_code == 403
    assert send(other, 77, flow_id=1).status_code == 403
    assert host.get("/test/campanhas").status_code == 401


def test_another_conta_has_no_account_of_ours(host: LocalHost) -> None:
    rival = Attendant(host, issue_token(host, "clinica-b", Papel.ADMIN))

    assert rival.call("GET", "/test/campanhas").status_code == 404
    assert send(rival, 77, flow_id=1).status_code == 404


def test_who_asked_for_silence_gets_no_flow_by_hand_either(
    admin: Attendant, botconversa: BotconversaServer
) -> None:
    cliente = admin.post("/clientes", {"nome": "Ana", "telefone": "(31) 98888-7777"}, status=201)
    asked = {"canal": "telefone", "evidencia": "Pediu por telefone"}
    stopped = admin.call("POST", f"/clientes/{cliente['id']}/opt-out", json=asked)
    assert stopped.status_code < 300, stopped.text

    answer = send(admin, 78, flow_id=7_725_640)

    assert answer.status_code == 409
    assert "pediu para não receber" in answer.json()["detail"]
    assert 78 not in [number for number, _ in botconversa.sent]


def test_where_the_account_does_not_say_whose_subscriber_it_is_the_phone_must(
    admin: Attendant, botconversa: BotconversaServer
) -> None:
    botconversa.tells_by_id = False

    unknown = send(admin, 77, flow_id=5)
    wrong = send(admin, 77, flow_id=5, telefone="(31) 98888-7777")
    right = send(admin, 77, flow_id=5, telefone="(31) 99629-0047")

    botconversa.tells_by_id = True
    assert [unknown.status_code, wrong.status_code, right.status_code] == [409, 409, 200]
    assert "telefone" in unknown.json()["detail"]


def test_a_flow_that_may_have_left_says_so_and_asks_for_no_repetition(
    admin: Attendant, botconversa: BotconversaServer
) -> None:
    shown = botconversa.subscribers[77]
    botconversa.script(reply(shown), reply({"detail": "x"}, 502))

    answer = send(admin, 77, flow_id=6)

    assert answer.status_code == 409
    assert "retry-after" not in answer.headers
    assert answer.json()["type"] == "urn:retorno:problema:fluxo-incerto"


def test_an_outage_and_a_refusal_are_told_apart(admin: Attendant, botconversa: BotconversaServer) -> None:
    botconversa.script(reply({"detail": "throttled"}, 429, retry_after="9"), reply({"detail": "no"}, 403))

    limited, refused = (admin.call("GET", "/test/fluxos") for _ in range(2))

    assert (limited.status_code, limited.headers["retry-after"]) == (503, "9")
    assert refused.status_code == 409


@pytest.mark.parametrize("subscriber", ["abc", "0", "-1", "9" * 30, "%20"])
def test_what_is_no_subscriber_does_not_exist(admin: Attendant, subscriber: str) -> None:
    assert send(admin, subscriber, flow_id=1).status_code == 404


@pytest.mark.parametrize("query", [{}, {"flow_id": "x"}, {"flow_id": 0}, {"flow_id": 1, "telefone": "12"}])
def test_a_bad_query_is_refused(admin: Attendant, query: dict[str, Any]) -> None:
    assert send(admin, 77, **query).status_code == 422


def test_a_subscriber_is_found_made_once_and_put_into_a_campaign(
    admin: Attendant, botconversa: BotconversaServer
) -> None:
    asked = {"telefone": "(31) 97777-6666", "nome": "Rita", "sobrenome": "Souza"}

    unknown = admin.call("GET", "/test/subscriber/5531977776666")
    made, again = (admin.call("POST", "/test/subscriber", params=asked).json() for _ in range(2))
    found = admin.get("/test/subscriber/5531977776666")
    number = made["subscriber"]["id"]
    added = admin.call("POST", f"/test/subscriber/{number}/campaigns/289860")

    assert unknown.status_code == 404
    assert made == again
    assert found["subscriber"] == {"id": number, "phone": "+5531977776666"}
    assert added.json()["campaign_id"] == 289_860
    assert botconversa.subscribers[number]["campaigns"] == [289_860]


def test_who_asked_for_silence_becomes_no_subscriber_and_joins_no_campaign(
    admin: Attendant, botconversa: BotconversaServer
) -> None:
    cliente = admin.post("/clientes", {"nome": "Bia", "telefone": "(31) 96666-5555"}, status=201)
    asked = {"canal": "telefone", "evidencia": "Pediu por telefone"}
    assert admin.call("POST", f"/clientes/{cliente['id']}/opt-out", json=asked).status_code < 300
    botconversa.add(79, "+5531966665555")

    made = admin.call("POST", "/test/subscriber", params={"telefone": "31966665555", "nome": "Bia"})
    added = admin.call("POST", "/test/subscriber/79/campaigns/289860")

    assert (made.status_code, added.status_code) == (409, 409)
    assert botconversa.subscribers[79]["campaigns"] == []


def test_the_connection_says_whether_the_credential_is_good(
    admin: Attendant, botconversa: BotconversaServer
) -> None:
    good = admin.get("/test/conexao")
    botconversa.script(reply({"detail": "no"}, 401))

    refused = admin.call("GET", "/test/conexao")

    assert good["success"]
    assert refused.status_code == 409
