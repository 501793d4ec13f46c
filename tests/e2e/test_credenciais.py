"""Tokens, invitations, chaves and the settings of a conta through the real host, as its admin uses them."""

import os
import subprocess
import sys
from typing import Any

import pytest

from tests.e2e.client import Attendant
from tests.local_host import ROOT, SAMPLE_VALUES, LocalHost

PAPEIS = ("atendente", "cs", "leitura", "integracao")
NOVOS: dict[str, dict[str, Any]] = {
    "/auth/tokens": {"nome": "site", "papel": "integracao"},
    "/auth/convites": {"papel": "cs", "email": "Paula@Exemplo.com.br"},
    "/auth/chaves": {"tipo": "kommo", "nome": "crm"},
}


def made_by_command(host: LocalHost, conta: str, papel: str = "admin") -> Attendant:
    """Who holds a token that `make token` printed."""
    environ = {**os.environ, **SAMPLE_VALUES, "DOCUMENTOS__CAMINHO": str(host.state / "documentos.db")}
    command = [sys.executable, "-m", "infra.token", "--conta", conta, "--papel", papel, "--nome", "comando"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Attendant(host, done.stdout.strip())


@pytest.fixture(scope="module")
def admin(local_host: LocalHost) -> Attendant:
    return made_by_command(local_host, "clinica")


@pytest.fixture(scope="module")
def other(local_host: LocalHost) -> Attendant:
    return made_by_command(local_host, "outra-clinica")


def issued(admin: Attendant, path: str = "/auth/tokens", **fields: Any) -> dict[str, Any]:
    return admin.post(path, NOVOS[path] | fields, status=201)


def holder(admin: Attendant, **fields: Any) -> Attendant:
    """Who holds a token with these fields."""
    return Attendant(admin.host, issued(admin, **fields)["segredo"])


def status(who: Attendant, method: str, path: str, **options: Any) -> int:
    code: int = who.call(method, path, **options).status_code
    return code


@pytest.mark.parametrize("papel", ["admin", *PAPEIS])
def test_a_token_works_until_it_is_revoked_and_then_at_once_no_more(admin: Attendant, papel: str) -> None:
    emitido = issued(admin, papel=papel)
    robot = Attendant(admin.host, emitido["segredo"])
    before = status(robot, "GET", "/conta")

    revoked = [status(admin, "DELETE", f"/auth/tokens/{emitido['id']}") for _ in range(2)]

    assert (before, revoked, status(robot, "GET", "/conta")) == (200, [204, 204], 401)


@pytest.mark.parametrize("path", NOVOS)
def test_a_secret_is_shown_once_and_lists_show_everything_else(admin: Attendant, path: str) -> None:
    answer = admin.call("POST", path, json=NOVOS[path])

    shown = answer.json()
    listed = admin.call("GET", path)
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    assert shown["segredo"] not in listed.text
    assert "acesso" not in listed.text
    secret = {"segredo", "caminho", "caminhos"}
    assert {name: value for name, value in shown.items() if name not in secret} in listed.json()["itens"]


def test_lists_go_on_by_cursor_and_refuse_another(admin: Attendant) -> None:
    for _ in range(3):
        issued(admin, "/auth/chaves")

    first = admin.get("/auth/chaves", limite=2)
    second = admin.get("/auth/chaves", limite=2, cursor=first["cursor"])

    assert not {item["id"] for item in first["itens"]} & {item["id"] for item in second["itens"]}
    assert status(admin, "GET", "/auth/tokens", params={"cursor": first["cursor"]}) == 400


def test_the_admin_of_another_conta_finds_nothing(admin: Attendant, other: Attendant) -> None:
    known = set()
    for path in NOVOS:
        emitida = issued(admin, path)
        known.add(emitida["id"])
        assert status(other, "DELETE", f"{path}/{emitida['id']}") == 404
        assert status(other, "POST", f"/auth/chaves/{emitida['id']}/trocar", json={}) == 404

    seen = {item["id"] for path in NOVOS for item in other.get(path)["itens"]}

    assert not seen & known
    active = {
        item["id"] for path in NOVOS for item in admin.get(path)["itens"] if item["situacao"] == "ativa"
    }
    assert known <= active


@pytest.mark.parametrize("papel", PAPEIS)
def test_only_an_admin_gives_access(admin: Attendant, papel: str) -> None:
    who = holder(admin, papel=papel)

    refused = {
        status(who, method, path, **({"json": body} if method == "POST" else {}))
        for path, body in NOVOS.items()
        for method in ("GET", "POST")
    }
    changed = status(who, "PATCH", "/conta", json={"nome": "Outra"}, headers={"If-Match": "*"})

    assert (refused, changed) == ({403}, 403)
    assert status(who, "DELETE", "/auth/tokens/nao-existe") == 403


def test_a_token_may_what_its_escopos_name_and_nothing_else(admin: Attendant) -> None:
    reader = holder(admin, papel="admin", escopos=["relatos:ler"])
    seer = holder(admin, papel="admin", escopos=["conta:ler", "relatos:escrever"])

    assert status(reader, "POST", "/relatos", json={"texto": "Falei com a Marina"}) == 403
    assert status(reader, "GET", "/conta") == 403
    assert status(seer, "GET", "/conta") == 200
    assert status(seer, "PATCH", "/conta", json={}, headers={"If-Match": "*"}) == 403
    assert status(seer, "POST", "/relatos", json={"texto": "Falei com a Marina"}) == 202
    assert status(seer, "GET", "/relatos") == 403


def test_a_token_with_escopos_gives_nobody_more_than_it_has(admin: Attendant) -> None:
    escopos = ["acessos:escrever", "conta:ler"]
    keeper = holder(admin, papel="admin", escopos=escopos)

    given = [
        status(keeper, "POST", "/auth/tokens", json=NOVOS["/auth/tokens"] | {"escopos": asked})
        for asked in (["conta:ler"], escopos, ["relatos:ler"], None)
    ]

    assert given == [201, 201, 403, 403]
    assert status(keeper, "POST", "/auth/convites", json=NOVOS["/auth/convites"]) == 403


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/auth/tokens", {"escopos": []}),
        ("/auth/tokens", {"escopos": ["inventado:ler"]}),
        ("/auth/tokens", {"escopos": ["conta:apagar"]}),
        ("/auth/tokens", {"papel": "dono"}),
        ("/auth/tokens", {"nome": ""}),
        ("/auth/tokens", {"validade_dias": 0}),
        ("/auth/tokens", {"conta": "outra-clinica"}),
        ("/auth/convites", {"validade_dias": 31}),
        ("/auth/convites", {"email": "paula"}),
        ("/auth/chaves", {"tipo": "token"}),
    ],
    ids=str,
)
def test_what_no_credencial_can_be_is_refused(admin: Attendant, path: str, fields: dict[str, Any]) -> None:
    before = admin.get(path)

    answer = admin.call("POST", path, json=NOVOS[path] | fields)

    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert admin.get(path) == before


