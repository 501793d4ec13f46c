"""WhatsApp by Z-API through the real adapter; the token is part of every URL and must stay there."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from shared.adapters.canais_zapi import ZApi
from shared.kit.canais import Carteiro, EnderecoInvalido, FalhaDeEnvio, Incerto, Provedor, Recusado
from tests.servers.loopback import reply
from tests.servers.saidas import BOTOES, LEMBRETE, TEXTO, assert_tells_nothing, make_saida
from tests.servers.zapi import CLIENT_TOKEN, INSTANCIA, TOKEN, ZApiServer, failure

pytestmark = pytest.mark.anyio
PHONE = "5531999990001"


@pytest.fixture
def server() -> Iterator[ZApiServer]:
    with ZApiServer().serving() as serving:
        yield serving


@pytest.fixture
async def zapi(server: ZApiServer) -> AsyncIterator[Carteiro]:
    adapter = ZApi(server.url, INSTANCIA, TOKEN, CLIENT_TOKEN, answer_s=10)
    yield adapter
    await adapter.close()


async def failed(zapi: Carteiro, **fields: object) -> FalhaDeEnvio:
    with pytest.raises(FalhaDeEnvio) as caught:
        await zapi.send(make_saida(**fields))
    return caught.value


async def test_a_text_leaves_as_documented(server: ZApiServer, zapi: Carteiro) -> None:
    aceite = await zapi.send(make_saida())

    asked = server.asked[0]
    assert aceite.provedor_id == "D2411"
    assert (asked.method, asked.path) == ("POST", f"/instances/{INSTANCIA}/token/{TOKEN}/send-text")
    assert asked.headers["client-token"] == CLIENT_TOKEN
    assert asked.body == {"phone": PHONE, "message": TEXTO}
    assert zapi.provedor is Provedor.ZAPI


async def test_what_the_caller_sends_twice_leaves_twice(server: ZApiServer, zapi: Carteiro) -> None:
    first, second = await zapi.send(make_saida()), await zapi.send(make_saida())

    assert first.provedor_id != second.provedor_id
    assert len(server.accepted) == 2


async def test_an_answer_names_what_it_answers(server: ZApiServer, zapi: Carteiro) -> None:
    await zapi.send(make_saida(resposta_a="3EB0IN"))

    assert server.accepted == [{"phone": PHONE, "message": TEXTO, "messageId": "3EB0IN"}]


async def test_a_template_leaves_as_its_words_and_buttons_as_numbered_options(
    server: ZApiServer, zapi: Carteiro
) -> None:
    await zapi.send(make_saida(modelo=LEMBRETE, botoes=BOTOES))

    options = "1. Confirmar\n2. Remarcar consulta\n\nResponda com o número da opção."
    assert server.accepted == [{"phone": PHONE, "message": f"{TEXTO}\n\n{options}"}]


async def test_somebody_who_hides_the_phone_is_answered_at_the_lid(
    server: ZApiServer, zapi: Carteiro
) -> None:
    await zapi.send(make_saida(endereco="123456789012345@lid"))

    assert server.accepted[0]["phone"] == "123456789012345@lid"


@pytest.mark.parametrize(
    "endereco", ["", PHONE, "120363019502650977-group", "status@broadcast", "BR.1502576394655843", "1@lid\n"]
)
async def test_what_is_no_person_asks_nobody(server: ZApiServer, zapi: Carteiro, endereco: str) -> None:
    assert type(await failed(zapi, endereco=endereco)) is EnderecoInvalido
    assert server.asked == []


@pytest.mark.parametrize(("length", "leaves"), [(4_096, True), (4_097, False)])
async def test_a_text_is_as_long_as_whatsapp_takes_it(
    server: ZApiServer, zapi: Carteiro, length: int, leaves: bool
) -> None:
    texto = "x" * length

    if leaves:
        await zapi.send(make_saida(texto=texto))
    else:
        assert type(await failed(zapi, texto=texto)) is Recusado

    assert len(server.asked) == leaves


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 415])
async def test_a_refusal_is_known_by_its_status_and_raises_an_alarm_that_tells_nothing(
    server: ZApiServer, zapi: Carteiro, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script(failure(status))

    refusal = await failed(zapi)

    assert (type(refusal), refusal.codigo) == (Recusado, f"http_{status}")
    assert [record.levelno for record in caplog.records].count(logging.ERROR) == 1
    assert_tells_nothing(refusal, caplog, (TOKEN, CLIENT_TOKEN, INSTANCIA))


@pytest.mark.parametrize("body", [{}, {"error": "x"}, {"messageId": ""}, {"messageId": 7}, []])
async def test_a_200_without_an_id_confirms_nothing(server: ZApiServer, zapi: Carteiro, body: object) -> None:
    server.script(reply(body))

    assert type(await failed(zapi)) is Incerto


@pytest.mark.parametrize(
    ("instancia", "token", "client_token"), [("outra", TOKEN, CLIENT_TOKEN), (INSTANCIA, "x", "y")]
)
async def test_wrong_credentials_are_refused(
    server: ZApiServer, instancia: str, token: str, client_token: str
) -> None:
    adapter = ZApi(server.url, instancia, token, client_token)

    assert type(await failed(adapter)) is Recusado
    await adapter.close()
