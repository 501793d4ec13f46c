"""Getting in through the real host, as clients of S0, S1 and S4 do it; and keeping others out."""

import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.e2e.client import TOKEN, Attendant
from tests.local_host import ROOT, SAMPLE_VALUES, LocalHost

OPEN = {"CADASTRO": "aberto"}
PASSWORD = "uma senha boa"
ADMIN = {"username": "admin", "password": "somente-local-senha"}
BASIC = ("demonstracao", "somente-local-senha")

pytestmark = pytest.mark.parametrize("local_host", [OPEN], indirect=True, ids=["aberto"])


@pytest.fixture
def elsewhere(local_host: LocalHost) -> Iterator[httpx2.Client]:
    """A caller from another address of this machine."""
    transport = httpx2.HTTPTransport(local_address="127.0.0.2")
    with httpx2.Client(base_url=local_host.url, transport=transport, trust_env=False, timeout=60) as client:
        yield client


def sign_up(host: LocalHost, username: str, **fields: Any) -> Any:
    body = {"username": username, "email": f"{username}@exemplo.com", "password": PASSWORD} | fields
    return host.post("/auth/signup", json=body)


def log_in(host: LocalHost, username: str, password: str = PASSWORD) -> Any:
    return host.post("/auth/login", data={"username": username, "password": password})


def logged_in(host: LocalHost, username: str, password: str = PASSWORD) -> Attendant:
    answer = log_in(host, username, password)
    assert answer.status_code == 200, answer.text
    return Attendant(host, answer.json()["access_token"])


@pytest.fixture
def admin(local_host: LocalHost) -> Attendant:
    return logged_in(local_host, ADMIN["username"], ADMIN["password"])


def test_the_flow_of_s1s_readme_works_as_documented_there(local_host: LocalHost) -> None:
    signed_up = sign_up(local_host, "maria")
    assert signed_up.status_code == 201
    assert signed_up.json().keys() == {"access_token", "token_type"}

    form = {
        "grant_type": "password",
        "username": "maria",
        "password": PASSWORD,
        "scope": "",
        "client_id": "x",
    }
    opened = local_host.post("/auth/login", data=form)
    assert opened.status_code == 200
    assert opened.headers["cache-control"] == "no-store"
    assert opened.json()["token_type"] == "bearer"
    assert opened.json()["user_name"] == "maria"
    assert opened.json()["expires_in"] == 1800

    for token in (signed_up.json()["access_token"], opened.json()["access_token"]):
        maria = Attendant(local_host, token)
        assert maria.get("/tarefas") == {"itens": [], "cursor": None}
        assert maria.get("/auth/eu")["username"] == "maria"


def test_a_second_sign_up_with_a_name_is_refused_in_s1s_words(local_host: LocalHost) -> None:
    sign_up(local_host, "duplicada")

    again = sign_up(local_host, "Duplicada", email="outra@exemplo.com")

    assert again.status_code == 400
    assert again.headers["content-type"].startswith("application/problem+json")
    assert again.json()["detail"] == "Username already registered"


def test_a_wrong_log_in_is_refused_in_s1s_words(local_host: LocalHost) -> None:
    answer = log_in(local_host, "ninguem")

    assert answer.status_code == 401
    assert answer.json()["detail"] == "Incorrect username or password"
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": f"Bearer {TOKEN}"},
        {"X-API-Key": TOKEN},
        {"Authorization": f"Basic {b64encode(f'qualquer:{TOKEN}'.encode()).decode()}"},
    ],
    ids=["bearer", "x-api-key", "basic"],
)
def test_s0s_token_opens_s0s_route(local_host: LocalHost, headers: dict[str, str]) -> None:
    answer = local_host.post("/processar_relato", json={"relato": "Falei com a Marina"}, headers=headers)

    assert answer.status_code == 200


