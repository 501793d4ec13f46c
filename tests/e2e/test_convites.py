"""Signing up on an installation that takes only whom somebody invited, as the settings' sample has it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.e2e.client import Attendant
from tests.local_host import LocalHost

PASSWORD = "uma senha boa"
pytestmark = pytest.mark.parametrize("local_host", [{"CADASTRO": "convite"}], indirect=True, ids=["convite"])


def sign_up(host: LocalHost, username: str, **fields: Any) -> Any:
    body = {"username": username, "email": f"{username}@exemplo.com", "password": PASSWORD} | fields
    return host.post("/auth/signup", json=body)


@pytest.fixture
def admin(local_host: LocalHost) -> Attendant:
    opened = local_host.post("/auth/login", data={"username": "admin", "password": "somente-local-senha"})
    assert opened.status_code == 200, opened.text
    return Attendant(local_host, opened.json()["access_token"])


def invite(admin: Attendant, papel: str = "cs") -> dict[str, Any]:
    return admin.post("/auth/convites", {"papel": papel}, status=201)


@pytest.mark.parametrize(
    ("convite", "slug"),
    [
        ({}, "convite-necessario"),
        ({"convite": ""}, "convite-necessario"),
        ({"convite": "conv_x"}, "convite-invalido"),
    ],
    ids=["none", "empty", "made up"],
)
@pytest.mark.parametrize("username", ["maria", "admin"], ids=["a free name", "the first admin's"])
def test_nobody_signs_up_without_an_invitation(
    local_host: LocalHost, username: str, convite: dict[str, str], slug: str
) -> None:
    answer = sign_up(local_host, username, **convite)

    assert answer.status_code == 403
    assert answer.json()["type"] == f"urn:retorno:problema:{slug}"
    refused = local_host.post("/auth/login", data={"username": username, "password": PASSWORD})
    assert refused.status_code == 401


def test_an_invitation_gives_its_papel_once_and_the_audit_names_it(
    local_host: LocalHost, admin: Attendant
) -> None:
    convite = invite(admin, "leitura")

    with ThreadPoolExecutor(6) as people:
        done = list(people.map(lambda n: sign_up(local_host, f"p{n}x", convite=convite["segredo"]), range(6)))

    assert sorted(one.status_code for one in done) == [201, *[403] * 5]
    (token,) = (one.json()["access_token"] for one in done if one.status_code == 201)
    eu = Attendant(local_host, token).get("/auth/eu")
    assert eu["papel"] == "leitura"
    (born,) = admin.get("/auditoria", sujeito=eu["sujeito"])["itens"]
    assert born["detalhe"] == {"origem": f"convite:{convite['id']}", "papel": "leitura"}


def test_a_revoked_invitation_lets_nobody_in(local_host: LocalHost, admin: Attendant) -> None:
    convite = invite(admin)
    assert admin.call("DELETE", f"/auth/convites/{convite['id']}").status_code == 204

    assert sign_up(local_host, "tarde", convite=convite["segredo"]).status_code == 403


def test_of_a_sign_up_and_a_revocation_at_once_the_list_tells_which_came_first(
    local_host: LocalHost, admin: Attendant
) -> None:
    for number in range(8):
        convite = invite(admin)
        with ThreadPoolExecutor(2) as both:
            signed = both.submit(sign_up, local_host, f"corrida{number}", convite=convite["segredo"])
            both.submit(admin.call, "DELETE", f"/auth/convites/{convite['id']}").result()

        listed = admin.get("/auth/convites", limite=1)["itens"][0]
        assert listed["id"] == convite["id"]
        assert listed["situacao"] == {201: "usada", 403: "revogada"}[signed.result().status_code]
