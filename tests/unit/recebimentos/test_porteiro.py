"""Whose a message is: told by the proof alone, and an unknown conta by nothing at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from shared.contas.mensageria import CanalDaConta, Mensageria
from shared.contas.models import Acesso, Conta, TipoAcesso
from shared.contas.store import ContaStore
from shared.kit.canais import Provedor
from shared.kit.errors import Forbidden, Unauthorized
from shared.recebimentos.errors import UnprovenWebhook
from shared.recebimentos.porteiro import Assinado, Porteiro
from tests.fakes_store import FakeDocuments
from tests.webhook_bodies import PUBLIC, TWILIO, meta_post, twilio_post

pytestmark = pytest.mark.anyio
RAW = b'{"entry":[]}'
SEGREDOS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("padrao", "meta"): {"app_secret": "do-padrao", "verify_token": "v-padrao"},
    ("clinica", "zap-clinica"): {"app_secret": "da-clinica", "verify_token": "v-clinica"},
    ("clinica", "zap-filial"): {"app_secret": "da-filial", "verify_token": "v-filial"},
    ("clinica", "twilio"): {"auth_token": "t-clinica", "remetente": "+553133334444"},
    ("clinica", "mail"): {"chave": "x", "remetente": "contato@clinica.com.br"},
}


@dataclass
class Credenciais:
    asked: list[str] = field(default_factory=list)

    async def resolve(self, tipo: TipoAcesso, segredo: str) -> Acesso:
        self.asked.append(segredo)
        if (tipo, segredo) != (TipoAcesso.WEBHOOK, "certo"):
            raise Unauthorized
        return Acesso(tipo=tipo, conta="clinica", sujeito="webhook:1")


@pytest.fixture
async def documents() -> FakeDocuments:
    documents = FakeDocuments()
    canais = (
        CanalDaConta(provedor=Provedor.META, remetente="111", segredo="zap-clinica"),
        CanalDaConta(provedor=Provedor.META, remetente="222", segredo="zap-filial", ativo=False),
        CanalDaConta(provedor=Provedor.TWILIO),
        CanalDaConta(provedor=Provedor.EMAIL, segredo="mail"),
    )
    contas = ContaStore(documents)
    await contas.add(Conta(id="clinica", mensageria=Mensageria(canais=canais)))
    await contas.add(Conta(id="sem-canal"))
    return documents


@pytest.fixture
def porteiro(documents: FakeDocuments) -> Porteiro:
    return Porteiro(
        contas=ContaStore(documents),
        credenciais=Credenciais(),
        conta_padrao="padrao",
        segredos_of=lambda conta, nome: SEGREDOS.get((conta, nome), {}),
        public_base_url=f"{PUBLIC}/",
    )


def signed(secret: str) -> Assinado:
    return Assinado(RAW, meta_post(RAW, secret=secret).headers["X-Hub-Signature-256"])


async def test_the_setting_of_the_provider_s_name_serves_the_default_conta_for_every_number(
    porteiro: Porteiro,
) -> None:
    by_default, by_name = (
        await porteiro.meta(None, signed("do-padrao")),
        await porteiro.meta("padrao", signed("do-padrao")),
    )

    assert by_default == by_name
    assert (by_default.conta, by_default.remetentes) == ("padrao", frozenset())


@pytest.mark.parametrize(("secret", "number"), [("da-clinica", "111"), ("da-filial", "222")])
async def test_each_channel_s_secret_speaks_of_its_own_number_also_of_one_that_sends_nothing(
    porteiro: Porteiro, secret: str, number: str
) -> None:
    entrega = await porteiro.meta("clinica", signed(secret))

    assert (entrega.conta, entrega.remetentes) == ("clinica", frozenset({number}))


@pytest.mark.parametrize(
    ("conta", "secret"),
    [
        (None, "da-clinica"),
        ("clinica", "do-padrao"),
        ("sem-canal", "do-padrao"),
        ("inventada", "do-padrao"),
        ("inventada", "-"),
        ("não é um id", "do-padrao"),
        ("x" * 300, "do-padrao"),
    ],
)
async def test_another_s_secret_and_a_conta_that_does_not_exist_look_the_same(
    porteiro: Porteiro, documents: FakeDocuments, conta: str | None, secret: str
) -> None:
    with pytest.raises(UnprovenWebhook):
        await porteiro.meta(conta, signed(secret))

    assert await ContaStore(documents).ids() == ["clinica", "sem-canal"]


@pytest.mark.parametrize(
    ("conta", "token"), [(None, "v-padrao"), ("clinica", "v-clinica"), ("clinica", "v-filial")]
)
async def test_metas_challenge_comes_back_to_who_knows_the_token(
    porteiro: Porteiro, conta: str | None, token: str
) -> None:
    assert (
        await porteiro.challenge(conta, mode="subscribe", token=token, challenge="1158201444") == "1158201444"
    )


@pytest.mark.parametrize(
    ("conta", "asked"),
    [
        (None, {"token": "v-clinica"}),
        (None, {"token": ""}),
        (None, {"mode": "unsubscribe"}),
        (None, {"challenge": ""}),
        (None, {"challenge": "1" * 201}),
        ("inventada", {}),
        ("sem-canal", {}),
        ("sem-canal", {"token": ""}),
    ],
)
async def test_metas_challenge_is_refused_otherwise(
    porteiro: Porteiro, conta: str | None, asked: dict[str, str]
) -> None:
    question: dict[str, Any] = {"mode": "subscribe", "token": "v-padrao", "challenge": "1"} | asked

    with pytest.raises(Forbidden):
        await porteiro.challenge(conta, **question)


@pytest.mark.parametrize("query", ["", "?chave=E1"])
async def test_twilio_signs_the_public_address_whatever_the_host_saw(porteiro: Porteiro, query: str) -> None:
    path = f"/webhook/twilio/clinica{query}"
    post = twilio_post(TWILIO, path, token="t-clinica")
    assinado = Assinado(post.raw, post.headers["X-Twilio-Signature"], f"http://10.0.0.1:7071{path}")

    entrega, pares = await porteiro.twilio("clinica", assinado)

    assert entrega.conta == "clinica"
    assert dict(pares) == TWILIO


@pytest.mark.parametrize(
    ("conta", "raw", "url"),
    [
        ("clinica", b"Body=outro", "/webhook/twilio/clinica"),
        ("clinica", b"a=%ff", "/webhook/twilio/clinica"),
        ("clinica", None, "/webhook/twilio/clinica?mais=1"),
        ("sem-canal", None, "/webhook/twilio/clinica"),
        (None, None, "/webhook/twilio/clinica"),
    ],
)
async def test_what_twilio_did_not_sign_is_unproven(
    porteiro: Porteiro, conta: str | None, raw: bytes | None, url: str
) -> None:
    post = twilio_post(TWILIO, "/webhook/twilio/clinica", token="t-clinica")
    assinado = Assinado(raw or post.raw, post.headers["X-Twilio-Signature"], PUBLIC + url)

    with pytest.raises(UnprovenWebhook):
        await porteiro.twilio(conta, assinado)


async def test_a_secret_opens_the_conta_that_it_was_issued_by(porteiro: Porteiro) -> None:
    assert (await porteiro.secret(TipoAcesso.WEBHOOK, "certo")).conta == "clinica"
    for tipo, segredo in (
        (TipoAcesso.FORMULARIO, "certo"),
        (TipoAcesso.WEBHOOK, "errado"),
        (TipoAcesso.WEBHOOK, ""),
    ):
        with pytest.raises(UnprovenWebhook):
            await porteiro.secret(tipo, segredo)


async def test_the_conta_s_own_mailboxes_are_known(porteiro: Porteiro) -> None:
    assert await porteiro.mailboxes("clinica") == {"contato@clinica.com.br"}