def test_s4s_users_come_in_by_basic_as_curl_sends_it(local_host: LocalHost) -> None:
    right = local_host.get("/auth/eu", auth=BASIC)
    wrong = local_host.get("/auth/eu", auth=(BASIC[0], "errada"))

    assert right.json() == {
        "conta": "demonstracao",
        "fuso": "America/Sao_Paulo",
        "sujeito": "basic:demonstracao",
        "papel": "cs",
        "escopos": None,
        "username": None,
    }
    assert wrong.status_code == 401
    assert wrong.json()["detail"] == "Acesso negado."
    assert wrong.headers["www-authenticate"] == 'Basic realm="retorno"'


def test_no_credential_is_401_and_says_how_to_send_one(local_host: LocalHost) -> None:
    answer = local_host.get("/auth/eu")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "Authorization" in answer.json()["detail"]


def test_a_thousand_guesses_are_throttled_and_the_owner_still_gets_in(
    local_host: LocalHost, elsewhere: httpx2.Client
) -> None:
    sign_up(local_host, "alvo")

    statuses = [log_in(local_host, "alvo", f"chute {number}").status_code for number in range(1000)]
    blocked = log_in(local_host, "alvo")
    owner = elsewhere.post("/auth/login", json={"username": "alvo", "password": PASSWORD})

    assert statuses == [401] * 5 + [429] * 995
    assert blocked.status_code == 429
    assert 0 < int(blocked.headers["retry-after"]) <= 900
    assert owner.status_code == 200
    assert log_in(local_host, "maria2").status_code == 401  # other names are not shut out


def test_the_first_admin_looks_after_the_usuarios(local_host: LocalHost, admin: Attendant) -> None:
    sign_up(local_host, "joana")
    joana = logged_in(local_host, "joana")
    mine = admin.get("/auth/eu")["sujeito"]
    hers = joana.get("/auth/eu")["sujeito"]
    assert joana.call("GET", "/usuarios").status_code == 403
    assert "joana" in [usuario["username"] for usuario in admin.get("/usuarios")["itens"]]

    read = admin.call("GET", f"/usuarios/{hers}")
    assert "senha_hash" not in read.text
    changed = admin.call(
        "PATCH", f"/usuarios/{hers}", json={"papel": "cs"}, headers={"If-Match": read.headers["etag"]}
    )
    stale = admin.call(
        "PATCH", f"/usuarios/{hers}", json={"ativo": False}, headers={"If-Match": read.headers["etag"]}
    )
    last = admin.call("PATCH", f"/usuarios/{mine}", json={"ativo": False}, headers={"If-Match": "*"})

    assert (changed.status_code, changed.json()["papel"]) == (200, "cs")
    assert stale.status_code == 412
    assert (last.status_code, last.json()["type"]) == (409, "urn:retorno:problema:ultimo-admin")
    assert joana.call("GET", "/auth/eu").status_code == 401
    assert logged_in(local_host, "joana").get("/auth/eu")["papel"] == "cs"


def test_a_provisional_password_is_changed_and_everything_else_ends(
    local_host: LocalHost, admin: Attendant
) -> None:
    sign_up(local_host, "carla")
    old = logged_in(local_host, "carla")

    given = admin.post(f"/usuarios/{old.get('/auth/eu')['sujeito']}/senha", None)
    opened = log_in(local_host, "carla", given["senha"])
    carla = Attendant(local_host, opened.json()["access_token"])
    wrong = carla.call("POST", "/auth/senha", json={"senha_atual": "errada", "nova_senha": PASSWORD})
    own = carla.post("/auth/senha", {"senha_atual": given["senha"], "nova_senha": "outra senha boa"})

    assert opened.json()["senha_provisoria"] is True
    assert wrong.status_code == 403
    assert own["senha_provisoria"] is False
    assert [old.call("GET", "/auth/eu").status_code, carla.call("GET", "/auth/eu").status_code] == [401, 401]
    again = Attendant(local_host, own["access_token"])
    assert again.call("POST", "/auth/sair").status_code == 204
    assert again.call("GET", "/auth/eu").status_code == 401


def test_a_token_cannot_log_out_nor_change_a_password(local_host: LocalHost) -> None:
    robot = Attendant(local_host)

    assert robot.call("POST", "/auth/sair").status_code == 403
    assert (
        robot.call("POST", "/auth/senha", json={"senha_atual": "x", "nova_senha": PASSWORD}).status_code
        == 403
    )


