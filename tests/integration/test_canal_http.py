"""What a broken exchange means for a message, the same for every WhatsApp provider; and what it must not tell."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

import anyio
import pytest

from shared.adapters.canais_http import CanalHttp
from shared.adapters.canais_meta import Meta
from shared.adapters.canais_twilio import Twilio
from shared.adapters.canais_zapi import ZApi
from shared.kit.canais import Carteiro, FalhaDeEnvio, Incerto, NaoAgora, Recusado
from tests.servers import meta, twilio, zapi
from tests.servers.loopback import HANG, LOST_ANSWER, PROXY_PAGE, RESET, Loopback, Reply, nobody_listens
from tests.servers.saidas import assert_tells_nothing, make_saida

pytestmark = pytest.mark.anyio
PROVIDERS = ("meta", "twilio", "zapi")
SECRETS = (meta.TOKEN, twilio.TOKEN, zapi.TOKEN, zapi.CLIENT_TOKEN)


def carteiro_of(name: str, url: str, answer_s: float = 10) -> Carteiro:
    match name:
        case "meta":
            return Meta(f"{url}/{meta.VERSION}", meta.TOKEN, meta.REMETENTE, answer_s=answer_s)
        case "twilio":
            base = f"{url}/2010-04-01"
            return Twilio(base, twilio.SID, twilio.TOKEN, twilio.REMETENTE, answer_s=answer_s)
        case _:
            return ZApi(url, zapi.INSTANCIA, zapi.TOKEN, zapi.CLIENT_TOKEN, answer_s=answer_s)


@dataclass
class Canal:
    name: str
    server: Loopback
    carteiro: Carteiro

    async def arrived(self) -> int:
        """How many requests came: a busy machine may read the first only after the other end gave up."""
        with anyio.fail_after(10):
            while not self.server.asked:  # noqa: ASYNC110 -- the server lives in threads
                await anyio.sleep(0.01)
        return len(self.server.asked)


@pytest.fixture(params=PROVIDERS)
async def canal(request: pytest.FixtureRequest) -> AsyncIterator[Canal]:
    servers = {"meta": meta.MetaServer, "twilio": twilio.TwilioServer, "zapi": zapi.ZApiServer}
    with ExitStack() as stack:
        server = stack.enter_context(servers[request.param]().serving())
        carteiro = carteiro_of(request.param, server.url)
        yield Canal(request.param, server, carteiro)
        await carteiro.close()


@pytest.fixture
async def hasty(canal: Canal) -> AsyncIterator[Carteiro]:
    """The same provider's adapter, soon out of patience."""
    carteiro = carteiro_of(canal.name, canal.server.url, answer_s=0.2)
    yield carteiro
    await carteiro.close()


async def failed(carteiro: Carteiro) -> FalhaDeEnvio:
    with pytest.raises(FalhaDeEnvio) as caught:
        await carteiro.send(make_saida())
    return caught.value


async def test_an_answer_that_never_comes_leaves_the_message_uncertain_and_is_not_asked_for_again(
    canal: Canal, hasty: Carteiro
) -> None:
    canal.server.script(HANG)

    failure = await failed(hasty)

    assert type(failure) is Incerto
    assert await canal.arrived() == 1


async def test_what_is_uncertain_may_have_left(canal: Canal, hasty: Carteiro) -> None:
    canal.server.script(LOST_ANSWER)

    failure = await failed(hasty)

    assert type(failure) is Incerto
    assert await canal.arrived() == 1
    assert len(canal.server.accepted) == 1  # type: ignore[attr-defined]  # each of the three has it


async def test_a_connection_cut_after_the_request_leaves_the_message_uncertain(canal: Canal) -> None:
    canal.server.script(RESET)

    failure = await failed(canal.carteiro)

    assert type(failure) is Incerto
    assert await canal.arrived() == 1


@pytest.mark.parametrize("name", PROVIDERS)
async def test_a_refused_connection_certainly_sent_nothing(name: str) -> None:
    carteiro = carteiro_of(name, nobody_listens())

    failure = await failed(carteiro)

    assert isinstance(failure, NaoAgora)
    assert failure.espera > timedelta(0)
    await carteiro.close()


async def test_a_200_of_a_proxy_confirms_nothing(canal: Canal) -> None:
    canal.server.script(PROXY_PAGE)

    assert type(await failed(canal.carteiro)) is Incerto


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_broken_provider_without_a_word_leaves_the_message_uncertain(
    canal: Canal, status: int
) -> None:
    canal.server.script(Reply(status, "<html>"))

    failure = await failed(canal.carteiro)

    assert type(failure) is Incerto
    assert failure.codigo == f"http_{status}"


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("header", "seconds"), [("17", 17), ("0", 1), ("999999", 86_400), ("nan", 60), ("Wed, 21 Oct", 60)]
)
async def test_who_is_told_to_wait_waits_as_long_as_told_within_reason(
    canal: Canal, status: int, header: str, seconds: int
) -> None:
    canal.server.script(Reply(status, "slow down", {"retry-after": header}))

    failure = await failed(canal.carteiro)

    assert isinstance(failure, NaoAgora)
    assert failure.espera == timedelta(seconds=seconds)


