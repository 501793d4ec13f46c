"""Every webhook beside the real host: proven bodies come in once, everything else leaves no trace."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx2
import pytest

from tests import webhook_bodies as bodies
from tests.e2e.client import Attendant
from tests.e2e.test_credenciais import made_by_command
from tests.local_host import LocalHost
from tests.webhook_bodies import Post, json_bytes, meta_post, multipart, twilio_post

_CANAIS = {
    "CANAIS__META": json.dumps({"app_secret": bodies.APP_SECRET, "verify_token": "somente-local-token"}),
    "CANAIS__TWILIO": json.dumps({"auth_token": bodies.AUTH_TOKEN}),
    "CANAIS__ZAP_FILIAL": json.dumps(
        {"app_secret": "somente-local-filial", "verify_token": "somente-local-v", "conta": "filial"}
    ),
    "PUBLIC_BASE_URL": bodies.PUBLIC,
}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalHost]:
    host = LocalHost(tmp_path_factory.mktemp("host"), environ=_CANAIS)
    yield host.start()
    host.close()


@pytest.fixture(scope="module")
def admin(host: LocalHost) -> Attendant:
    return made_by_command(host, "demonstracao")


@pytest.fixture(scope="module")
def segredo(admin: Attendant) -> str:
    return str(new_chave(admin, "webhook")["segredo"])


def new_chave(admin: Attendant, tipo: str) -> dict[str, Any]:
    return admin.post("/auth/chaves", {"tipo": tipo, "nome": "Canais"}, status=201)


def send(host: LocalHost, post: Post, **headers: str) -> httpx2.Response:
    return host.post(post.path, content=post.raw, headers=post.all_headers() | headers)


def received(admin: Attendant) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = admin.get("/recebimentos", limite=200)["itens"]
    return found


def posts(segredo: str) -> dict[str, tuple[Post, int]]:
    """Each provider's documented bodies, proven, and how many messages each brings."""
    header = {"X-Webhook-Secret": segredo}
    telegram = {"X-Telegram-Bot-Api-Secret-Token": segredo}
    raw, multipart_type = multipart(bodies.EMAIL, {"attachment1": ("laudo.pdf", b"%PDF")})
    as_json = "application/json"
    return {
        "meta": (meta_post(json_bytes(bodies.META)), 3),
        "meta preferences": (meta_post(json_bytes(bodies.PREFERENCES)), 0),
        "twilio": (twilio_post(bodies.TWILIO), 1),
        "twilio status": (twilio_post({"MessageSid": "SM9", "MessageStatus": "delivered"}), 0),
        "zapi": (Post(f"/webhook/zapi/{segredo}", json_bytes(bodies.ZAPI), as_json), 1),
        "n8n": (Post("/webhook/botconversa", json_bytes(bodies.N8N), as_json, header), 1),
        "n8n agenda": (Post("/webhook/botconversa", json_bytes(bodies.N8N_AGENDA), as_json, header), 1),
        "botconversa": (Post("/webhook/botconversa", json_bytes(bodies.BOTCONVERSA), as_json, header), 1),
        "botconversa status": (
            Post("/webhook/botconversa", json_bytes(bodies.BOTCONVERSA_STATUS), as_json, header),
            0,
        ),
        "telegram": (Post("/webhook/telegram", json_bytes(bodies.TELEGRAM), as_json, telegram), 1),
        "telegram button": (
            Post("/webhook/telegram", json_bytes(bodies.TELEGRAM_BUTTON), as_json, telegram),
            1,
        ),
        "email": (Post(f"/webhook/email/{segredo}", raw, multipart_type), 1),
    }


@pytest.mark.parametrize("name", list(posts("x")))
def test_a_documented_body_comes_in_once_however_often_it_is_told(
    host: LocalHost, admin: Attendant, segredo: str, name: str
) -> None:
    post, brings = posts(segredo)[name]
    before = len(received(admin))

    answers = [send(host, post) for _ in range(3)]
    host.settle()

    assert [answer.status_code for answer in answers] == [200] * 3
    assert len(received(admin)) - before == brings


def test_attendants_see_what_came_in(host: LocalHost, admin: Attendant, segredo: str) -> None:
    post = Post(
        f"/webhook/zapi/{segredo}",
        json_bytes(bodies.ZAPI | {"messageId": "VER", "phone": "5531988887777", "text": {"message": "Olá!"}}),
        "application/json",
    )
    send(host, post)
    host.settle()

    [shown] = [one for one in received(admin) if one["telefone"] == "+5531988887777"]

    assert (shown["provedor"], shown["texto"], shown["status"]) == ("zapi", "Olá!", "encaminhado")
    assert admin.get(f"/recebimentos/{shown['id']}") == shown
    assert admin.call("GET", f"/recebimentos/{shown['id']}:bruto").status_code == 404
    assert not {"midia", "traceparent", "provedor_id"} & shown.keys()


def test_metas_challenge_comes_back_as_plain_text(host: LocalHost) -> None:
    asked = {
        "hub.mode": "subscribe",
        "hub.verify_token": "somente-local-token",
        "hub.challenge": "1158201444",
    }

    good = host.get("/webhook/meta", params=asked)
    named = host.get("/webhook/meta/demonstracao", params=asked)
    wrong = [
        host.get("/webhook/meta", params=asked | {"hub.verify_token": "errado"}),
        host.get("/webhook/meta", params=asked | {"hub.mode": "unsubscribe"}),
        host.get("/webhook/meta", params=asked | {"hub.challenge": "1" * 500}),
        host.get("/webhook/meta/inventada", params=asked),
        host.get("/webhook/meta"),
    ]

    for answer in (good, named):
        assert (answer.status_code, answer.content) == (200, b"1158201444")
        assert answer.headers["content-type"].startswith("text/plain")
    assert [answer.status_code for answer in wrong] == [403] * 5


