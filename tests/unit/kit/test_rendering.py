"""How bytes that come packed already leave: packed, unpacked, or not at all."""

import gzip

import pytest

from shared.kit.auth import TODOS
from shared.kit.rendering import respond
from shared.kit.routes import Answer, Route

_ROUTE = Route("GET", "teste", "Testa", papeis=TODOS)
_TAG = 'W/"um"'
_BODY = b'{"a":1}'


def packed() -> Answer:
    return Answer(gzip.compress(_BODY), headers={"Content-Encoding": "gzip", "ETag": _TAG})


def test_who_reads_gzip_gets_the_bytes_as_they_are() -> None:
    response = respond(_ROUTE, packed(), {"accept-encoding": "gzip, br"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.get_body()) == _BODY
    assert response.headers["ETag"] == _TAG


@pytest.mark.parametrize("asked", [{}, {"accept-encoding": "identity"}, {"accept-encoding": "gzip;q=0"}])
def test_who_does_not_gets_them_unpacked(asked: dict[str, str]) -> None:
    response = respond(_ROUTE, packed(), asked)

    assert "Content-Encoding" not in response.headers
    assert response.get_body() == _BODY
    assert "Accept-Encoding" in response.headers["Vary"]


def test_who_has_them_gets_none() -> None:
    nothing = Answer(b"", headers={"Content-Encoding": "gzip", "ETag": _TAG})

    response = respond(_ROUTE, nothing, {"if-none-match": _TAG})

    assert (response.status_code, response.get_body()) == (304, b"")
    assert "Content-Encoding" not in response.headers
