"""The HTTP contract of a route: bad input is refused in Portuguese, nothing of it comes back."""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import azure.durable_functions as df
import azure.functions as func
import pytest
from pydantic import BaseModel, Field

from shared.kit.auth import TODOS, Papel, Principal
from shared.kit.errors import Conflict, TransientError, Unauthorized
from shared.kit.http import Routes, unmatched
from shared.kit.models import NewInput, SourceInput
from shared.kit.routes import ROUTES, Answer, Ato, Call, Finish, Route

pytestmark = pytest.mark.anyio
SECRET = "segredo-do-cliente"


@pytest.fixture(autouse=True)
def no_trace_of_test_routes() -> Iterator[None]:
    before = ROUTES[:]
    yield
    ROUTES[:] = before


class Novo(NewInput):
    texto: str = Field(min_length=1, max_length=50)
    valor: float | None = None
    papel: Papel | None = None


class Antigo(SourceInput):
    valor: float
    nome: str = ""


async def authenticate(headers: Mapping[str, str]) -> Principal:
    papel = headers.get("authorization", "").removeprefix("Bearer ")
    if papel not in set(Papel):
        raise Unauthorized
    return Principal(conta="clinica", sujeito="teste", papel=Papel(papel))


async def audit(ato: Ato) -> Finish:
    async def finish(status: int, answer: Answer | None) -> None:
        """Nothing here asks what was recorded."""

    return finish


async def echo(call: Call[Any, Any]) -> Answer:
    return Answer(call.body.model_dump())


async def post_echo(call: Call[Any, Any]) -> Answer:
    return await echo(call)


def make_function(route: Route, handler: Any = echo) -> Any:
    app = df.DFApp()
    routes = Routes(df.Blueprint(), authenticate, audit)
    routes.add(route)(handler)
    app.register_functions(routes.blueprint)
    return app.get_functions()[0].get_user_function()


def make_route(body: type[BaseModel] | None = Novo, **contract: Any) -> Route:
    reference = f"{__name__}:{body.__name__}" if body else None
    return Route("POST", "teste", "Testa", **{"papeis": TODOS, "body": reference} | contract)


def make_request(body: bytes = b"{}", **headers: str) -> func.HttpRequest:
    given = {"authorization": "Bearer atendente", "content-type": "application/json"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return func.HttpRequest(method="POST", url="http://local/teste", body=body, headers=given | named)


async def refusal(route: Route, request: func.HttpRequest) -> dict[str, Any]:
    response = await make_function(route)(request)
    assert response.mimetype == "application/problem+json"
    assert response.headers["Content-Language"] == "pt-BR"
    assert SECRET not in response.get_body().decode()
    found: dict[str, Any] = json.loads(response.get_body())
    assert found["status"] == response.status_code
    return found


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        (b"", 400, None),
        (b"{" + SECRET.encode(), 400, None),
        ('{"texto": "não"}'.encode("latin-1"), 400, None),
        (b'{"texto": "\\ud800"}', 400, None),
        (b"[]", 422, "#"),
        (b'"texto"', 422, "#"),
        (b"{}", 422, "#/texto"),
        (b'{"texto": ""}', 422, "#/texto"),
        (b'{"texto": "   "}', 422, "#/texto"),
        (b'{"texto": 5}', 422, "#/texto"),
        (b'{"texto": null}', 422, "#/texto"),
        (b'{"texto": "a", "valor": "5"}', 422, "#/valor"),
        (b'{"texto": "a", "valor": NaN}', 422, "#/valor"),
        (b'{"texto": "a", "valor": 1e999}', 422, "#/valor"),
        (b'{"texto": "a", "segredo-do-cliente": 1}', 422, "#"),
        (b'{"texto": "a", "papel": "segredo-do-cliente"}', 422, "#/papel"),
        (b'{"texto": "' + b"segredo-do-cliente" * 9 + b'"}', 422, "#/texto"),
        (b'{"texto": "' + b"a" * 300_000 + b'"}', 413, None),
        (b"[" * 100_000, 400, None),
    ],
)
async def test_bad_input_is_refused_with_its_place_and_never_echoed(
    body: bytes, status: int, pointer: str | None
) -> None:
    found = await refusal(make_route(), make_request(body))

    assert found["status"] == status
    assert [wrong["pointer"] for wrong in found.get("errors", [])] == ([pointer] if pointer else [])


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "text/plain"},
        {"content_type": "application/x-www-form-urlencoded"},
        {"content_encoding": "gzip"},
    ],
    ids=str,
)
async def test_a_body_that_cannot_be_read_as_json_is_415(headers: dict[str, str]) -> None:
    found = await refusal(make_route(), make_request(b"{}", **headers))

    assert found["status"] == 415


async def test_a_raw_body_comes_in_the_types_that_its_route_takes() -> None:
    route = make_route(body=None, media=("text/csv",))

    async def measure(call: Call[Any, Any]) -> Answer:
        return Answer(len(call.raw))

    taken = await make_function(route, measure)(make_request(b"a;b", content_type="Text/CSV; charset=utf-8"))
    refused = await refusal(route, make_request(b"{}"))

    assert json.loads(taken.get_body()) == 3
    assert (refused["status"], refused["detail"]) == (415, "Envie o corpo como text/csv.")


