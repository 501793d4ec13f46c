"""Bodies gone wrong, but proven like their provider's: none breaks the host, none makes a document that is wrong."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl

import httpx2
import pytest

from shared.recebimentos.models import Recebimento
from tests import webhook_bodies as bodies
from tests.e2e.client import Attendant
from tests.e2e.test_credenciais import made_by_command
from tests.local_host import LocalHost
from tests.mutations import mutated_bytes, mutated_fields, mutated_json
from tests.webhook_bodies import Post, json_bytes, meta_post, multipart, twilio_post

# What a form lets through: of one address within ten minutes, of one conta within the hour.
_OF_ONE_ADDRESS, _OF_ONE_CONTA = 20, 500
_JSON = "application/json"
_REFUSALS = {400, 401, 413, 415, 422}
_POISONED = " moved to "
Posts = Iterator[Post]
Make = Callable[[str, int], Posts]


def _meta(_: str, count: int) -> Posts:
    for raw in mutated_json([bodies.META, bodies.PREFERENCES], count, seed=1):
        yield meta_post(raw)


def _twilio(_: str, count: int) -> Posts:
    status = {"MessageSid": "SM9", "MessageStatus": "delivered", "ErrorCode": "63016"}
    for fields in mutated_fields(bodies.TWILIO | status, count // 2, seed=2):
        yield twilio_post(fields)
    for fields in mutated_fields(bodies.TWILIO, count - count // 2, seed=3):
        yield twilio_post(fields)


def _zapi(segredo: str, count: int) -> Posts:
    status = {"type": "MessageStatusCallback", "status": "READ", "ids": ["A"], "momment": 1767225600000}
    for raw in mutated_json([bodies.ZAPI, status], count, seed=4):
        yield Post(f"/webhook/zapi/{segredo}", raw, _JSON)


def _botconversa(segredo: str, count: int) -> Posts:
    every = [bodies.N8N, bodies.N8N_AGENDA, bodies.BOTCONVERSA, bodies.BOTCONVERSA_STATUS]
    for raw in mutated_json(every, count, seed=5):
        yield Post("/webhook/botconversa", raw, _JSON, {"X-Webhook-Secret": segredo})


def _telegram(segredo: str, count: int) -> Posts:
    header = {"X-Telegram-Bot-Api-Secret-Token": segredo}
    for raw in mutated_json([bodies.TELEGRAM, bodies.TELEGRAM_BUTTON], count, seed=6):
        yield Post("/webhook/telegram", raw, _JSON, header)


def _email(segredo: str, count: int) -> Posts:
    raw, media_type = multipart(bodies.EMAIL, {"attachment1": ("laudo.pdf", b"%PDF" * 50)})
    for mutated in mutated_bytes(raw, count // 2, seed=7):
        yield Post(f"/webhook/email/{segredo}", mutated, media_type)
    for fields in mutated_fields(bodies.EMAIL, count - count // 2, seed=8):
        yield Post(f"/webhook/email/{segredo}", multipart(fields)[0], media_type)


_WEBHOOKS: dict[str, Make] = {
    "meta": _meta,
    "twilio": _twilio,
    "zapi": _zapi,
    "botconversa": _botconversa,
    "telegram": _telegram,
    "email": _email,
}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalHost]:
    environ = {
        "CANAIS__META": json.dumps({"app_secret": bodies.APP_SECRET}),
        "CANAIS__TWILIO": json.dumps({"auth_token": bodies.AUTH_TOKEN}),
        "PUBLIC_BASE_URL": bodies.PUBLIC,
    }
    host = LocalHost(tmp_path_factory.mktemp("host"), environ=environ)
    yield host.start()
    host.close()


@pytest.fixture(scope="module")
def admin(host: LocalHost) -> Attendant:
    return made_by_command(host, "demonstracao")


@pytest.fixture(scope="module")
def stranger(host: LocalHost) -> Attendant:
    return made_by_command(host, "outra-clinica")


@pytest.mark.parametrize("count", [200, pytest.param(2_000, marks=pytest.mark.longo)])
@pytest.mark.parametrize("name", _WEBHOOKS)
def test_no_mutated_body_breaks_the_host_or_makes_a_wrong_document(
    host: LocalHost, admin: Attendant, stranger: Attendant, name: str, count: int
) -> None:
    segredo = str(admin.post("/auth/chaves", {"tipo": "webhook", "nome": name}, status=201)["segredo"])

    statuses = sent(host, _WEBHOOKS[name](segredo, count))
    host.settle()

    assert set(statuses) - _REFUSALS == {200}
    mine = [one for one in everything(admin) if one["provedor"] == name]
    assert len(mine) > 0
    assert [one["id"] for one in mine if wrong_with(one, name)] == []
    assert everything(stranger) == []
    assert faults(host) == []


@pytest.mark.parametrize("count", [200, pytest.param(2_000, marks=pytest.mark.longo)])
def test_no_mutated_form_breaks_the_host_or_makes_a_wrong_document(host: LocalHost, count: int) -> None:
    raws = [*mutated_json([bodies.FORMULARIO], count, seed=9)]
    statuses: list[int] = []
    contas: list[Attendant] = []
    for start in range(0, count, _OF_ONE_CONTA):
        contas.append(made_by_command(host, f"site-{count}-{start}"))
        onde = contas[-1].post("/auth/chaves", {"tipo": "formulario", "nome": "Site"}, status=201)["caminhos"]
        posts = (Post(onde["formulario"], raw, _JSON) for raw in raws[start : start + _OF_ONE_CONTA])
        statuses += from_many_addresses(host, posts)
    host.settle()

    assert set(statuses) - _REFUSALS == {202}
    kept = [one for conta in contas for one in everything(conta)]
    assert len(kept) > 0
    assert [one["id"] for one in kept if wrong_with(one, "formulario")] == []
    assert faults(host) == []


@pytest.mark.parametrize("count", [200, pytest.param(2_000, marks=pytest.mark.longo)])
@pytest.mark.parametrize("name", ["meta", "twilio"])
def test_a_body_changed_after_it_was_signed_leaves_nothing(
    host: LocalHost, admin: Attendant, name: str, count: int
) -> None:
    signed = {"meta": meta_post(json_bytes(bodies.META)), "twilio": twilio_post(bodies.TWILIO)}[name]
    says = what_twilio_signs if name == "twilio" else bytes
    forged = (
        replace(signed, raw=raw)
        for raw in mutated_bytes(signed.raw, count, seed=10)
        if says(raw) != says(signed.raw)
    )
    before = everything(admin)

    statuses = sent(host, forged)

    assert set(statuses) == {401}
    assert everything(admin) == before
    assert faults(host) == []


def what_twilio_signs(raw: bytes) -> bytes:
    """A field told twice, and where a name ends and its value begins, are not part of it."""
    fields = parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True)
    return "".join(name + value for name, value in sorted(set(fields))).encode()


def sent(host: LocalHost, posts: Posts) -> list[int]:
    return [host.post(post.path, content=post.raw, headers=post.all_headers()).status_code for post in posts]


def from_many_addresses(host: LocalHost, posts: Posts) -> list[int]:
    """As people would: no address often enough to meet its limit."""
    statuses: list[int] = []
    number = 2
    while some := list(islice(posts, _OF_ONE_ADDRESS)):
        transport = httpx2.HTTPTransport(local_address=f"127.0.0.{number}")
        with httpx2.Client(transport=transport, base_url=host.url, timeout=60, trust_env=False) as client:
            for post in some:
                answer = client.post(post.path, content=post.raw, headers=post.all_headers())
                statuses.append(answer.status_code)
        number += 1
    return statuses


def everything(conta: Attendant) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    query: dict[str, Any] = {"limite": 200}
    while True:
        page = conta.get("/recebimentos", **query)
        found += page["itens"]
        if page["cursor"] is None:
            return found
        query["cursor"] = page["cursor"]


def wrong_with(shown: dict[str, Any], name: str) -> str:
    """What is wrong with a document, "" for nothing."""
    Recebimento.model_validate(shown | {"provedor_id": "x"})
    texts: Iterable[str] = (value for value in shown.values() if isinstance(value, str))
    if any(len(text) > 20_000 for text in texts):
        return "longer than is kept"
    if not shown["endereco"] or not shown["id"].startswith(f"{name}:"):
        return "nobody's"
    return "" if shown["status"] in ("encaminhado", "ignorado") else "left behind"


def faults(host: LocalHost) -> list[str]:
    """What the log tells of requests that failed and of work that was given up."""
    return [line for line in host.log().splitlines() if "http.failed" in line or _POISONED in line]
