"""Kommo beside the real host: its webhook's secret, the hint that follows it, and the pull that needs neither."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.client import Attendant
from tests.e2e.test_credenciais import made_by_command
from tests.kommo_server import TOKEN, KommoServer, make_lead
from tests.local_host import LocalHost

START = 1_767_300_000
_FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def kommo() -> Iterator[KommoServer]:
    with KommoServer().serving() as server:
        yield server


@pytest.fixture(scope="module")
def host(kommo: KommoServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalHost]:
    environ = {"KOMMO__BASE_URL": kommo.url, "KOMMO__TOKEN": TOKEN}
    host = LocalHost(tmp_path_factory.mktemp("host"), environ=environ)
    yield host.start()
    host.close()


@pytest.fixture(scope="module")
def admin(host: LocalHost) -> Attendant:
    return made_by_command(host, "demonstracao")


def new_secret(admin: Attendant) -> str:
    return str(admin.post("/auth/chaves", {"tipo": "kommo", "nome": "Kommo"}, status=201)["segredo"])


def hook(host: LocalHost, segredo: str, form: str, media_type: str = _FORM) -> Any:
    return host.post(f"/webhook/kommo/{segredo}", content=form, headers={"Content-Type": media_type})


def test_a_webhook_makes_the_host_read_the_lead_from_the_api(
    host: LocalHost, kommo: KommoServer, admin: Attendant
) -> None:
    kommo.put(make_lead(501, START, price=900))
    form = "leads[status][0][id]=501&leads[status][0][price]=1&account[id]=9&conta=outra"

    answer = hook(host, new_secret(admin), form)
    host.settle()

    assert (answer.status_code, answer.json()) == (200, {"status": "recebido"})
    assert find(admin, "p10501@loja.com.br")["valor"] == 900


def test_a_wrong_secret_is_refused_before_the_form_is_read(host: LocalHost, admin: Attendant) -> None:
    segredo = new_secret(admin)

    unreadable = hook(host, "kommo_errado", "a=%ff")
    wrong = hook(host, segredo[:-1], "leads[add][0][id]=1")
    right = hook(host, segredo, "a=%ff")

    assert [answer.status_code for answer in (unreadable, wrong, right)] == [401, 401, 400]
    assert segredo not in host.log()


def test_another_conta_s_secret_reads_nothing_from_this_account(host: LocalHost, kommo: KommoServer) -> None:
    other = made_by_command(host, "outra-clinica")
    kommo.put(make_lead(601, START - 10_000_000))
    kommo.asked.clear()

    answer = hook(host, new_secret(other), "leads[add][0][id]=601")
    host.settle()

    assert answer.status_code == 200
    assert "/api/v4/leads/601" not in kommo.paths()


def test_without_any_webhook_the_pull_finds_what_changed(
    host: LocalHost, kommo: KommoServer, admin: Attendant
) -> None:
    kommo.put(make_lead(701, START + 100_000, price=700))

    host.advance(minutes=16)

    assert find(admin, "p10701@loja.com.br")["valor"] == 700


def find(admin: Attendant, email: str) -> dict[str, Any]:
    """The one cliente of this e-mail."""
    [found] = admin.post("/clientes/buscar", {"email": email})["itens"]
    return admin.get(f"/clientes/{found['id']}")