@pytest.mark.parametrize(
    "forge",
    [
        lambda post: replace(post, headers={}),
        lambda post: replace(post, headers={name: value[:-1] for name, value in post.headers.items()}),
        lambda post: replace(post, headers=dict.fromkeys(post.headers, "sha256=" + "0" * 64)),
        lambda post: replace(post, raw=post.raw + b" "),
        lambda post: replace(post, raw=post.raw[:-1]),
        lambda post: replace(post, path="/webhook/meta/inventada"),
        lambda post: replace(post, path="/webhook/meta/filial"),
        lambda post: replace(post, raw=b"{nem json"),
    ],
    ids=["missing", "cut", "forged", "longer", "shorter", "no such conta", "another conta", "not json"],
)
def test_what_meta_did_not_sign_for_this_conta_is_401_and_leaves_nothing(
    host: LocalHost, admin: Attendant, forge: Any
) -> None:
    body = copy.deepcopy(bodies.META)
    body["entry"][0]["changes"][0]["value"]["messages"][0]["id"] = "wamid.FORJADO"
    before = len(received(admin))

    answer = send(host, forge(meta_post(json_bytes(body))))

    assert answer.status_code == 401
    assert answer.json()["type"] == "urn:retorno:problema:webhook-nao-autenticado"
    assert len(received(admin)) == before


def test_an_unknown_conta_looks_like_a_wrong_signature_and_is_not_made(host: LocalHost) -> None:
    unknown = send(host, meta_post(b"{}", "/webhook/meta/inventada"))
    wrong = send(host, meta_post(b"{}", "/webhook/meta", secret="errado"))

    told = [{**answer.json(), "instance": ""} for answer in (unknown, wrong)]
    assert told[0] == told[1]
    assert [answer.status_code for answer in (unknown, wrong)] == [401, 401]
    assert unknown.headers.keys() == wrong.headers.keys()


def test_a_conta_with_a_number_of_its_own_hears_of_that_number_alone(host: LocalHost) -> None:
    filial = made_by_command(host, "filial")
    conta = filial.call("GET", "/conta")
    canal = {"provedor": "meta", "remetente": bodies.PHONE_NUMBER_ID, "segredo": "zap_filial"}
    changed = filial.call(
        "PATCH",
        "/conta",
        json={"mensageria": {"canais": [canal]}},
        headers={"If-Match": conta.headers["etag"]},
    )
    of_another = json.loads(json_bytes(bodies.META).replace(bodies.PHONE_NUMBER_ID.encode(), b"999"))

    answers = [
        send(host, meta_post(json_bytes(body), "/webhook/meta/filial", secret="somente-local-filial"))
        for body in (bodies.META, of_another)
    ]

    assert changed.status_code == 200, changed.text
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(received(filial)) == 3


@pytest.mark.parametrize("name", ["twilio", "zapi", "n8n", "telegram", "email"])
def test_a_wrong_or_missing_proof_is_401_before_the_body_is_read(
    host: LocalHost, segredo: str, name: str
) -> None:
    post, _ = posts(segredo[:-1])[name]
    post = replace(post, headers={key: value[:-1] for key, value in post.headers.items()})

    answers = [send(host, replace(post, raw=raw)) for raw in (post.raw, b"\xff nem isto")]
    answers.append(send(host, replace(post, headers={})))

    assert [answer.status_code for answer in answers] == [401] * 3


def test_a_secret_of_another_kind_opens_no_channel(host: LocalHost, admin: Attendant) -> None:
    chave = str(new_chave(admin, "formulario")["segredo"])
    kommo = str(new_chave(admin, "kommo")["segredo"])

    answers = [
        send(host, Post(f"/webhook/zapi/{other}", json_bytes(bodies.ZAPI), "application/json"))
        for other in (chave, kommo)
    ]

    assert [answer.status_code for answer in answers] == [401, 401]


def test_s3_s_clients_hear_s3_s_words(host: LocalHost, segredo: str) -> None:
    post, _ = posts(segredo)["n8n agenda"]

    answer = send(host, post).json()
    health = host.get("/webhook/botconversa/health")

    assert (answer["success"], answer["message"]) == (True, "Webhook processado com sucesso")
    assert answer["data"] == {
        "atendimento_id": None,
        "status": "ENCAMINHADO",
        "telefone": "5511999999999",
        "subscriber_id": "123456",
        "resposta": "0",
    }
    assert (health.status_code, health.json()["status"]) == (200, "healthy")


def test_twilio_hears_empty_twiml_and_telegram_that_the_button_was_seen(
    host: LocalHost, segredo: str
) -> None:
    twiml = send(host, posts(segredo)["twilio"][0])
    pressed = send(host, posts(segredo)["telegram button"][0])

    assert twiml.content == b"<Response/>"
    assert twiml.headers["content-type"].startswith("text/xml")
    assert pressed.json() == {"method": "answerCallbackQuery", "callback_query_id": "4382bfdwdsb323b2d9"}


def test_each_channel_s_address_is_told_with_its_secret(admin: Attendant) -> None:
    issued = new_chave(admin, "webhook")

    segredo = issued["segredo"]
    assert issued["caminhos"] == {
        "botconversa": "/webhook/botconversa",
        "email": f"/webhook/email/{segredo}",
        "telegram": "/webhook/telegram",
        "zapi": f"/webhook/zapi/{segredo}",
    }


def test_no_log_holds_a_secret_or_a_person(host: LocalHost, segredo: str) -> None:
    log = host.log()

    assert "recebimentos.received" in log
    for found in (segredo, "5531999999999", "99999-9999", "joao@exemplo.com.br", "João", "Confirmo"):
        assert found not in log