@pytest.mark.parametrize("path", NOVOS)
def test_a_repeated_post_is_told_that_the_secret_was_shown(admin: Attendant, path: str) -> None:
    keyed = {"Idempotency-Key": f"uma-vez-{path}"}
    first = admin.call("POST", path, json=NOVOS[path], headers=keyed)

    again = admin.call("POST", path, json=NOVOS[path], headers=keyed)

    assert (first.status_code, again.status_code) == (201, 409)
    assert again.json()["type"] == "urn:retorno:problema:credencial-ja-emitida"
    assert [item["id"] for item in admin.get(path)["itens"]].count(first.json()["id"]) == 1


def test_an_invitation_lasts_a_week_for_the_address_it_names(admin: Attendant) -> None:
    convite = issued(admin, "/auth/convites")

    assert (convite["email"], convite["papel"], convite["situacao"]) == (
        "paula@exemplo.com.br",
        "cs",
        "ativa",
    )
    assert convite["expira_em"][:10] > convite["criado_em"][:10]


@pytest.mark.parametrize(("tipo", "caminho"), [("kommo", "/webhook/kommo/"), ("formulario", "/formulario/")])
def test_a_chave_is_traded_once_and_its_successor_goes_on(admin: Attendant, tipo: str, caminho: str) -> None:
    old = issued(admin, "/auth/chaves", tipo=tipo, nome="recepção")

    new = admin.post(f"/auth/chaves/{old['id']}/trocar", {"sobreposicao_horas": 0}, status=201)

    assert old["caminho"] == caminho + old["segredo"]
    assert (new["tipo"], new["nome"], new["caminho"]) == (tipo, "recepção", caminho + new["segredo"])
    by_id = {item["id"]: item for item in admin.get("/auth/chaves")["itens"]}
    assert by_id[old["id"]]["substituida_por"] == new["id"]
    assert (by_id[old["id"]]["situacao"], by_id[new["id"]]["situacao"]) == ("expirada", "ativa")
    assert status(admin, "POST", f"/auth/chaves/{old['id']}/trocar", json={}) == 409
    assert status(admin, "POST", f"/auth/chaves/{new['id']}/trocar", json={"sobreposicao_horas": 169}) == 422


