"""Attacks on signed tokens: what was not signed here, for us, as it stands, opens nothing."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import digest
from typing import Any

import jwt
import pytest

from shared.adapters.tokens import JwtAssinador
from shared.contas.ports import Sessao
from shared.contas.usuarios import MudancaUsuario
from shared.kit.auth import Papel
from shared.kit.errors import Unauthorized
from shared.kit.etags import Precondition
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments
from tests.unit.contas.office import CONTA, JWT_KEY, Office

pytestmark = pytest.mark.anyio
# Any text that somebody might have published as a public key.
PUBLIC_KEY = b"""-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9
q9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==
-----END PUBLIC KEY-----
"""


async def make_token(office: Office) -> str:
    await office.sign_up("maria")
    return (await office.log_in("maria")).access_token


def claims_of(token: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))
    return found


def signed(claims: dict[str, Any], *, key: bytes = JWT_KEY, algorithm: str = "HS256") -> str:
    return jwt.encode(claims, key, algorithm=algorithm)


def by_hand(header: dict[str, str], claims: dict[str, Any], *, key: bytes | None) -> str:
    """A token that no library would make."""
    text = ".".join(_part(json.dumps(part).encode()) for part in (header, claims))
    return f"{text}.{_part(digest(key, text.encode(), sha256)) if key else ''}"


def _part(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


async def test_a_token_opens_what_its_usuario_may(office: Office) -> None:
    token = await make_token(office)

    principal = await office.bearer(token)

    assert (principal.conta, principal.papel) == (CONTA, Papel.ATENDENTE)
    assert principal.sujeito == claims_of(token)["sub"]
    assert claims_of(token).keys() == {"sub", "conta", "papel", "vt", "aud", "iat", "exp", "jti"}


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(lambda claims: by_hand({"alg": "none", "typ": "JWT"}, claims, key=None), id="alg none"),
        pytest.param(lambda claims: by_hand({"alg": "None"}, claims, key=None), id="alg None"),
        pytest.param(lambda claims: by_hand({"alg": "none"}, claims, key=JWT_KEY), id="alg none, signed"),
        pytest.param(lambda claims: by_hand({"alg": "HS256"}, claims, key=None), id="no signature"),
        pytest.param(lambda claims: by_hand({"typ": "JWT"}, claims, key=JWT_KEY), id="no alg"),
        pytest.param(lambda claims: by_hand({"alg": "RS256"}, claims, key=JWT_KEY), id="RS256 by our key"),
        pytest.param(
            lambda claims: by_hand({"alg": "RS256"}, claims, key=PUBLIC_KEY), id="RS256 by a public key"
        ),
        pytest.param(
            lambda claims: by_hand({"alg": "HS256"}, claims, key=PUBLIC_KEY), id="HS256 by a public key"
        ),
        pytest.param(lambda claims: signed(claims, key=b"x" * 32), id="another key"),
        pytest.param(
            lambda claims: signed(claims, key=JWT_KEY * 2, algorithm="HS384"), id="HS384, longer key"
        ),
        pytest.param(lambda claims: by_hand({"alg": "HS384"}, claims, key=JWT_KEY), id="HS384 by our key"),
        pytest.param(lambda claims: signed(claims | {"aud": "outro"}), id="another audience"),
        pytest.param(lambda claims: signed(claims | {"aud": ["retorno", "outro"]}), id="two audiences"),
        pytest.param(lambda claims: signed(claims | {"exp": "amanhã"}), id="expiry in words"),
        pytest.param(lambda claims: signed(claims | {"papel": "dono"}), id="unknown papel"),
        pytest.param(lambda claims: signed(claims | {"papel": ["admin"]}), id="list of papéis"),
        pytest.param(lambda claims: signed(claims | {"conta": "outra"}), id="another conta, our key"),
        pytest.param(lambda claims: signed(claims | {"conta": "a/b"}), id="impossible conta"),
        pytest.param(lambda claims: signed(claims | {"conta": 7}), id="conta in numbers"),
        pytest.param(lambda claims: signed(claims | {"sub": "administradores"}), id="not a usuario"),
        pytest.param(lambda claims: signed(claims | {"sub": "../x"}), id="impossible usuario"),
        pytest.param(lambda claims: signed(claims | {"vt": claims["vt"] + 1}), id="later version"),
        pytest.param(lambda claims: signed(claims | {"vt": str(claims["vt"])}), id="version in words"),
        pytest.param(
            lambda claims: signed(claims | {"iat": datetime.now(UTC) + timedelta(minutes=1)}),
            id="from the future",
        ),
    ],
)
async def test_a_forged_token_opens_nothing(office: Office, forge: Callable[[dict[str, Any]], str]) -> None:
    claims = claims_of(await make_token(office))
    assert await office.bearer(signed(claims))  # forged only by what follows

    with pytest.raises(Unauthorized):
        await office.bearer(forge(claims))


@pytest.mark.parametrize("claim", ["sub", "conta", "papel", "vt", "aud", "iat", "exp", "jti"])
async def test_a_token_that_lacks_a_claim_opens_nothing(office: Office, claim: str) -> None:
    claims = claims_of(await make_token(office))
    del claims[claim]

    with pytest.raises(Unauthorized):
        await office.bearer(signed(claims))


@pytest.mark.parametrize("change", [{"papel": "admin"}, {"conta": "outra"}, {"sub": "X"}, {"vt": 9}], ids=str)
async def test_a_token_whose_claims_were_changed_opens_nothing(
    office: Office, change: dict[str, Any]
) -> None:
    header, _, signature = (token := await make_token(office)).split(".")
    tampered = _part(json.dumps(claims_of(token) | change).encode())

    with pytest.raises(Unauthorized):
        await office.bearer(f"{header}.{tampered}.{signature}")


async def test_a_papel_in_the_token_gives_nothing_that_the_document_does_not(office: Office) -> None:
    claims = claims_of(await make_token(office))

    principal = await office.bearer(signed(claims | {"papel": "admin"}))

    assert principal.papel is Papel.ATENDENTE


async def test_a_token_opens_nothing_from_the_moment_it_expires(office: Office, clock: FakeClock) -> None:
    token = await make_token(office)
    clock.move(minutes=29, seconds=59)
    assert await office.bearer(token)

    clock.move(seconds=12)  # the leeway between two clocks included

    with pytest.raises(Unauthorized):
        await office.bearer(token)


async def test_a_token_that_was_read_before_expires_all_the_same(office: Office, clock: FakeClock) -> None:
    assinador = office.assinador
    token = assinador.sign(Sessao("U1", "clinica", Papel.ADMIN, 1))
    assert assinador.read(token).usuario_id == "U1"

    clock.move(minutes=30, seconds=10)

    with pytest.raises(Unauthorized):
        assinador.read(token)


async def test_a_deactivated_usuario_is_out_at_once_and_stays_out_when_activated_again(
    office: Office,
) -> None:
    token = await make_token(office)
    usuario_id = claims_of(token)["sub"]

    await office.service.change(CONTA, usuario_id, MudancaUsuario(ativo=False), Precondition())
    with pytest.raises(Unauthorized):
        await office.bearer(token)
    await office.service.change(CONTA, usuario_id, MudancaUsuario(ativo=True), Precondition())
    with pytest.raises(Unauthorized):
        await office.bearer(token)

    assert await office.bearer((await office.log_in("maria")).access_token)


async def test_a_new_papel_holds_at_once_and_ends_the_sessions_of_the_old_one(office: Office) -> None:
    token = await make_token(office)
    usuario_id = claims_of(token)["sub"]

    await office.service.change(CONTA, usuario_id, MudancaUsuario(papel=Papel.LEITURA), Precondition())

    with pytest.raises(Unauthorized):
        await office.bearer(token)
    assert (await office.bearer((await office.log_in("maria")).access_token)).papel is Papel.LEITURA


async def test_the_token_of_a_usuario_who_is_gone_opens_nothing(
    office: Office, documents: FakeDocuments
) -> None:
    token = await make_token(office)
    await documents.open("usuarios", CONTA).delete(claims_of(token)["sub"])

    with pytest.raises(Unauthorized):
        await office.bearer(token)


async def test_a_usuario_without_a_papel_has_no_access(office: Office, documents: FakeDocuments) -> None:
    token = await make_token(office)
    store = documents.open("usuarios", CONTA)
    stored = await store.get(claims_of(token)["sub"])
    await store.upsert(stored.id, stored.body | {"papel": None})

    with pytest.raises(Unauthorized):
        await office.bearer(token)


def test_a_short_key_signs_nothing(clock: FakeClock) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        JwtAssinador(b"k" * 31, lifetime=timedelta(minutes=30), now=clock)


def test_no_two_tokens_are_alike(office: Office) -> None:
    sessao = Sessao("01J", CONTA, Papel.CS, 1)

    assert office.assinador.sign(sessao) != office.assinador.sign(sessao)
