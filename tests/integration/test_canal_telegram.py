"""Telegram through the real adapter, against a bot API with its chats, its limits and its failures."""

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from shared.adapters.canais_telegram import Telegram
from shared.kit.canais import (
    Botao,
    Carteiro,
    EnderecoInvalido,
    Incerto,
    NaoAgora,
    PessoaRecusou,
    Recusado,
    Saida,
)
from tests.servers.loopback import HANG, LOST_ANSWER, PROXY_PAGE, RESET, Reply, nobody_listens
from tests.servers.telegram import (
    BLOCKED,
    DEACTIVATED,
    MOVED,
    NEVER_BEGAN,
    NOT_FOUND,
    TOKEN,
    UNAUTHORIZED,
    TelegramServer,
    failure,
)

pytestmark = pytest.mark.anyio
SAIDA = Saida("E1", "3", "Olá, João! Confirma a consulta de <amanhã>?")


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer().serving() as serving:
        yield serving


@pytest.fixture
async def telegram(server: TelegramServer) -> AsyncIterator[Telegram]:
    adapter = Telegram(server.url, TOKEN, answer_s=0.3)
    yield adapter
    await adapter.close()


async def test_a_message_reaches_the_chat_as_it_was_written(
    server: TelegramServer, telegram: Telegram
) -> None:
    carteiro: Carteiro = telegram

    aceite = await carteiro.send(SAIDA)

    assert server.sent == [{"chat_id": 3, "text": SAIDA.texto}]
    assert aceite.provedor_id == "101"


async def test_buttons_come_as_an_inline_keyboard(server: TelegramServer, telegram: Telegram) -> None:
    await telegram.send(replace(SAIDA, botoes=(Botao("c:abc:1", "Confirmar"), Botao("c:abc:0", "Remarcar"))))

    [sent] = server.sent
    assert sent["text"] == SAIDA.texto
    assert sent["reply_markup"]["inline_keyboard"] == [
        [{"text": "Confirmar", "callback_data": "c:abc:1"}],
        [{"text": "Remarcar", "callback_data": "c:abc:0"}],
    ]


async def test_an_id_of_64_bytes_is_a_button_and_a_longer_one_a_numbered_option(
    server: TelegramServer, telegram: Telegram
) -> None:
    await telegram.send(replace(SAIDA, botoes=(Botao("c" * 64, "Confirmar"),)))
    await telegram.send(replace(SAIDA, botoes=(Botao("ç" * 33, "Confirmar"), Botao("c:0", "Remarcar"))))

    fits, too_long = server.sent
    assert fits["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "c" * 64
    assert "reply_markup" not in too_long
    assert "1. Confirmar\n2. Remarcar" in too_long["text"]


async def test_an_answer_is_shown_under_the_message_that_it_answers(
    server: TelegramServer, telegram: Telegram
) -> None:
    await telegram.send(replace(SAIDA, resposta_a="2"))
    await telegram.send(replace(SAIDA, resposta_a="wamid.X"))

    assert [sent.get("reply_parameters") for sent in server.sent] == [
        {"message_id": 2, "allow_sending_without_reply": True},
        None,
    ]


@pytest.mark.parametrize("lost", [LOST_ANSWER, HANG, RESET, PROXY_PAGE, Reply(500), Reply(502), Reply(504)])
async def test_a_message_that_may_have_left_is_uncertain_and_not_repeated(
    server: TelegramServer, telegram: Telegram, lost: Reply
) -> None:
    server.script(lost)

    with pytest.raises(Incerto):
        await telegram.send(SAIDA)

    assert len(server.asked) == 1
    assert len(server.sent) == (1 if lost is LOST_ANSWER else 0)


@pytest.mark.parametrize(
    ("limit", "seconds"),
    [
        (failure(429, "Too Many Requests: retry after 35", retry_after=35), 35),
        (failure(429, "Too Many Requests", retry_after=10_000_000), 24 * 3_600),
        (failure(429, "Too Many Requests", retry_after=-1), 1),
        (failure(429, "Too Many Requests"), 60),
        (Reply(429, "{}"), 60),
        (Reply(503), 60),
    ],
)
async def test_a_limit_says_how_long_to_wait(
    server: TelegramServer, telegram: Telegram, limit: Reply, seconds: int
) -> None:
    server.script(limit)

    with pytest.raises(NaoAgora) as caught:
        await telegram.send(SAIDA)

    assert caught.value.espera == timedelta(seconds=seconds)


async def test_a_server_that_is_down_took_nothing() -> None:
    adapter = Telegram(nobody_listens(), TOKEN)

    with pytest.raises(NaoAgora):
        await adapter.send(SAIDA)
    await adapter.close()


async def test_who_blocked_the_bot_refused(server: TelegramServer, telegram: Telegram) -> None:
    server.script(BLOCKED)

    with pytest.raises(PessoaRecusou):
        await telegram.send(SAIDA)


@pytest.mark.parametrize("gone", [DEACTIVATED, NEVER_BEGAN, NOT_FOUND, MOVED])
async def test_who_is_not_there_is_not_reached(
    server: TelegramServer, telegram: Telegram, gone: Reply
) -> None:
    server.script(gone)

    with pytest.raises(EnderecoInvalido):
        await telegram.send(SAIDA)


@pytest.mark.parametrize("endereco", ["", "0", "+5531996290047", "@canal", "3.0", "\u0661", "9" * 30])
async def test_what_is_no_chat_asks_nothing(
    server: TelegramServer, telegram: Telegram, endereco: str
) -> None:
    with pytest.raises(EnderecoInvalido):
        await telegram.send(replace(SAIDA, endereco=endereco))

    assert server.asked == []


@pytest.mark.parametrize("refusal", [UNAUTHORIZED, failure(404, "Not Found"), failure(400, "Bad Request: x")])
async def test_what_somebody_must_mend_is_refused_for_good(
    server: TelegramServer, telegram: Telegram, refusal: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    server.script(refusal)

    with pytest.raises(Recusado):
        await telegram.send(SAIDA)

    assert "canal.refused" in caplog.text


async def test_a_text_over_the_limit_asks_nothing(server: TelegramServer, telegram: Telegram) -> None:
    with pytest.raises(Recusado):
        await telegram.send(replace(SAIDA, texto="a" * 4_097))

    assert server.asked == []


async def test_a_pressed_button_is_acknowledged_and_no_failure_of_that_matters(
    server: TelegramServer, telegram: Telegram
) -> None:
    await telegram.acknowledge("Q1")
    server.script(failure(400, "Bad Request: query is too old"), HANG)
    await telegram.acknowledge("Q2")
    await telegram.acknowledge("Q3")

    assert server.acknowledged == ["Q1"]


async def test_neither_token_nor_people_reach_logs_or_errors(
    server: TelegramServer, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await telegram.send(SAIDA)
    server.script(failure(400, f"Bad Request: {SAIDA.texto}"), RESET)

    with pytest.raises(Recusado) as refused:
        await telegram.send(SAIDA)
    with pytest.raises(Incerto) as uncertain:
        await telegram.send(SAIDA)

    seen = caplog.text + repr(refused.value.__dict__) + repr(uncertain.value.__dict__)
    assert [secret for secret in (TOKEN, "AAF-segredo", "João", "consulta") if secret in seen] == []
    assert (refused.value.__context__, uncertain.value.__context__) == (None, None)
