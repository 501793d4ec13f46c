"""Who may open a conta: a presented credential leads to one conta or to nothing, and is never stored as it is."""

import pytest

from shared.contas.models import Acesso, Conta
from shared.contas.service import ContaService
from shared.contas.store import ContaStore
from shared.kit.auth import Papel
from shared.kit.errors import Unauthorized
from shared.kit.ids import keyed_id
from tests.fakes_store import FakeDocuments

pytestmark = pytest.mark.anyio
KEY = b"k" * 32
API_TOKEN = "token-configurado-do-s0"


@pytest.fixture
def documents() -> FakeDocuments:
    return FakeDocuments()


@pytest.fixture
def service(documents: FakeDocuments) -> ContaService:
    return ContaService(ContaStore(documents), hmac_key=KEY, conta_padrao="padrao", api_token=API_TOKEN)


@pytest.mark.parametrize("header", ["authorization", "x-api-key"])
async def test_an_issued_token_opens_its_conta_with_its_papel(service: ContaService, header: str) -> None:
    token = await service.issue_token("clinica", "site", Papel.LEITURA)

    principal = await service.authenticate(
        {header: f"Bearer {token}" if header == "authorization" else token}
    )

    assert (principal.conta, principal.sujeito, principal.papel) == ("clinica", "site", Papel.LEITURA)


async def test_the_configured_token_opens_the_default_conta(service: ContaService) -> None:
    principal = await service.authenticate({"authorization": f"bearer {API_TOKEN}"})

    assert (principal.conta, principal.papel) == ("padrao", Papel.INTEGRACAO)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": ""},
        {"authorization": "Bearer "},
        {"authorization": API_TOKEN},
        {"authorization": f"Basic {API_TOKEN}"},
        {"authorization": "Bearer desconhecido"},
        {"authorization": "Bearer ação-🙂"},
        {"x-api-key": "desconhecido"},
    ],
    ids=str,
)
async def test_anything_else_opens_nothing(service: ContaService, headers: dict[str, str]) -> None:
    with pytest.raises(Unauthorized):
        await service.authenticate(headers)


@pytest.mark.parametrize("change", [{"ativo": False}, {"papel": None}], ids=str)
async def test_an_inactive_or_roleless_acesso_opens_nothing(
    service: ContaService, change: dict[str, object]
) -> None:
    acesso = Acesso(conta="clinica", sujeito="site", papel=Papel.ADMIN).model_copy(update=change)
    await service.contas.add_acesso(keyed_id("token", "segredo", KEY), acesso)

    with pytest.raises(Unauthorized):
        await service.authenticate({"authorization": "Bearer segredo"})


async def test_the_token_itself_is_nowhere_in_the_store(
    service: ContaService, documents: FakeDocuments
) -> None:
    token = await service.issue_token("clinica", "site", Papel.ADMIN)

    assert token not in str(documents.partitions)


async def test_a_conta_that_exists_is_left_as_it_is(service: ContaService) -> None:
    await service.open_conta(Conta(id="clinica", nome="Clínica Sorriso"))

    again = await service.open_conta(Conta(id="clinica", nome="Outra"))

    assert again.nome == "Clínica Sorriso"
    assert await service.contas.ids() == ["clinica"]


def test_a_cadence_is_in_order_without_doubles_and_never_empty() -> None:
    assert Conta(id="clinica", cadencia=(30, 3, 3)).cadencia == (3, 30)
    for refused in ((), (0, 3), (400,)):
        with pytest.raises(ValueError, match="cadencia"):
            Conta(id="clinica", cadencia=refused)
