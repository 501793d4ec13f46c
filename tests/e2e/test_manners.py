"""HTTP manners through the real host: compression, versions, caches, HEAD, slashes, and pages of other sites."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.local_host import ROOT, LocalHost
from tests.tokens import issue_token

_SITE = "https://painel.clinica.com.br"
_OF_THE_APP = ("function_app.py", "functions", "host.json", "shared")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalHost]:
    """The app as it is, on a site that lets one other origin in."""
    app = tmp_path_factory.mktemp("app")
    for name in _OF_THE_APP:
        (app / name).symlink_to(ROOT / name)
    settings = json.loads((ROOT / "local.settings.sample.json").read_text())
    settings["Host"] |= {"CORS": f"https://outro.exemplo.com.br,{_SITE}", "CORSCredentials": True}
    (app / "local.settings.json").write_text(json.dumps(settings))
    host = LocalHost(tmp_path_factory.mktemp("host"), app=app)
    yield host.start()
    host.close()


@pytest.fixture(scope="module")
def boss(host: LocalHost) -> Attendant:
    return Attendant(host, issue_token(host, "clinica", Papel.ADMIN))


@pytest.fixture(scope="module")
def relato_id(boss: Attendant) -> str:
    """A relato long enough to be worth compressing."""
    return boss.tell("Falei com a Marina sobre o aparelho, R$ 3.500,00. Vai pensar. " * 40, atendente="Paula")


@pytest.mark.parametrize(
    ("accept_encoding", "is_packed"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("identity", False), ("gzip;q=0", False), ("", False)],
)
def test_a_long_answer_is_compressed_for_who_reads_it(
    boss: Attendant, relato_id: str, accept_encoding: str, is_packed: bool
) -> None:
    answer = boss.call("GET", f"/relatos/{relato_id}", headers={"Accept-Encoding": accept_encoding})

    assert ("content-encoding" in answer.headers) is is_packed
    assert (int(answer.headers["content-length"]) < len(answer.content)) is is_packed
    assert answer.json()["id"] == relato_id
    assert "Accept-Encoding" in answer.headers["vary"]


def test_a_short_answer_is_not_worth_compressing(boss: Attendant) -> None:
    answer = boss.call("GET", "/", headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in answer.headers


def test_a_compressed_body_is_refused_since_nobody_reads_it(boss: Attendant) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}

    answer = boss.call("POST", "/relatos", content=b"\x1f\x8b", headers=headers)

    assert (answer.status_code, answer.json()["detail"]) == (415, "Envie o corpo sem compressão.")


def test_a_document_and_a_list_that_did_not_change_travel_once(boss: Attendant, relato_id: str) -> None:
    for path in ("/conta", "/relatos", f"/relatos/{relato_id}"):
        first = boss.call("GET", path)
        again = boss.call("GET", path, headers={"If-None-Match": first.headers["etag"]})
        other = boss.call("GET", path, headers={"If-None-Match": '"outra"'})

        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert (again.headers["vary"], again.headers["cache-control"]) == (
            first.headers["vary"],
            first.headers["cache-control"],
        )
        assert (other.status_code, other.json()) == (200, first.json())


def test_a_list_is_tagged_by_what_it_shows_and_a_document_by_its_version(boss: Attendant) -> None:
    assert boss.call("GET", "/relatos").headers["etag"].startswith('W/"')
    assert boss.call("GET", "/conta").headers["etag"].startswith('"')


def test_a_list_that_changed_travels_again(boss: Attendant, relato_id: str) -> None:
    before = boss.call("GET", "/relatos").headers["etag"]

    boss.tell("Falei com o João sobre o clareamento. Vai pensar.")
    after = boss.call("GET", "/relatos", headers={"If-None-Match": before})

    assert after.status_code == 200
    assert after.headers["etag"] != before


def test_a_document_is_changed_only_by_who_read_its_last_version(boss: Attendant) -> None:
    read = boss.call("GET", "/conta").headers["etag"]

    unread = boss.call("PATCH", "/conta", json={"nome": "Sorriso"})
    first = boss.call("PATCH", "/conta", json={"nome": "Sorriso"}, headers={"If-Match": read})
    late = boss.call("PATCH", "/conta", json={"nome": "Riso"}, headers={"If-Match": read})
    weak = boss.call(
        "PATCH", "/conta", json={"nome": "Riso"}, headers={"If-Match": f"W/{first.headers['etag']}"}
    )
    listed = boss.call(
        "PATCH", "/conta", json={"nome": "Riso"}, headers={"If-Match": f'"x", {first.headers["etag"]}'}
    )

    assert [it.status_code for it in (unread, first, late, weak, listed)] == [428, 200, 412, 412, 200]
    assert first.headers["etag"] not in (read, listed.headers["etag"])
    assert boss.get("/conta")["nome"] == "Riso"


def test_what_a_credential_reads_is_kept_by_nobody_else(boss: Attendant, relato_id: str) -> None:
    read = boss.call("GET", f"/relatos/{relato_id}").headers
    written = boss.call("POST", "/processar_relato", json={"relato": "Falei com a Marina"}).headers
    refused = boss.call("GET", "/relatos/nao-existe").headers

    assert read["cache-control"] == "private, no-cache"
    assert {"Authorization", "X-API-Key"} <= set(read["vary"].split(", "))
    assert (written["cache-control"], refused["cache-control"]) == ("no-store", "no-store")
    assert (read["x-content-type-options"], refused["x-content-type-options"]) == ("nosniff", "nosniff")


@pytest.mark.parametrize(
    "path", ["/", "/health", "/docs", "/openapi.json", "/relatos", "/relatos/nao-existe"]
)
def test_head_answers_as_get_without_the_body(boss: Attendant, path: str) -> None:
    got = boss.call("GET", path)
    head = boss.call("HEAD", path)

    assert (head.status_code, head.content) == (got.status_code, b"")
    assert constant(head) == constant(got)


def test_head_of_what_only_takes_a_post_is_405(boss: Attendant) -> None:
    answer = boss.call("HEAD", "/processar_relato")

    assert (answer.status_code, answer.content, answer.headers["allow"]) == (405, b"", "POST")


def test_a_slash_at_the_end_changes_nothing(boss: Attendant, relato_id: str) -> None:
    assert boss.get("/relatos/") == boss.get("/relatos")
    assert boss.get(f"/relatos/{relato_id}/") == boss.get(f"/relatos/{relato_id}")
    assert boss.post("/processar_relato/", {"relato": "Falei com a Marina"})
    assert boss.call("GET", "/docs/").headers["content-type"].startswith("text/html")


def test_a_page_of_the_site_may_call_and_read_what_it_needs(host: LocalHost, boss: Attendant) -> None:
    wanted = {
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "authorization,if-match",
    }

    asked = host.http.request("OPTIONS", "/conta", headers={"Origin": _SITE} | wanted)
    answer = boss.call("GET", "/conta", headers={"Origin": _SITE})
    refused = boss.call("GET", "/relatos/nao-existe", headers={"Origin": _SITE})

    assert asked.status_code == 204
    assert asked.headers["access-control-allow-methods"] == "PATCH"
    assert asked.headers["access-control-allow-headers"] == "authorization,if-match"
    for each in (asked, answer, refused):
        assert each.headers["access-control-allow-origin"] == _SITE
        assert each.headers["access-control-allow-credentials"] == "true"
        assert "Origin" in each.headers["vary"]
    for each in (answer, refused):
        assert {"ETag", "Location", "Retry-After"} <= set(
            each.headers["access-control-expose-headers"].split(", ")
        )


@pytest.mark.parametrize("origin", ["https://estranho.com", f"{_SITE}.estranho.com", "null", "*"])
def test_a_page_of_another_site_is_given_no_leave(host: LocalHost, boss: Attendant, origin: str) -> None:
    wanted = {"Origin": origin, "Access-Control-Request-Method": "GET"}

    asked = host.http.request("OPTIONS", "/conta", headers=wanted)
    answer = boss.call("GET", "/conta", headers={"Origin": origin})

    assert asked.status_code == 405
    assert "access-control-allow-origin" not in asked.headers
    assert "access-control-allow-origin" not in answer.headers


def constant(answer: Any) -> dict[str, str]:
    """The headers but for what differs from one answer to the next."""
    changing = {"date", "etag", "content-length"} if answer.url.path == "/health" else {"date"}
    return {name: value for name, value in answer.headers.items() if name not in changing}


def test_the_settings_sample_opens_the_site_to_nobody() -> None:
    assert json.loads(Path(ROOT / "local.settings.sample.json").read_text())["Host"]["CORS"] == ""
