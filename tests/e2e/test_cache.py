"""The cache over HTTP: what is kept, what makes it stale, who sees it, and that the bytes stay the same."""

import gzip
import json
from typing import Any

import httpx2
import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.local_host import LocalHost
from tests.tokens import issue_token

_CACHED = ("/clientes?formato=por_id", "/health-scores", "/health-scores?formato=aninhado", "/dashboard")


@pytest.fixture(scope="module")
def loja(local_host: LocalHost) -> Attendant:
    """An admin of a conta of the module's own, with one cliente that has a score."""
    admin = Attendant(local_host, issue_token(local_host, "loja", Papel.ADMIN))
    made = admin.post(
        "/clientes", {"nome": "Empresa XYZ Ltda", "email": "xyz@exemplo.com.br"} | CRM, status=201
    )
    admin.post(f"/health-scores/{made['id']}/calcular", None)
    return admin


CRM = {
    "client_id": 1234,
    "tenant_id": 12345,
    "slug": "empresa-xyz",
    "pipeline": "CS | ONGOING",
    "valor": 1500,
    "data_adesao": "2024-03-15",
}


@pytest.fixture(autouse=True)
def _empty(loja: Attendant) -> None:
    loja.post("/cache/clear", None)


def read(who: Attendant, path: str, **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer: httpx2.Response = who.call("GET", path, headers=named)
    return answer


def caches(who: Attendant, path: str) -> list[str]:
    """`X-Cache` of two readings in a row."""
    return [read(who, path).headers["X-Cache"] for _ in range(2)]


def raw(host: LocalHost, who: Attendant, path: str, coding: str) -> tuple[httpx2.Headers, bytes]:
    """The bytes as they came over the wire."""
    headers = {"Authorization": f"Bearer {who.token}", "Accept-Encoding": coding}
    with host.http.stream("GET", path, headers=headers) as answer:
        return answer.headers, b"".join(answer.iter_raw())


@pytest.mark.parametrize("path", _CACHED)
def test_an_answer_is_made_once_and_is_the_same_from_the_cache(loja: Attendant, path: str) -> None:
    made, kept = read(loja, path), read(loja, path)

    assert [made.status_code, kept.status_code] == [200, 200]
    assert [made.headers["X-Cache"], kept.headers["X-Cache"]] == ["MISS", "HIT"]
    assert made.json() == kept.json() != {}
    assert made.headers["ETag"] == kept.headers["ETag"]
    assert "etag" in kept.headers


@pytest.mark.parametrize("path", ["/clientes?formato=por_id", "/dashboard"])
def test_a_changed_cliente_is_seen_at_once(loja: Attendant, path: str) -> None:
    caches(loja, path)
    cliente_id = read(loja, "/clientes?limite=1").json()["itens"][0]["id"]
    etag = read(loja, f"/clientes/{cliente_id}").headers["ETag"]

    changed = loja.call(
        "PATCH", f"/clientes/{cliente_id}", json={"cs": f"Ana de {path}"}, headers={"If-Match": etag}
    )

    assert changed.status_code == 200
    assert caches(loja, path) == ["MISS", "HIT"]


def test_a_new_score_is_seen_at_once(loja: Attendant) -> None:
    caches(loja, "/health-scores")
    cliente_id = read(loja, "/clientes?limite=1").json()["itens"][0]["id"]

    loja.post(f"/health-scores/{cliente_id}/calcular", None)

    assert caches(loja, "/health-scores") == ["MISS", "HIT"]


def test_an_importacao_is_seen_when_it_is_done(loja: Attendant, local_host: LocalHost) -> None:
    path = "/clientes?formato=por_id"
    before = len(read(loja, path).json())
    rows = "\n".join(f"Loja {number},loja{number}@exemplo.com.br" for number in range(5))

    sent = loja.call(
        "POST",
        "/clientes/importar",
        content=f"nome,email\n{rows}".encode(),
        headers={"Content-Type": "text/csv"},
    )
    local_host.settle()
    after = read(loja, path)

    assert sent.status_code == 202
    assert (after.headers["X-Cache"], len(after.json())) == ("MISS", before + 5)


def test_clearing_tells_what_went_and_what_is_read_next_is_made_anew(loja: Attendant) -> None:
    for path in (*_CACHED, "/dashboard?data_adesao_inicio=2024-01-01&data_adesao_fim=2024-12-31"):
        read(loja, path)

    cleared = loja.post("/cache/clear", None)
    again = loja.post("/cache/clear", None)

    assert cleared["chaves"] == [
        "clientes:all:all",
        "dashboard:2024-01-01:2024-12-31",
        "dashboard:all:all",
        "health-scores:all:all",
        "health-scores:all:all:aninhado",
    ]
    assert (cleared["status"], cleared["removidos"]) == ("success", 5)
    assert (again["chaves"], again["removidos"]) == ([], 0)
    assert caches(loja, "/dashboard") == ["MISS", "HIT"]


def test_clearing_is_audited_with_how_many_went(loja: Attendant) -> None:
    read(loja, "/dashboard")

    loja.post("/cache/clear", None)

    acts = loja.get("/auditoria", limite=50)["itens"]
    newest = next(one for one in acts if one["acao"] == "post_cache_clear")
    assert newest["recurso"] == "/cache/clear"
    assert newest["detalhe"]["removidos"] == 1


def test_a_conta_sees_and_clears_only_its_own(loja: Attendant, local_host: LocalHost) -> None:
    other = Attendant(local_host, issue_token(local_host, "vizinha", Papel.ADMIN))
    read(loja, "/health-scores")

    theirs = read(other, "/health-scores")
    cleared = other.post("/cache/clear", None)

    assert (theirs.headers["X-Cache"], theirs.json()) == ("MISS", {})
    assert cleared["chaves"] == ["health-scores:all:all"]
    assert read(loja, "/health-scores").headers["X-Cache"] == "HIT"


def test_who_may_only_read_clears_nothing(local_host: LocalHost) -> None:
    reader = Attendant(local_host, issue_token(local_host, "loja", Papel.LEITURA))

    assert reader.call("POST", "/cache/clear").status_code == 403
    assert reader.call("GET", "/health-scores").status_code == 200


@pytest.mark.parametrize("path", _CACHED)
def test_packed_or_not_the_bytes_are_the_same(loja: Attendant, local_host: LocalHost, path: str) -> None:
    read(loja, path)

    packed_headers, packed = raw(local_host, loja, path, "gzip")
    plain_headers, plain = raw(local_host, loja, path, "identity")

    assert packed_headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain_headers
    assert gzip.decompress(packed) == plain
    assert int(plain_headers["Content-Length"]) == len(plain)
    assert packed_headers["ETag"] == plain_headers["ETag"]
    assert packed_headers["X-Cache"] == plain_headers["X-Cache"] == "HIT"
    assert json.loads(plain)


@pytest.mark.parametrize("path", _CACHED)
def test_who_has_it_already_is_told_so_also_after_it_was_made_anew(loja: Attendant, path: str) -> None:
    tag = read(loja, path).headers["ETag"]

    kept = read(loja, path, If_None_Match=tag)
    loja.post("/cache/clear", None)
    made = read(loja, path, If_None_Match=tag)

    assert [kept.status_code, made.status_code] == [304, 304]
    assert [kept.headers["X-Cache"], made.headers["X-Cache"]] == ["HIT", "MISS"]
    assert kept.content == made.content == b""
    assert kept.headers["ETag"] == tag


def test_a_page_of_a_site_may_read_the_headers(loja: Attendant) -> None:
    shown = read(loja, "/health-scores", Origin="https://painel.exemplo.com.br")

    exposed = shown.headers["Access-Control-Expose-Headers"]
    assert {"X-Cache", "X-Atualizado-Em"} <= {one.strip() for one in exposed.split(",")}
    assert shown.headers["X-Atualizado-Em"].endswith("Z")


@pytest.mark.parametrize("query", ["", "?skip=0", "?limite=5", "?formato=lista", "?formato=pagina"])
def test_lists_and_pages_are_never_kept(loja: Attendant, query: str) -> None:
    shown = [read(loja, f"/clientes{query}") for _ in range(2)]

    assert all("X-Cache" not in one.headers for one in shown)
    assert loja.post("/cache/clear", None)["removidos"] == 0


def test_the_document_of_the_api_tells_of_the_cache(local_host: LocalHost) -> None:
    described: dict[str, Any] = local_host.get("/openapi.json").json()

    shown = described["paths"]["/health-scores"]["get"]["responses"]["200"]
    assert {"X-Cache", "X-Atualizado-Em", "ETag"} <= shown["headers"].keys()
    assert {"X-Cache", "X-Atualizado-Em"} <= described["components"]["headers"].keys()


def test_an_answer_is_as_old_as_s4_says_and_not_older(own_host: LocalHost) -> None:
    who = Attendant(own_host, issue_token(own_host, "loja", Papel.ADMIN))
    paths = ("/clientes?formato=por_id", "/health-scores", "/dashboard")
    for path in paths:
        read(who, path)

    own_host.advance(seconds=301)
    five_minutes = [read(who, path).headers["X-Cache"] for path in paths]
    own_host.advance(seconds=300)
    ten_minutes = [read(who, path).headers["X-Cache"] for path in paths]

    assert five_minutes == ["MISS", "HIT", "HIT"]
    assert ten_minutes[1:] == ["MISS", "MISS"]