def test_an_invitation_leads_to_the_conta_and_only_for_whom_it_was_meant(
    local_host: LocalHost, admin: Attendant
) -> None:
    convite = admin.post("/auth/convites", {"papel": "leitura", "email": "bia@exemplo.com"}, status=201)[
        "segredo"
    ]

    other = sign_up(local_host, "intrusa", convite=convite)
    invited = sign_up(local_host, "bia", convite=convite)
    again = sign_up(local_host, "bia2", convite=convite)

    assert other.status_code == 403
    assert invited.status_code == 201
    assert Attendant(local_host, invited.json()["access_token"]).get("/auth/eu")["papel"] == "leitura"
    assert again.status_code == 403


def test_a_scoped_token_comes_to_no_other_papel_or_password_and_lets_nobody_back_in(
    local_host: LocalHost, admin: Attendant
) -> None:
    scopes = {"nome": "rh", "papel": "admin", "escopos": ["usuarios:ler", "usuarios:escrever"]}
    robot = Attendant(local_host, admin.post("/auth/tokens", scopes, status=201)["segredo"])
    mine = admin.get("/auth/eu")["sujeito"]
    sign_up(local_host, "dispensada")
    other = logged_in(local_host, "dispensada").get("/auth/eu")["sujeito"]

    assert robot.get("/usuarios")["itens"]
    assert robot.call("POST", f"/usuarios/{mine}/senha").status_code == 403
    promoted = robot.call("PATCH", f"/usuarios/{mine}", json={"papel": "admin"}, headers={"If-Match": "*"})
    assert promoted.status_code == 403
    admin.call("PATCH", f"/usuarios/{other}", json={"papel": "cs"}, headers={"If-Match": "*"})
    for ativo, status in ((False, 200), (True, 403)):
        answer = robot.call("PATCH", f"/usuarios/{other}", json={"ativo": ativo}, headers={"If-Match": "*"})
        assert answer.status_code == status
    told = [one["detalhe"] for one in admin.get("/auditoria", recurso=f"/usuarios/{other}")["itens"]]
    assert told[:3] == [{}, {"ativo": "false"}, {"papel": "cs"}]
    assert robot.call("GET", "/relatos").status_code == 403


def test_the_commands_make_an_admin_and_a_token_of_another_conta(local_host: LocalHost) -> None:
    senha = _run(local_host, "infra.admin", "--usuario", "dona", "--email", "dona@exemplo.com")
    token = _run(local_host, "infra.token", "--papel", "leitura", "--nome", "painel")

    dona = logged_in(local_host, "dona", senha)
    eu = dona.get("/auth/eu")
    assert (eu["conta"], eu["papel"]) == ("clinica-nova", "admin")
    assert Attendant(local_host, token).get("/auth/eu")["conta"] == "clinica-nova"
    assert [listed["nome"] for listed in dona.get("/auth/tokens")["itens"]] == ["painel"]
    assert [usuario["username"] for usuario in dona.get("/usuarios")["itens"]] == ["dona"]
    other = logged_in(local_host, ADMIN["username"], ADMIN["password"])
    assert other.call("GET", f"/usuarios/{eu['sujeito']}").status_code == 404


def test_neither_log_nor_documents_hold_a_password_or_a_token(local_host: LocalHost) -> None:
    sign_up(local_host, "discreta", password="segredo-da-discreta")
    token = logged_in(local_host, "discreta", "segredo-da-discreta").token

    files = [path.read_bytes() for path in local_host.state.glob("documentos.db*")]
    kept = b"".join([*files, local_host.log().encode()])

    assert b"discreta@exemplo.com" in kept
    for secret in ("segredo-da-discreta", token, token.rpartition(".")[2]):
        assert secret.encode() not in kept


def _run(host: LocalHost, module: str, *arguments: str) -> str:
    """What a command for the conta `clinica-nova` prints."""
    environ = {**os.environ, **SAMPLE_VALUES, "DOCUMENTOS__CAMINHO": str(host.state / "documentos.db")}
    command = [sys.executable, "-m", module, "--conta", "clinica-nova", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