async def test_a_source_route_ignores_unknown_fields_and_reads_numbers_in_strings() -> None:
    body = b'{"valor": "3500.00", "nome": "12", "desconhecido": true}'

    response = await make_function(make_route(Antigo))(make_request(body))

    assert json.loads(response.get_body()) == {"valor": 3500.0, "nome": "12"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"valor=3500.00&nome=Jo%C3%A3o+Silva", {"valor": 3500.0, "nome": "João Silva"}),
        (b"valor=1&nome=", {"valor": 1.0, "nome": ""}),
        (b"valor=%ff", 400),
        (b"\xff", 400),
        (b"&".join(b"a=1" for _ in range(101)), 400),
        (b"nome=segredo-do-cliente", 422),
        (b"", 422),
    ],
)
async def test_a_form_is_read_where_the_route_takes_one(body: bytes, expected: Any) -> None:
    request = make_request(body, content_type="application/x-www-form-urlencoded")

    response = await make_function(make_route(Antigo, form=True))(request)

    assert SECRET not in response.get_body().decode()
    if isinstance(expected, int):
        assert response.status_code == expected
    else:
        assert json.loads(response.get_body()) == expected


async def test_no_credential_is_401_in_the_source_systems_words() -> None:
    found = await refusal(make_route(refusal="Token inválido"), make_request(authorization="Bearer nada"))

    assert (found["status"], found["detail"]) == (401, "Token inválido")


async def test_a_source_adds_its_own_members_to_a_problem_and_changes_none_of_it() -> None:
    route = make_route(members=lambda error: {"error": error.slug, "status": "outro"})

    found = await refusal(route, make_request(b"["))

    assert (found["error"], found["status"], found["title"]) == (
        "requisicao-malformada",
        400,
        "Requisição malformada",
    )


async def test_a_credential_is_asked_for_before_the_body_is_read() -> None:
    found = await refusal(make_route(), make_request(b"{", authorization=""))

    assert found["status"] == 401


async def test_a_papel_that_the_route_does_not_name_is_403() -> None:
    route = make_route(papeis=frozenset({Papel.ADMIN}))

    found = await refusal(route, make_request(b'{"texto": "a"}'))

    assert found["status"] == 403


@pytest.mark.parametrize(
    ("error", "status", "headers"),
    [
        (Conflict(), 409, {}),
        (TransientError(retry_after_s=7), 503, {"Retry-After": "7"}),
        (ValueError(SECRET), 500, {}),
    ],
)
async def test_what_a_handler_raises_becomes_a_problem(
    error: Exception, status: int, headers: dict[str, str]
) -> None:
    async def fail(call: Call[Any, Any]) -> Answer:
        raise error

    response = await make_function(make_route(), fail)(make_request(b'{"texto": "a"}'))

    assert response.status_code == status
    assert SECRET not in response.get_body().decode()
    assert headers.items() <= dict(response.headers).items()


async def test_long_answers_are_compressed_for_who_accepts_it() -> None:
    async def answer(call: Call[Any, Any]) -> Answer:
        return Answer({"texto": "a" * 2000})

    run = make_function(make_route(), answer)

    plain = await run(make_request(b'{"texto": "a"}'))
    packed = await run(make_request(b'{"texto": "a"}', accept_encoding="gzip, br"))
    refused = await run(make_request(b'{"texto": "a"}', accept_encoding="br, gzip; q=0"))

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.get_body()) == plain.get_body()
    assert refused.get_body() == plain.get_body()


async def test_a_get_answers_head_too_and_nothing_else_does() -> None:
    app = df.DFApp()
    routes = Routes(df.Blueprint(), authenticate, audit)
    routes.add(Route("GET", "teste", "Testa", papeis=None))(echo)
    routes.add(replace(make_route(), path="outro"))(post_echo)
    app.register_functions(routes.blueprint)

    served = {it.get_function_name(): [*map(str, it.get_trigger().methods)] for it in app.get_functions()}

    assert served == {"echo": ["GET", "HEAD"], "post_echo": ["POST"]}


async def test_what_a_page_of_another_site_may_read_is_said_in_good_answers_and_in_problems() -> None:
    run = make_function(make_route())

    good = await run(make_request(b'{"texto": "a"}', origin="https://clinica.com.br"))
    bad = await run(make_request(b"{", origin="https://clinica.com.br"))
    plain = await run(make_request(b'{"texto": "a"}'))

    assert "ETag" in good.headers["Access-Control-Expose-Headers"]
    assert "Retry-After" in bad.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Expose-Headers" not in plain.headers


async def test_a_handlers_own_headers_win() -> None:
    async def answer(call: Call[Any, Any]) -> Answer:
        return Answer(b"a;b", headers={"Content-Type": "text/csv", "Cache-Control": "no-cache"}, etag="v1")

    response = await make_function(make_route(), answer)(make_request(b'{"texto": "a"}'))

    assert (response.mimetype, response.get_body()) == ("text/csv", b"a;b")
    assert (response.headers["Cache-Control"], response.headers["ETag"]) == ("no-cache", '"v1"')


async def test_an_unserved_method_is_405_and_an_unserved_address_404() -> None:
    make_function(Route("GET", "pessoas/{id}", "Testa", papeis=None))
    make_function(Route("POST", "pessoas/buscar", "Testa", papeis=None))

    known = unmatched(func.HttpRequest(method="PUT", url="http://local/Pessoas/1/", body=b""))
    named = unmatched(func.HttpRequest(method="PUT", url="http://local/pessoas/buscar", body=b""))
    unknown = unmatched(func.HttpRequest(method="PUT", url="http://local/pessoas/1/2", body=b""))

    assert (known.status_code, known.headers["Allow"]) == (405, "GET, HEAD")
    assert (named.status_code, named.headers["Allow"]) == (405, "POST")
    assert unknown.status_code == 404
