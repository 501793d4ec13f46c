"""The page of a form over HTTP: who may show it, what it says, and what it does not say."""

from typing import Any

import httpx2
import pytest

from tests.e2e.client import Attendant
from tests.e2e.test_credenciais import made_by_command
from tests.local_host import ROOT, LocalHost

SITE = "https://www.clinica.com.br"
_NOME = 'Sol & Cia <img src=x onerror="alert(1)"> $nome {origens}'


@pytest.fixture(scope="module")
def admin(local_host: LocalHost) -> Attendant:
    admin = made_by_command(local_host, "clinica-sol")
    changed = admin.call("PATCH", "/conta", json={"nome": _NOME}, headers={"If-Match": "*"})
    assert changed.status_code == 200, changed.text
    return admin


def chave(admin: Attendant, *origens: str) -> dict[str, Any]:
    return admin.post(
        "/auth/chaves", {"tipo": "formulario", "nome": "Site", "origens": [*origens]}, status=201
    )


def page(admin: Attendant, *origens: str) -> httpx2.Response:
    return admin.host.get(str(chave(admin, *origens)["caminho"]))


def test_a_form_may_be_shown_by_the_origins_of_its_key_and_by_nobody_else(admin: Attendant) -> None:
    local = "http://localhost:5173"

    headers = page(admin, SITE, local).headers

    policy = headers["content-security-policy"].split("; ")
    assert f"frame-ancestors 'self' {local} {SITE}" in policy
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'"} <= set(policy)
    assert "x-frame-options" not in headers  # it could only name this origin, and would contradict the policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"  # the address holds the key


def test_a_form_without_origins_is_shown_in_no_frame(admin: Attendant) -> None:
    headers = page(admin).headers

    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"


def test_the_page_says_whose_it_is_as_text_and_nothing_else_of_the_conta(admin: Attendant) -> None:
    answer = page(admin, SITE)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Sol &amp; Cia &lt;img src=x onerror=&quot;alert(1)&quot;&gt; $nome {origens}" in answer.text
    assert "<img" not in answer.text
    assert "clinica-sol" not in answer.text


def test_unknown_and_revoked_keys_get_the_same_kind_page(admin: Attendant) -> None:
    revoked = chave(admin, SITE)
    admin.call("DELETE", f"/auth/chaves/{revoked['id']}")
    kommo = admin.post("/auth/chaves", {"tipo": "kommo", "nome": "CRM"}, status=201)

    paths = ("/formulario/nada", "/formulario/%00", f"/formulario/{kommo['segredo']}", revoked["caminho"])
    answers = [admin.host.get(path) for path in paths]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert "Este formulário não está disponível" in answers[0].text
    assert {answer.headers["x-frame-options"] for answer in answers} == {"DENY"}
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}


def test_a_page_that_did_not_change_does_not_travel_again(admin: Attendant) -> None:
    onde = chave(admin, SITE)["caminho"]
    first = admin.host.get(onde)

    again = admin.host.get(onde, headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


def test_every_file_of_the_page_is_served_and_no_other(admin: Attendant) -> None:
    folder = ROOT / "functions/web/formulario"
    own = {path.name for path in folder.iterdir() if path.suffix != ".html"}

    served = {name for name in own if admin.host.get(f"/formulario-arquivos/{name}").status_code == 200}

    assert served == own
    for name in ("formulario.html", "indisponivel.html", "..%2fpainel%2fapi.js", "api.js", "Pedido.js"):
        assert admin.host.get(f"/formulario-arquivos/{name}").status_code == 404


def test_a_key_shows_its_origins_and_its_successor_keeps_them(admin: Attendant) -> None:
    old = chave(admin, f"{SITE}:443", SITE.upper())

    new = admin.post(f"/auth/chaves/{old['id']}/trocar", {}, status=201)

    assert old["origens"] == new["origens"] == [SITE]
    assert f"'self' {SITE};" in admin.host.get(new["caminho"]).headers["content-security-policy"]


def test_the_sites_of_a_key_change_at_once_for_who_has_its_address(admin: Attendant) -> None:
    made = chave(admin, SITE)
    path = f"/auth/chaves/{made['id']}"

    changed = admin.call("PATCH", path, json={"origens": ["https://Agenda.clinica.com.br"]})
    moved = admin.host.get(made["caminho"]).headers["content-security-policy"]
    admin.call("PATCH", path, json={"origens": []})
    alone = admin.host.get(made["caminho"]).headers

    assert (changed.status_code, changed.json()["origens"]) == (200, ["https://agenda.clinica.com.br"])
    assert "frame-ancestors 'self' https://agenda.clinica.com.br;" in moved
    assert alone["x-frame-options"] == "DENY"
    assert "segredo" not in changed.json()


def test_sites_that_cannot_be_or_of_no_form_are_refused(admin: Attendant) -> None:
    made = chave(admin, SITE)
    kommo = admin.post("/auth/chaves", {"tipo": "kommo", "nome": "CRM"}, status=201)

    wrong = admin.call("PATCH", f"/auth/chaves/{made['id']}", json={"origens": [SITE, f"{SITE}/contato"]})
    fixed = admin.call("PATCH", f"/auth/chaves/{kommo['id']}", json={"origens": [SITE]})
    missing = admin.call("PATCH", "/auth/chaves/ninguem", json={"origens": [SITE]})

    assert (wrong.status_code, fixed.status_code, missing.status_code) == (422, 409, 404)
    assert [one["pointer"] for one in wrong.json()["errors"]] == ["#/origens/1"]
    assert f"'self' {SITE};" in admin.host.get(made["caminho"]).headers["content-security-policy"]


@pytest.mark.parametrize(
    "fields",
    [
        {"origens": [f"{SITE}/contato"]},
        {"origens": ["http://www.clinica.com.br"]},
        {"origens": ["*"]},
        {"origens": [f"{SITE}; script-src *"]},
        {"origens": "https://a.com"},
        {"origens": [f"https://a{number}.com" for number in range(11)]},
        {"origens": [SITE], "tipo": "kommo"},
    ],
    ids=str,
)
def test_origins_that_cannot_be_are_refused(admin: Attendant, fields: dict[str, Any]) -> None:
    answer = admin.call("POST", "/auth/chaves", json={"tipo": "formulario", "nome": "Site"} | fields)

    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_a_hasty_robot_is_answered_like_a_person_and_leaves_nothing(admin: Attendant) -> None:
    onde = chave(admin)["caminho"]
    form = {"nome": "Ivo", "telefone": "(62) 99876-0066", "mensagem": "Oi", "aberto_ha_ms": 40}

    robot = admin.host.post(onde, json=form)
    person = admin.host.post(onde, json=form | {"aberto_ha_ms": 9_000, "mensagem": "Oi, tudo bem?"})
    admin.host.settle()

    assert (robot.status_code, person.status_code) == (202, 202)
    assert robot.json().keys() == person.json().keys()
    assert admin.call("GET", f"/recebimentos/formulario:{robot.json()['protocolo']}").status_code == 404
    assert admin.get(f"/recebimentos/formulario:{person.json()['protocolo']}")["texto"] == "Oi, tudo bem?"