async def test_a_redirect_is_not_followed_and_sends_nothing(canal: Canal) -> None:
    with zapi.ZApiServer().serving() as elsewhere:
        canal.server.script(Reply(307, headers={"location": f"{elsewhere.url}/roubo"}))

        failure = await failed(canal.carteiro)

        assert type(failure) is Recusado
        assert elsewhere.asked == []


async def test_the_environment_sends_nothing_through_a_proxy(
    canal: Canal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, nobody_listens())
    carteiro = carteiro_of(canal.name, canal.server.url)

    await carteiro.send(make_saida())

    assert len(canal.server.asked) == 1
    await carteiro.close()


@pytest.mark.parametrize(
    "reply", [HANG, RESET, PROXY_PAGE, Reply(401, "?"), Reply(400, "?"), Reply(500, "?")]
)
async def test_no_failure_tells_a_secret_or_the_message(
    canal: Canal, hasty: Carteiro, reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    canal.server.script(reply)

    failure = await failed(hasty)

    assert_tells_nothing(failure, caplog, SECRETS)


async def test_a_message_that_leaves_is_not_told_either(
    canal: Canal, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    await canal.carteiro.send(make_saida())

    assert not [record for record in caplog.records if record.name == "httpx2"]
    assert not [secret for secret in SECRETS if secret in caplog.text]


@pytest.mark.parametrize("token", ["with\nnewline", "com acentuação €"])
async def test_a_credential_that_no_header_can_carry_is_refused_without_being_told(
    token: str, caplog: pytest.LogCaptureFixture
) -> None:
    with meta.MetaServer().serving() as server:
        carteiro = Meta(server.base_url, token, meta.REMETENTE)

        failure = await failed(carteiro)

        assert type(failure) is Recusado
        assert server.asked == []
        assert_tells_nothing(failure, caplog, (token,))
        await carteiro.close()


@pytest.mark.parametrize("base_url", ["", "graph.facebook.com", "ftp://127.0.0.1", "http://127.0.0.1:x"])
async def test_an_address_that_is_none_is_a_wrong_configuration(base_url: str) -> None:
    carteiro = Meta(base_url, meta.TOKEN, meta.REMETENTE)

    assert type(await failed(carteiro)) is Recusado
    await carteiro.close()


@asynccontextmanager
async def answering(start: bytes, then: bytes | None) -> AsyncIterator[str]:
    """A server that answers with `start` and closes, or goes on with `then` for ever, a little at a time."""

    over = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(start)
        while then and not writer.is_closing():
            writer.write(then)
            await asyncio.sleep(0.02)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        over.set()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        await over.wait()


@pytest.mark.parametrize("then", [None, b" "])
async def test_an_answer_cut_short_or_dribbling_for_ever_is_uncertain(then: bytes | None) -> None:
    http = CanalHttp("teste", connect_s=0.2, answer_s=0.2)
    start = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{"

    async with answering(start, then) as url:
        with pytest.raises(Incerto):
            await http.post(url, json={})
        await http.close()


@pytest.mark.parametrize(
    "garbage", [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip", b"SSH-2.0\r\n"]
)
async def test_an_answer_that_cannot_be_read_is_uncertain(garbage: bytes) -> None:
    http = CanalHttp("teste", answer_s=1)

    async with answering(garbage, None) as url:
        with pytest.raises(Incerto):
            await http.post(url, json={})
        await http.close()


@contextmanager
def full_house() -> Iterator[str]:
    """A machine that lets nobody in any more: its queue of connections is full."""
    with socket.socket() as door, ExitStack() as waiting:
        door.bind(("127.0.0.1", 0))
        door.listen(0)
        for _ in range(3):
            visitor = waiting.enter_context(socket.socket())
            visitor.setblocking(False)
            visitor.connect_ex(door.getsockname())
        yield f"http://127.0.0.1:{door.getsockname()[1]}"


async def test_a_connection_that_never_opens_certainly_sent_nothing() -> None:
    http = CanalHttp("teste", connect_s=0.2)

    with full_house() as url, pytest.raises(NaoAgora):
        await http.post(url, json={})

    await http.close()


async def test_what_may_be_done_twice_is_worth_another_try() -> None:
    http = CanalHttp("teste", headers={"Client-Token": zapi.CLIENT_TOKEN}, answer_s=0.2)

    with zapi.ZApiServer().serving() as server:
        server.script(HANG)
        with pytest.raises(NaoAgora):
            await http.repeatable("GET", server.url)

    await http.close()
