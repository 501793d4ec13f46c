"""S1's documented requests: getting in, and its clientes."""

import pytest

from tests.e2e.client import Attendant
from tests.e2e.s1 import NOBODY, PASSWORD, numbers, signed_up, someone, told
from tests.local_host import LocalHost

pytestmark = pytest.mark.parametrize("local_host", [{"CADASTRO": "aberto"}], indirect=True, ids=["aberto"])


@pytest.fixture(scope="module", params=["", "/"], ids=["sem barra", "com barra"])
def barra(request: pytest.FixtureRequest) -> str:
    """How S1's clients end an address: its code has the slash, its document often not."""
    return str(request.param)


@pytest.fixture(scope="module")
def ana(local_host: LocalHost) -> Attendant:
    return signed_up(local_host)


def test_sign_up_and_log_in_by_form_or_json(local_host: LocalHost, barra: str) -> None:
    name = f"bia{next(numbers)}"
    person = {"username": name, "email": f"{name}@exemplo.com", "password": PASSWORD}
    login = {"username": name, "password": PASSWORD}

    made = local_host.post(f"/auth/signup{barra}", json=person)
    twice = local_host.post(f"/auth/signup{barra}", json=person)
    by_form = local_host.post(f"/auth/login{barra}", data=login)
    by_json = local_host.post(f"/auth/login{barra}", json=login)
    wrong = local_host.post(f"/auth/login{barra}", data=login | {"password": "outra senha"})

    assert made.json().keys() == {"access_token", "token_type"}
    assert made.json()["token_type"] == by_form.json()["token_type"] == "bearer"
    assert isinstance(by_json.json()["access_token"], str)
    statuses = [answer.status_code for answer in (made, twice, by_form, by_json, wrong)]
    assert statuses == [201, 400, 200, 200, 401]


@pytest.mark.parametrize(
    "path", ["/chamados", "/clientes", "/chamados/1", "/clientes/1", "/chamados/cliente/1"]
)
def test_nothing_is_shown_without_a_token(local_host: LocalHost, path: str, barra: str) -> None:
    anonymous = local_host.get(path + barra)
    stranger = local_host.get(path + barra, headers={"Authorization": "Bearer x"})

    assert told(anonymous) == (401, "Not authenticated")
    assert told(stranger) == (401, "Could not validate credentials")
    assert stranger.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_root_and_the_probe_answer_anybody(local_host: LocalHost) -> None:
    assert local_host.get("/").status_code == 200
    assert local_host.get("/health").json()["status"] == "healthy"


# ---- clientes


def test_a_cliente_is_made_read_and_listed(ana: Attendant, barra: str) -> None:
    body = someone(telefone="11987654321", canal_preferido="whatsapp")

    made = ana.call("POST", f"/clientes{barra}", json=body)
    read = ana.call("GET", f"/clientes/{made.json()['id']}{barra}")
    some = ana.call("GET", f"/clientes{barra}", params={"skip": 0, "limit": 5})

    assert (made.status_code, read.status_code, some.status_code) == (201, 200, 200)
    assert made.json()["email"] == read.json()["email"] == body["email"]
    assert made.json()["canal_preferido"] == "whatsapp"
    assert isinstance(some.json(), list)
    assert len(some.json()) <= 5


def test_a_cliente_that_is_there_or_is_not_is_refused_in_s1s_words(ana: Attendant, barra: str) -> None:
    body = someone()
    ana.post(f"/clientes{barra}", body, status=201)

    assert told(ana.call("POST", f"/clientes{barra}", json=body)) == (400, "Email já cadastrado")
    assert told(ana.call("GET", f"/clientes/{NOBODY}{barra}")) == (404, "Cliente não encontrado")
