"""Who may open a conta: a presented credential leads to one conta or to nothing."""

from base64 import b64encode
from datetime import timedelta

import pytest

from shared.contas.autenticacao import basic_users
from shared.contas.models import Acesso, TipoAcesso
from shared.kit.auth import Papel
from shared.kit.errors import TooManyRequests, Unauthorized
from shared.kit.ids import keyed_id
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments
from tests.unit.contas.office import API_TOKEN, CONTA, KEY, Office

pytestmark = pytest.mark.anyio


def _basic(text: str) -> str:
    return f"Basic {b64encode(text.encode()).decode()}"


@pytest.mark.parametrize("header", ["authorization", "x-api-key"])
async def test_an_issued_token_opens_its_conta_with_its_papel(office: Office, header: str) -> None:
    token = await office.issue(Papel.LEITURA)
    presented = f"Bearer {token}" if header == "authorization" else token

    principal = await office.autenticacao.authenticate({header: presented})

    assert (principal.conta, principal.papel, principal.escopos) == ("clinica", Papel.LEITURA, None)


async def test_the_escopos_of_a_token_bind_its_principal(office: Office) -> None:
    token = await office.issue(Papel.ADMIN, escopos=("clientes:ler", "relatos:ler"))

    principal = await office.bearer(token)

    assert principal.escopos == frozenset({"clientes:ler", "relatos:ler"})


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": f"bearer {API_TOKEN}"},
        {"x-api-key": API_TOKEN},
        {"authorization": _basic(f"x:{API_TOKEN}")},
    ],
    ids=str,
)
async def test_the_configured_token_opens_the_default_conta(office: Office, headers: dict[str, str]) -> None:
    principal = await office.autenticacao.authenticate(headers)

    assert (principal.conta, principal.papel) == (CONTA, Papel.INTEGRACAO)


async def test_a_configured_basic_user_is_cs_of_the_default_conta_whatever_colons_its_password_has(
    office: Office,
) -> None:
    principal = await office.basic("ana", "sen:ha")

    assert (principal.conta, principal.sujeito, principal.papel) == (CONTA, "basic:ana", Papel.CS)


async def test_a_basic_client_of_another_conta_sends_its_token_as_the_password(office: Office) -> None:
    token = await office.issue(Papel.CS)

    principal = await office.basic("qualquer", token)

    assert (principal.conta, principal.papel) == ("clinica", Papel.CS)


@pytest.mark.parametrize(
    "presented",
    ["ana:sen", "ana:", ":sen:ha", "ana", "", "Ana:sen:ha", "sen:ha:ana", f"ana:{'x' * 47}", "ana:sen:ha "],
)
async def test_a_wrong_basic_credential_is_refused_in_s4s_words(office: Office, presented: str) -> None:
    with pytest.raises(Unauthorized) as caught:
        await office.autenticacao.authenticate({"authorization": _basic(presented)})

    assert (caught.value.detail, caught.value.scheme) == ("Acesso negado.", "Basic")


@pytest.mark.parametrize("encoded", ["", "não é base64", "YW5h!", "/w==", "="], ids=str)
async def test_a_basic_header_that_cannot_be_read_is_refused_in_s4s_words(
    office: Office, encoded: str
) -> None:
    with pytest.raises(Unauthorized, match="Acesso negado"):
        await office.autenticacao.authenticate({"authorization": f"Basic {encoded}"})


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": API_TOKEN},
        {"authorization": f"Digest {API_TOKEN}"},
        {"authorization": "Bearer desconhecido"},
        {"authorization": "Bearer a.b.c"},
        {"authorization": "Bearer .."},
        {"authorization": "Bearer ação-🙂"},
        {"authorization": "Bearer " + "a" * 10_000},
        {"x-api-key": "desconhecido"},
    ],
    ids=lambda headers: str(headers)[:50],
)
async def test_anything_else_opens_nothing(office: Office, headers: dict[str, str]) -> None:
    with pytest.raises(Unauthorized) as caught:
        await office.autenticacao.authenticate(headers)

    assert not caught.value.missing


@pytest.mark.parametrize("headers", [{}, {"authorization": ""}, {"authorization": "Bearer "}], ids=str)
async def test_nothing_presented_is_told_apart_from_something_wrong(
    office: Office, headers: dict[str, str]
) -> None:
    with pytest.raises(Unauthorized) as caught:
        await office.autenticacao.authenticate(headers)

    assert caught.value.missing


@pytest.mark.parametrize(
    "change",
    [{"ativo": False}, {"papel": None}, {"tipo": TipoAcesso.CONVITE}, {"tipo": TipoAcesso.LOGIN}],
    ids=str,
)
async def test_an_inactive_or_roleless_acesso_or_one_of_another_kind_opens_nothing(
    office: Office, change: dict[str, object]
) -> None:
    acesso = Acesso(conta="clinica", sujeito="site", papel=Papel.ADMIN).model_copy(update=change)
    await office.credenciais.acessos.add(keyed_id("token", "segredo", KEY), acesso)

    with pytest.raises(Unauthorized):
        await office.bearer("segredo")


async def test_a_token_opens_nothing_from_the_moment_it_expires(office: Office, clock: FakeClock) -> None:
    token = await office.issue(Papel.CS, validade=timedelta(hours=1))
    clock.move(minutes=59)
    assert (await office.bearer(token)).conta == "clinica"

    clock.move(minutes=1)

    with pytest.raises(Unauthorized):
        await office.bearer(token)


async def test_an_invitation_and_a_forms_key_are_no_tokens(office: Office) -> None:
    convite = await office.invite(Papel.ADMIN)

    for headers in ({"authorization": f"Bearer {convite}"}, {"x-api-key": convite}):
        with pytest.raises(Unauthorized):
            await office.autenticacao.authenticate(headers)
    with pytest.raises(Unauthorized):
        await office.basic("ana", convite)


async def test_the_token_itself_is_nowhere_in_the_store(office: Office, documents: FakeDocuments) -> None:
    token = await office.issue(Papel.ADMIN)
    await office.bearer(token)

    assert token not in str(documents.partitions)


async def test_a_principal_that_calls_too_often_waits_for_the_next_minute(
    office: Office, clock: FakeClock
) -> None:
    for _ in range(100):
        await office.basic("ana", "sen:ha")

    with pytest.raises(TooManyRequests) as caught:
        await office.basic("ana", "sen:ha")
    assert caught.value.retry_after_s == 60
    assert (await office.bearer(API_TOKEN)).sujeito == "api_token"

    clock.move(seconds=60)
    assert (await office.basic("ana", "sen:ha")).sujeito == "basic:ana"


@pytest.mark.parametrize(
    ("setting", "users"),
    [
        ("user1:pass1, user2:pa:ss2 ,", ("user1:pass1", "user2:pa:ss2")),
        ("", ()),
        ("user1,:pass,user2:", ()),
    ],
)
def test_the_setting_of_s4_is_read_entry_by_entry(setting: str, users: tuple[str, ...]) -> None:
    assert basic_users(setting) == users
