"""The documentation over HTTP: which files it serves, how, and nothing beside them."""

import gzip

import httpx2
import pytest

from tests.local_host import ROOT, LocalHost

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_FILES = {
    "/docs": ("text/html; charset=utf-8", "docs/docs.html"),
    "/docs/docs.css": ("text/css; charset=utf-8", "docs/docs.css"),
    "/docs/docs.js": ("text/javascript; charset=utf-8", "docs/docs.js"),
    "/docs/swagger-ui.css": ("text/css; charset=utf-8", "vendor/swagger-ui/swagger-ui.css"),
    "/docs/swagger-ui-bundle.js": (
        "text/javascript; charset=utf-8",
        "vendor/swagger-ui/swagger-ui-bundle.js",
    ),
}


def read(local_host: LocalHost, path: str, **headers: str) -> httpx2.Response:
    return local_host.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize("path", _FILES)
def test_a_file_of_the_page_needs_no_credential_and_comes_behind_the_strict_policy(
    local_host: LocalHost, path: str
) -> None:
    media_type, source = _FILES[path]

    answer = read(local_host, path)

    assert answer.status_code == 200
    assert answer.content == (ROOT / "functions/web" / source).read_bytes()
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-security-policy"] == _POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-cache"


def test_a_file_travels_gzipped_once_and_then_not_at_all(local_host: LocalHost) -> None:
    first = read(local_host, "/docs/swagger-ui-bundle.js", accept_encoding="gzip")
    again = read(local_host, "/docs/swagger-ui-bundle.js", if_none_match=first.headers["etag"])

    assert first.headers["content-encoding"] == "gzip"
    assert int(first.headers["content-length"]) < 600_000
    assert (again.status_code, again.content) == (304, b"")
    assert "content-encoding" not in again.headers


def test_who_reads_no_gzip_gets_the_file_as_it_is(local_host: LocalHost) -> None:
    answer = read(local_host, "/docs/docs.js", accept_encoding="identity")

    assert "content-encoding" not in answer.headers
    assert len(gzip.compress(answer.content)) < len(answer.content)


@pytest.mark.parametrize(
    "path",
    [
        "/docs/docs.html",
        "/docs/LICENSE",
        "/docs/..%2fdocs%2fdocs.js",
        "/docs/..%2f..%2fhttp_docs.py",
        "/docs/%2e%2e%2f%2e%2e%2f%2e%2e%2flocal.settings.sample.json",
        "/docs/..%5c..%5chttp_docs.py",
        "/docs/swagger-ui.css%00.js",
        "/docs/DOCS.JS",
    ],
)
def test_no_other_file_is_ever_served(local_host: LocalHost, path: str) -> None:
    answer = read(local_host, path)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_vendored_files_keep_their_licence_beside_them() -> None:
    vendored = {path.name for path in (ROOT / "functions/web/vendor/swagger-ui").iterdir()}

    assert {"LICENSE", "NOTICE", "swagger-ui-bundle.js.LICENSE.txt"} <= vendored
