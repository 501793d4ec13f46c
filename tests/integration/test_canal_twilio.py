"""WhatsApp by Twilio through the real adapter, against a server that refuses what Twilio refuses."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest

from shared.adapters.canais_twilio import Twilio
from shared.kit.canais import (
    Carteiro,
    EnderecoInvalido,
    FalhaDeEnvio,
    ForaDaJanela,
    Incerto,
    ModeloAprovado,
    NaoAgora,
    PessoaRecusou,
    Provedor,
    Recusado,
)
from tests.servers.loopback import Reply, reply
from tests.servers.saidas import BOTOES, TELEFONE, TEXTO, make_saida
from tests.servers.twilio import CONTENT, REMETENTE, SID, TOKEN, TwilioServer, failure, message

pytestmark = pytest.mark.anyio
FROM_TO = {"From": f"whatsapp:{REMETENTE}", "To": f"whatsapp:{TELEFONE}"}
CALLBACK = "https://retorno.exemplo/webhook/twilio/clinica"


@pytest.fixture
def server() -> Iterator[TwilioServer]:
    with TwilioServer().serving() as serving:
        yield serving


@pytest.fixture
async def twilio(server: TwilioServer) -> AsyncIterator[Carteiro]:
    adapter = Twilio(server.base_url, SID, TOKEN, REMETENTE, answer_s=10)
    yield adapter
    await adapter.close()


async def failed(twilio: Carteiro, **fields: object) -> FalhaDeEnvio:
    with pytest.raises(FalhaDeEnvio) as caught:
        await twilio.send(make_saida(**fields))
    return caught.value


async def test_a_text_leaves_as_documented(server: TwilioServer, twilio: Carteiro) -> None:
    aceite = await twilio.send(make_saida(resposta_a="SMin"))

    asked = server.asked[0]
    assert aceite.provedor_id == f"SM{1:032x}"
    assert asked.path == f"/2010-04-01/Accounts/{SID}/Messages.json"
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    assert server.accepted == [FROM_TO | {"Body": TEXTO}]
    assert twilio.provedor is Provedor.TWILIO


async def test_the_statuses_are_asked_for_under_the_reference_each_time(server: TwilioServer) -> None:
    adapter = Twilio(server.base_url, SID, TOKEN, REMETENTE, CALLBACK)

    first, second = await adapter.send(make_saida()), await adapter.send(make_saida())

    asked_for = f"{CALLBACK}?chave=env_k7q2mzx4tr"
    assert first.provedor_id != second.provedor_id
    assert [form["StatusCallback"] for form in server.accepted] == [asked_for, asked_for]
    await adapter.close()


async def test_somebody_without_a_phone_is_addressed_by_the_bsuid(
    server: TwilioServer, twilio: Carteiro
) -> None:
    await twilio.send(make_saida(endereco="BR.1502576394655843"))

    assert server.accepted[0]["To"] == "whatsapp:BR.1502576394655843"


@pytest.mark.parametrize("endereco", ["", "31999990001", "joao@loja.com.br", "whatsapp:+5531999990001"])
async def test_what_is_no_address_of_whatsapp_asks_nobody(
    server: TwilioServer, twilio: Carteiro, endereco: str
) -> None:
    assert type(await failed(twilio, endereco=endereco)) is EnderecoInvalido
    assert server.asked == []


async def test_buttons_leave_as_numbered_options(server: TwilioServer, twilio: Carteiro) -> None:
    await twilio.send(make_saida(botoes=BOTOES))

    options = "1. Confirmar\n2. Remarcar consulta\n\nResponda com o número da opção."
    assert server.accepted == [FROM_TO | {"Body": f"{TEXTO}\n\n{options}"}]


async def test_a_template_leaves_by_its_content_with_numbered_values(
    server: TwilioServer, twilio: Carteiro
) -> None:
    modelo = ModeloAprovado(CONTENT, variaveis=("João", "amanhã\nàs 14h"))

    await twilio.send(make_saida(modelo=modelo, botoes=BOTOES))

    form = server.accepted[0]
    assert {name: form[name] for name in ("From", "To", "ContentSid")} == FROM_TO | {"ContentSid": CONTENT}
    assert json.loads(form["ContentVariables"]) == {"1": "João", "2": "amanhã às 14h"}
    assert "Body" not in form


async def test_a_template_without_variables_sends_none(server: TwilioServer, twilio: Carteiro) -> None:
    await twilio.send(make_saida(modelo=ModeloAprovado(CONTENT)))

    assert server.accepted == [FROM_TO | {"ContentSid": CONTENT}]


async def test_a_template_without_one_of_its_values_never_leaves(
    server: TwilioServer, twilio: Carteiro
) -> None:
    assert type(await failed(twilio, modelo=ModeloAprovado(CONTENT, variaveis=("",)))) is Recusado
    assert server.asked == []


@pytest.mark.parametrize(("length", "leaves"), [(1_600, True), (1_601, False)])
async def test_a_text_is_as_long_as_twilio_takes_it(
    server: TwilioServer, twilio: Carteiro, length: int, leaves: bool
) -> None:
    texto = "x" * length

    if leaves:
        await twilio.send(make_saida(texto=texto))
    else:
        refusal = await failed(twilio, texto=texto)
        assert type(refusal) is Recusado
        assert refusal.detail == "A mensagem passa de 1.600 caracteres, o máximo deste canal."

    assert len(server.asked) == leaves


async def test_what_a_form_could_mistake_arrives_as_it_is(server: TwilioServer, twilio: Carteiro) -> None:
    texto = "50% & mais=1 + 2;\r\nAção\N{GRINNING FACE} &To=whatsapp:+1"

    await twilio.send(make_saida(texto=texto))

    assert dict(parse_qsl(server.asked[0].raw.decode()))["Body"] == texto


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        (63016, 400, ForaDaJanela),
        (21211, 400, EnderecoInvalido),
        (21614, 400, EnderecoInvalido),
        (63003, 400, EnderecoInvalido),
        (63024, 400, EnderecoInvalido),
        (21610, 400, PessoaRecusou),
        (20003, 401, Recusado),
        (63007, 400, Recusado),
        (99999, 400, Recusado),
        (99999, 500, Incerto),
        (20500, 500, Incerto),
    ],
)
async def test_each_code_has_its_meaning(
    server: TwilioServer, twilio: Carteiro, code: int, status: int, kind: type[FalhaDeEnvio]
) -> None:
    server.script(failure(code, status))

    refusal = await failed(twilio)

    assert (type(refusal), refusal.codigo) == (kind, str(code))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("scripted", "espera"),
    [
        (failure(20429, 429), timedelta(seconds=30)),
        (failure(20429, 429, retry_after="90"), timedelta(seconds=90)),
        (failure(63018, 429), timedelta(minutes=1)),
        (failure(21611), timedelta(minutes=5)),
        (failure(63049), timedelta(hours=24)),
    ],
)
async def test_who_must_wait_is_told_how_long(
    server: TwilioServer, twilio: Carteiro, scripted: Reply, espera: timedelta
) -> None:
    server.script(scripted)

    refusal = await failed(twilio)

    assert isinstance(refusal, NaoAgora)
    assert refusal.espera == espera


@pytest.mark.parametrize(
    ("scripted", "kind"),
    [
        (message("failed", 63016), ForaDaJanela),
        (message("undelivered", 63003), EnderecoInvalido),
        (message("failed", 63012), Recusado),
        (message("failed"), Recusado),
    ],
)
async def test_a_message_that_is_made_and_fails_at_once_did_not_leave(
    server: TwilioServer, twilio: Carteiro, scripted: Reply, kind: type[FalhaDeEnvio]
) -> None:
    server.script(scripted)

    assert type(await failed(twilio)) is kind


@pytest.mark.parametrize("body", [{}, {"sid": ""}, {"sid": 7}, []])
async def test_a_201_without_an_id_confirms_nothing(
    server: TwilioServer, twilio: Carteiro, body: object
) -> None:
    server.script(reply(body, 201))

    assert type(await failed(twilio)) is Incerto


async def test_a_wrong_token_is_refused(server: TwilioServer) -> None:
    adapter = Twilio(server.base_url, SID, "outro", REMETENTE)

    refusal = await failed(adapter)

    assert (type(refusal), refusal.codigo) == (Recusado, "20003")
    await adapter.close()
