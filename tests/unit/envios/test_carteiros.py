"""Who carries a conta's messages: its own channels with its own credentials, or the deployment's default."""

import json
from typing import Any

import pytest

from shared.config import Settings, load
from shared.contas.mensageria import CanalDaConta, Mensageria
from shared.contas.models import Conta
from shared.kit.canais import EnderecoInvalido, ForaDaJanela, NaoAgora, PessoaRecusou, Provedor
from shared.wiring.carteiros import CarteirosDaConta, segredo_of
from tests.fakes import FakeClock

pytestmark = pytest.mark.anyio
# Of one conta each, named by what they open.
SECRETS = {
    "meta": {"token": "EAAG", "remetente": "1065"},
    "twilio": {"conta_sid": "AC1", "auth_token": "t"},
    "zapi": {"token": "t", "client_token": "c"},
    "botconversa": {"chave": "k"},
    "telegram": {"token": "1:t"},
    "email": {"chave": "SG"},
}


def make_settings(canal_padrao: str = "simulado", **secrets: Any) -> Settings:
    named = {f"CANAIS__{name.upper()}": json.dumps(value) for name, value in secrets.items()}
    keys = {"CHAVE_HMAC": "k" * 32, "CHAVE_JWT": "j" * 32}
    return load(keys | named | {"CONTA_PADRAO": "clinica", "CANAL_PADRAO": canal_padrao})


def make_conta(*canais: CanalDaConta, conta_id: str = "clinica") -> Conta:
    return Conta(id=conta_id, mensageria=Mensageria(canais=canais))


def make_carteiros(**options: Any) -> CarteirosDaConta:
    return CarteirosDaConta(make_settings(**options), FakeClock())


async def test_a_conta_without_channels_has_the_deployment_s_default() -> None:
    carteiros = make_carteiros()

    found = await carteiros.of(make_conta(), Provedor.SIMULADO)

    assert carteiros.provedores(make_conta()) == (Provedor.SIMULADO,)
    assert found is not None
    assert found.provedor is Provedor.SIMULADO


@pytest.mark.parametrize("provedor", SECRETS)
async def test_each_channel_is_made_once_of_its_credential(provedor: str) -> None:
    carteiros = make_carteiros(**SECRETS)
    conta = make_conta(CanalDaConta(provedor=Provedor(provedor), remetente="r", segredo=provedor))

    first, again = [await carteiros.of(conta, Provedor(provedor)) for _ in range(2)]

    assert first is not None
    assert first.provedor == provedor
    assert again is first
    await first.close()


async def test_channels_come_in_the_conta_s_order_without_the_inactive() -> None:
    carteiros = make_carteiros(**SECRETS)
    conta = make_conta(
        CanalDaConta(provedor=Provedor.EMAIL, remetente="r"),
        CanalDaConta(provedor=Provedor.META, ativo=False),
        CanalDaConta(provedor=Provedor.ZAPI, remetente="r"),
    )

    assert carteiros.provedores(conta) == (Provedor.EMAIL, Provedor.ZAPI)
    assert await carteiros.of(conta, Provedor.META) is None


@pytest.mark.parametrize(
    "secrets",
    [
        {},
        {"meta": {}},
        {"meta": {"token": "EAAG"}},
        {"meta": ["EAAG"]},
        {"meta": {"token": 1, "remetente": "r"}},
    ],
    ids=str,
)
async def test_a_channel_without_its_whole_credential_carries_nothing(
    secrets: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    carteiros = make_carteiros(**secrets)

    assert await carteiros.of(make_conta(CanalDaConta(provedor=Provedor.META)), Provedor.META) is None
    assert "EAAG" not in caplog.text


async def test_the_alarm_is_raised_by_who_wants_to_write_not_by_who_looks(
    caplog: pytest.LogCaptureFixture,
) -> None:
    carteiros, conta = make_carteiros(), make_conta(CanalDaConta(provedor=Provedor.META, segredo="meta"))

    carteiros.situacao(conta)
    looked = caplog.text
    await carteiros.of(conta, Provedor.META)

    assert "canal.incomplete" not in looked
    assert "canal.incomplete" in caplog.text


async def test_a_conta_cannot_write_with_another_s_credential() -> None:
    settings = make_settings(meta=SECRETS["meta"], rival={"conta": "rival, filial", "token": "t"})
    rival = make_conta(CanalDaConta(provedor=Provedor.META, segredo="meta"), conta_id="rival")

    assert await CarteirosDaConta(settings, FakeClock()).of(rival, Provedor.META) is None
    assert segredo_of(settings, "clinica", "rival") is None
    assert segredo_of(settings, "clinica", "nenhum") is None
    assert segredo_of(settings, "rival", "RIVAL") is not None
    assert segredo_of(settings, "filial", "rival") is not None


@pytest.mark.parametrize(
    ("provedor", "codigo", "kind"),
    [
        (Provedor.META, "131026", EnderecoInvalido),
        (Provedor.META, "131049", NaoAgora),
        (Provedor.META, "131050", PessoaRecusou),
        (Provedor.META, "999999", None),
        (Provedor.META, "9" * 5_000, None),
        (Provedor.META, "²", None),
        (Provedor.META, "", None),
        (Provedor.TWILIO, "63016", ForaDaJanela),
        (Provedor.ZAPI, "131026", None),
    ],
)
def test_a_code_in_a_receipt_says_what_to_do(
    provedor: Provedor, codigo: str, kind: type[Exception] | None
) -> None:
    falha = make_carteiros().failure(provedor, codigo)

    assert isinstance(falha, kind or type(None))


def test_each_channel_says_whether_it_has_what_it_needs_and_never_what_that_is() -> None:
    carteiros = make_carteiros(**{**SECRETS, "telegram": {"outra": "coisa"}})
    conta = make_conta(
        CanalDaConta(provedor=Provedor.META, remetente="1066"),
        CanalDaConta(provedor=Provedor.TELEGRAM, ativo=False),
    )

    seen, default = carteiros.situacao(conta), carteiros.situacao(make_conta())

    assert [(one.provedor, one.pronto, one.ativo) for one in seen.canais] == [
        (Provedor.META, True, True),
        (Provedor.TELEGRAM, False, False),
    ]
    assert "EAAG" not in seen.model_dump_json()
    assert [(one.provedor, one.simulado) for one in default.canais] == [(Provedor.SIMULADO, True)]
    assert (seen.da_instalacao, default.da_instalacao) == (False, True)