def test_a_credencial_is_found_only_under_its_own_kind(admin: Attendant) -> None:
    token, chave = issued(admin), issued(admin, "/auth/chaves")

    assert status(admin, "DELETE", f"/auth/chaves/{token['id']}") == 404
    assert status(admin, "DELETE", f"/auth/convites/{chave['id']}") == 404
    assert status(admin, "POST", f"/auth/chaves/{token['id']}/trocar", json={}) == 404
    assert status(admin, "DELETE", "/auth/tokens/%F0%9F%98%80") == 404


def test_a_conta_is_changed_by_who_read_its_newest_version(admin: Attendant, other: Attendant) -> None:
    read = admin.call("GET", "/conta")
    tag = {"If-Match": read.headers["etag"]}
    untouched = other.get("/conta")

    blind = admin.call("PATCH", "/conta", json={"nome": "Sorriso"})
    changed = admin.call("PATCH", "/conta", json={"nome": "Sorriso", "hora_contato": 14}, headers=tag)
    late = admin.call("PATCH", "/conta", json={"nome": "Tarde demais"}, headers=tag)

    assert (blind.status_code, changed.status_code, late.status_code) == (428, 200, 412)
    now = admin.call("GET", "/conta")
    assert now.json() == changed.json() == read.json() | {"nome": "Sorriso", "hora_contato": 14}
    assert now.headers["etag"] == changed.headers["etag"] != read.headers["etag"]
    assert status(admin, "GET", "/conta", headers={"If-None-Match": now.headers["etag"]}) == 304
    assert other.get("/conta") == untouched


@pytest.mark.parametrize(
    "body",
    [{"nome": None}, {"fuso": "Marte/Olimpo"}, {"id": "outra"}, {"retencao": {"lead_meses": 99}}],
    ids=str,
)
def test_a_setting_that_cannot_be_changes_nothing(admin: Attendant, body: dict[str, Any]) -> None:
    before = admin.get("/conta")

    answer = admin.call("PATCH", "/conta", json=body, headers={"If-Match": "*"})

    assert answer.status_code == 422
    assert admin.get("/conta") == before


def test_no_secret_is_in_a_file_or_a_log(admin: Attendant) -> None:
    segredos = [issued(admin, path)["segredo"] for path in NOVOS]
    Attendant(admin.host, segredos[0]).get("/conta")

    kept = b"".join(path.read_bytes() for path in admin.host.state.glob("documentos.db*"))
    told = admin.host.log()

    assert b"credencial_id" in kept
    assert not [one for one in segredos if one.encode() in kept or one in told]
