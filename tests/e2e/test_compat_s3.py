"""S3's documented requests replayed one by one, and the errors that S3 made not made."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.s3 import Clinica, environ_of
from tests.local_host import LocalHost
from tests.servers.botconversa import BotconversaServer

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def clinica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinica]:
    with BotconversaServer().serving() as botconversa:
        host = LocalHost(tmp_path_factory.mktemp("s3"), environ=environ_of(botconversa))
        found = Clinica(host.start(), botconversa)
        found.open_doors()
        yield found
        host.close()


@pytest.fixture
def phone(clinica: Clinica) -> str:
    return clinica.somebody()


def test_n8n_s_answer_with_a_numeric_subscriber_confirms_and_is_answered_as_documented(
    clinica: Clinica, phone: str
) -> None:
    at = clinica.book(phone)
    body = {
        "telefone": phone,
        "subscriber_id": 123456,
        "resposta": "1",
        "nome_paciente": "João",
        "mensagem_original": "1",
    }

    answer = clinica.call(body)

    assert (answer.status_code, answer.json()) == (
        200,
        {
            "success": True,
            "message": "Webhook processado com sucesso",
            "data": {
                "atendimento_id": at["id"],
                "status": "CONFIRMADO",
                "telefone": phone,
                "subscriber_id": "123456",
                "resposta": "1",
            },
        },
    )
    shown = clinica.admin.get(f"/test/atendimento/{phone}")["atendimento"]
    assert (shown["status"], shown["resposta_paciente"], shown["interpretacao_resposta"]) == (
        "confirmado",
        "1",
        "confirmado",
    )


@pytest.mark.parametrize("name", ["nr_seq_agenda", "nr_sequencia", "nr_sequencia_agenda"])
def test_n8n_s_answer_with_texts_for_numbers_cancels_the_one_that_it_names(
    clinica: Clinica, phone: str, name: str
) -> None:
    number = 51_177_000 + clinica.people
    other = clinica.book(phone, nr_seq_agenda=number + 500_000)
    named = clinica.book(phone, hours=32, nr_seq_agenda=number)
    body = {
        "telefone": phone,
        "subscriber_id": phone[-6:],
        "resposta": "0",
        "id_tabela": "38",
        name: str(number),
    }

    data = clinica.call(body).json()["data"]

    assert (data["atendimento_id"], data["status"], data["resposta"]) == (named["id"], "CANCELADO", "0")
    assert (clinica.status(named["id"]), clinica.status(other["id"])) == ("cancelado", "pendente")


@pytest.mark.parametrize(
    ("content", "status"),
    [("SIM", "CONFIRMADO"), ("Não vou poder ir", "CANCELADO"), ("Preciso remarcar", "REAGENDAR")],
)
def test_botconversa_s_own_message_is_read_though_it_drops_the_ninth_digit(
    clinica: Clinica, phone: str, content: str, status: str
) -> None:
    at = clinica.book(phone)
    contact = {
        "id": int(phone[-6:]),
        "full_name": "João Silva",
        "first_name": "João",
        "last_name": "Silva",
        "phone": f"+{phone[:4]}{phone[5:]}",
        "ddd": "31",
    }
    message = {"id": f"m-{phone}", "type": "text", "content": content, "timestamp": "1767225600"}

    answer = clinica.call({"type": "message", "contact": contact, "message": message}).json()

    assert answer["success"] is True
    assert (answer["data"]["atendimento_id"], answer["data"]["status"]) == (at["id"], status)
    assert clinica.status(at["id"]) == status.lower()


def test_a_status_is_taken_and_changes_nothing(clinica: Clinica, phone: str) -> None:
    at = clinica.book(phone)
    contact = {"id": int(phone[-6:]), "phone": f"+{phone}"}

    answer = clinica.call({"type": "status", "status": "delivered", "contact": contact})

    assert (answer.status_code, answer.json()["success"]) == (200, True)
    assert answer.json()["data"]["status"] == "IGNORADO"
    assert clinica.status(at["id"]) == "pendente"


@pytest.mark.parametrize("secret", ["", "inventado"])
@pytest.mark.parametrize("shape", ["n8n", "native", "nonsense"])
def test_without_the_secret_nothing_is_even_read(
    clinica: Clinica, phone: str, secret: str, shape: str
) -> None:
    at = clinica.book(phone)
    bodies: dict[str, Any] = {
        "n8n": {"telefone": phone, "subscriber_id": 7, "resposta": "1"},
        "native": {
            "type": "message",
            "contact": {"id": 7, "phone": f"+{phone}"},
            "message": {"id": "m", "type": "text", "content": "SIM"},
        },
        "nonsense": {"a": 1},
    }

    answer = clinica.call(bodies[shape], X_Webhook_Secret=secret)

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert clinica.status(at["id"]) == "pendente"


@pytest.mark.parametrize("headers", [{"X_Execution_Id": "231"}, {}])
def test_what_n8n_repeats_counts_once_and_is_answered_alike(
    clinica: Clinica, phone: str, headers: dict[str, str]
) -> None:
    at = clinica.book(phone)
    body = {"telefone": phone, "subscriber_id": int(phone[-6:]), "resposta": "1"}

    clinica.begin_a_minute()
    answers = [clinica.call(body, **headers).json()["data"] for _ in range(3)]
    clinica.host.settle()

    read = clinica.admin.get(f"/atendimentos/{at['id']}")
    assert [one["status"] for one in answers] == ["CONFIRMADO"] * 3
    assert len(read["respostas"]) == 1
    assert sum("Presença confirmada" in text for text in clinica.heard(phone)) == 1


def test_a_family_s_one_is_asked_about_before_anything_is_done(clinica: Clinica, phone: str) -> None:
    first = clinica.book(phone, nome_paciente="Rita Souza", nr_seq_agenda=60_000_001)
    second = clinica.book(phone, hours=31, nome_paciente="Bento Souza", nr_seq_agenda=60_000_002)

    asked = clinica.answer(phone, "1")

    assert (asked["status"], asked["atendimento_id"]) == ("INDEFINIDO", None)
    assert [clinica.status(one["id"]) for one in (first, second)] == ["pendente", "pendente"]
    which = clinica.heard(phone)[-1]
    number = next(line[0] for line in which.splitlines() if "Bento: " in line)
    chosen = clinica.answer(phone, number)
    assert (chosen["status"], chosen["atendimento_id"]) == ("CONFIRMADO", second["id"])
    assert [clinica.status(one["id"]) for one in (first, second)] == ["pendente", "confirmado"]


def test_a_button_confirms_exactly_its_own(clinica: Clinica, phone: str) -> None:
    first = clinica.book(phone, nr_seq_agenda=61_000_001)
    second = clinica.book(phone, hours=31, nr_seq_agenda=61_000_002)

    clinica.press(phone, clinica.buttons(second["id"])["Confirmar"], "B1")

    assert [clinica.status(one["id"]) for one in (first, second)] == ["pendente", "confirmado"]


def test_a_stale_button_changes_nothing_and_says_so(clinica: Clinica, phone: str) -> None:
    at = clinica.book(phone)
    old = clinica.buttons(at["id"])["Cancelar"]
    moved = f"{clinica.now():%Y-%m-%d}T18:00"
    clinica.admin.post(f"/atendimentos/{at['id']}/remarcar", {"data_consulta": moved})

    clinica.press(phone, old, "B2")

    assert clinica.status(at["id"]) == "pendente"
    [said] = [text for text in clinica.heard(phone) if "não alterou nada" in text]
    assert "18h" in said


def test_an_answer_about_an_hour_that_changed_is_told_as_not_applied(clinica: Clinica, phone: str) -> None:
    at = clinica.book(phone, nr_seq_agenda=62_000_001)
    assert clinica.answer(phone, "0", nr_seq_agenda=62_000_001)["status"] == "CANCELADO"

    late = clinica.answer(phone, "1", nr_seq_agenda=62_000_001)

    assert (late["atendimento_id"], late["status"]) == (at["id"], "NAO_APLICADO")
    assert clinica.status(at["id"]) == "cancelado"


def test_a_number_of_somebody_else_s_touches_nobody(clinica: Clinica, phone: str) -> None:
    theirs = clinica.book(phone, nr_seq_agenda=63_000_001)

    data = clinica.answer(clinica.somebody(), "0", nr_seq_agenda=63_000_001)

    assert (data["atendimento_id"], data["status"]) == (None, "ENCAMINHADO")
    assert clinica.status(theirs["id"]) == "pendente"


def test_what_s3_s_own_flow_asked_about_far_ahead_is_confirmed_too(clinica: Clinica, phone: str) -> None:
    far = clinica.book(phone, hours=24 * 20)

    assert clinica.answer(phone, "1") == {
        "atendimento_id": far["id"],
        "status": "CONFIRMADO",
        "telefone": phone,
        "subscriber_id": str(int(phone[-6:])),
        "resposta": "1",
    }


def test_the_workflow_asks_once_makes_the_subscriber_and_keeps_it(clinica: Clinica, phone: str) -> None:
    at = clinica.book(phone, hours=24 * 20)

    first = clinica.admin.post(f"/test/workflow/{at['id']}", None)
    again = clinica.admin.post(f"/test/workflow/{at['id']}", None)

    assert (first["success"], first["message"]) == (True, "Workflow executado com sucesso")
    assert first == again
    assert [passo["feito"] for passo in first["passos"]] == [True, True, True]
    assert str(first["subscriber_id"]) == str(clinica.admin.get(f"/atendimentos/{at['id']}")["subscriber_id"])
    assert first["subscriber_id"] in clinica.botconversa.subscribers
    assert len(clinica.heard(phone)) == 1
    assert clinica.answer(phone, "1")["status"] == "CONFIRMADO"
    assert clinica.admin.call("POST", f"/test/workflow/{at['id']}").status_code == 409


def test_the_scheduler_tells_its_runs_and_what_waits(clinica: Clinica, phone: str) -> None:
    before = clinica.admin.get("/scheduler/status")["confirmacoes"]
    clinica.book(phone)
    clinica.host.advance(minutes=16)

    status = clinica.admin.get("/scheduler/status")

    jobs = {job["id"]: job for job in status["jobs"]}
    assert status["running"] is True
    assert jobs["timer_envios"]["last_run"] is not None
    assert jobs["timer_envios"]["last_run"] < jobs["timer_envios"]["next_run"]
    assert status["confirmacoes"]["esperando"] == before["esperando"] + 1
    assert status["confirmacoes"]["atrasados"] == 0


def test_health_is_anybody_s_and_everything_else_needs_a_credential(clinica: Clinica) -> None:
    health = [clinica.host.get(path) for path in ("/health", "/webhook/botconversa/health")]
    closed = [
        clinica.host.http.request(method, path).status_code
        for method, path in (
            ("GET", "/scheduler/status"),
            ("GET", "/test/conexao"),
            ("GET", "/test/campanhas"),
            ("GET", "/test/fluxos"),
            ("GET", "/test/atendimentos/pendentes"),
            ("GET", "/test/atendimento/5531988880001"),
            ("GET", "/test/subscriber/5531988880001"),
            ("POST", "/test/atendimento"),
            ("POST", "/test/subscriber"),
            ("POST", "/test/subscriber/1/send_flow"),
            ("POST", "/test/subscriber/1/campaigns/1"),
            ("POST", "/test/workflow/1"),
            ("PUT", "/test/atendimento/1/status"),
        )
    ]

    assert [answer.status_code for answer in health] == [200, 200]
    assert health[1].json()["status"] == "healthy"
    assert closed == [401] * len(closed)
