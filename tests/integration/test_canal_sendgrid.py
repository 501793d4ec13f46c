"""E-mail through the real SendGrid adapter, against a server that takes mails and names what is wrong with them."""

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shared.adapters.canais_sendgrid import SendGrid
from shared.adapters.canais_simulado import Simulado
from shared.kit.canais import (
    Botao,
    Carteiro,
    EnderecoInvalido,
    Incerto,
    NaoAgora,
    Recusado,
    Saida,
)
from tests.servers.loopback import HANG, LOST_ANSWER, PROXY_PAGE, RESET, Reply, nobody_listens
from tests.servers.sendgrid import KEY, TOO_LARGE, UNVERIFIED, SendGridServer, failure

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
FROM = "contato@clinica.com.br"
SAIDA = Saida(
    "E1", "joao@exemplo.com.br", "Olá, João!\n\nSua consulta <b>é</b> amanhã\nàs 15h.", nome="João Silva"
)


def adapter(url: str, descadastro: str = "") -> SendGrid:
    return SendGrid(
        url, KEY, FROM, now=lambda: NOW, nome="Clínica Sorriso", descadastro=descadastro, answer_s=0.3
    )


@pytest.fixture
def server() -> Iterator[SendGridServer]:
    with SendGridServer().serving() as serving:
        yield serving


@pytest.fixture
async def sendgrid(server: SendGridServer) -> AsyncIterator[SendGrid]:
    made = adapter(server.url)
    yield made
    await made.close()


async def test_a_mail_leaves_with_our_id_and_comes_back_with_theirs(
    server: SendGridServer, sendgrid: SendGrid
) -> None:
    carteiro: Carteiro = sendgrid

    aceite = await carteiro.send(replace(SAIDA, assunto="Sua consulta"))

    [mail] = server.sent
    assert mail["personalizations"] == [
        {
            "to": [{"email": "joao@exemplo.com.br", "name": "João Silva"}],
            "custom_args": {"outbox_id": "E1"},
        }
    ]
    assert mail["from"] == {"email": FROM, "name": "Clínica Sorriso"}
    assert mail["subject"] == "Sua consulta"
    assert "headers" not in mail
    assert aceite.provedor_id == "sg-1"


async def test_the_words_leave_as_text_and_as_html_in_which_nothing_is_markup(
    server: SendGridServer, sendgrid: SendGrid
) -> None:
    await sendgrid.send(replace(SAIDA, botoes=(Botao("c:1", "Confirmar"),)))

    text, html = (part["value"] for part in server.sent[0]["content"])
    assert text.startswith(SAIDA.texto)
    assert "1. Confirmar" in text
    assert html.startswith(
        "<p>Olá, João!</p><p>Sua consulta &lt;b&gt;é&lt;/b&gt; amanhã<br>às 15h.</p><p>1. Confirmar</p>"
    )


async def test_a_mail_without_a_subject_gets_one_and_one_of_many_lines_keeps_to_one(
    server: SendGridServer, sendgrid: SendGrid
) -> None:
    await sendgrid.send(SAIDA)
    await sendgrid.send(replace(SAIDA, assunto="Sua\r\nBcc: outra@exemplo.com.br  consulta"))

    assert [mail["subject"] for mail in server.sent] == [
        "Uma mensagem para você",
        "Sua Bcc: outra@exemplo.com.br consulta",
    ]


@pytest.mark.parametrize(
    ("resposta_a", "headers"),
    [
        (
            "<abc@exemplo.com.br>",
            {"In-Reply-To": "<abc@exemplo.com.br>", "References": "<abc@exemplo.com.br>"},
        ),
        ("abc@exemplo.com.br", {"In-Reply-To": "<abc@exemplo.com.br>", "References": "<abc@exemplo.com.br>"}),
        ("<abc@exemplo.com.br>\r\nBcc: outra@exemplo.com.br", None),
        ("sem-arroba", None),
    ],
)
async def test_an_answer_goes_into_its_thread_and_nothing_else_into_its_headers(
    server: SendGridServer, resposta_a: str, headers: dict[str, str] | None
) -> None:
    sendgrid = adapter(server.url, descadastro="sair@clinica.com.br")

    await sendgrid.send(replace(SAIDA, resposta_a=resposta_a))

    assert server.sent[0].get("headers") == headers
    await sendgrid.close()


@pytest.mark.parametrize(
    ("descadastro", "headers"),
    [
        (
            "https://clinica.com.br/sair/{chave}",
            {
                "List-Unsubscribe": "<https://clinica.com.br/sair/E1>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        ),
        (
            "sair@clinica.com.br",
            {"List-Unsubscribe": "<mailto:sair@clinica.com.br?subject=SAIR&body=SAIR>"},
        ),
    ],
)
async def test_what_nobody_asked_for_says_how_to_unsubscribe(
    server: SendGridServer, descadastro: str, headers: dict[str, str]
) -> None:
    sendgrid = adapter(server.url, descadastro)

    await sendgrid.send(SAIDA)

    assert server.sent[0]["headers"] == headers
    await sendgrid.close()


@pytest.mark.parametrize(
    "lost", [LOST_ANSWER, HANG, RESET, PROXY_PAGE, Reply(500), Reply(502), Reply(504), Reply(200)]
)
async def test_a_mail_that_may_have_left_is_uncertain_and_not_repeated(
    server: SendGridServer, sendgrid: SendGrid, lost: Reply
) -> None:
    server.script(lost)

    with pytest.raises(Incerto):
        await sendgrid.send(SAIDA)

    assert len(server.asked) == 1
    assert len(server.sent) == (1 if lost is LOST_ANSWER else 0)


@pytest.mark.parametrize(
    ("limit", "seconds"),
    [
        (failure(429, "too many requests", x_ratelimit_reset=str(int(NOW.timestamp()) + 42)), 42),
        (failure(429, "too many requests", x_ratelimit_reset=str(int(NOW.timestamp()) - 42)), 1),
        (failure(429, "too many requests", x_ratelimit_reset="99999999999"), 24 * 3_600),
        (failure(429, "too many requests", x_ratelimit_reset="inf"), 60),
        (failure(429, "too many requests", retry_after="9"), 9),
        (failure(429, "too many requests"), 60),
        (Reply(503), 60),
    ],
)
async def test_a_limit_says_how_long_to_wait(
    server: SendGridServer, sendgrid: SendGrid, limit: Reply, seconds: int
) -> None:
    server.script(limit)

    with pytest.raises(NaoAgora) as caught:
        await sendgrid.send(SAIDA)

    assert caught.value.espera == timedelta(seconds=seconds)


async def test_a_server_that_is_down_took_nothing() -> None:
    sendgrid = adapter(nobody_listens())

    with pytest.raises(NaoAgora):
        await sendgrid.send(SAIDA)
    await sendgrid.close()


@pytest.mark.parametrize(
    ("refusal", "codigo"),
    [
        (failure(400, "The from email does not contain a valid address.", "from.email"), "from.email"),
        (failure(400, "joao@exemplo.com.br não serve"), "http_400"),
        (Reply(400, "<html>"), "http_400"),
        (failure(401, "revoked"), "http_401"),
        (UNVERIFIED, "http_403"),
        (TOO_LARGE, "http_413"),
    ],
)
async def test_what_somebody_must_mend_is_refused_for_good_and_alarms(
    server: SendGridServer,
    sendgrid: SendGrid,
    refusal: Reply,
    codigo: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.script(refusal)

    with pytest.raises(Recusado) as caught:
        await sendgrid.send(SAIDA)

    assert caught.value.codigo == codigo
    assert "canal.refused" in caplog.text


@pytest.mark.parametrize(
    ("endereco", "asked"),
    [("joao@recusado.exemplo.", 0), ("+5531996290047", 0), ("", 0), ("j@recusado.exemplo", 1)],
)
async def test_an_address_that_takes_no_mail_is_not_reached(
    server: SendGridServer, sendgrid: SendGrid, endereco: str, asked: int
) -> None:
    with pytest.raises(EnderecoInvalido):
        await sendgrid.send(replace(SAIDA, endereco=endereco))

    assert len(server.asked) == asked
    assert server.sent == []


async def test_neither_key_nor_people_reach_logs_or_errors(
    server: SendGridServer, sendgrid: SendGrid, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await sendgrid.send(SAIDA)
    server.script(failure(400, f"{SAIDA.endereco}: {SAIDA.texto}", f"headers {SAIDA.endereco}"), RESET)

    with pytest.raises(Recusado) as refused:
        await sendgrid.send(SAIDA)
    with pytest.raises(Incerto) as uncertain:
        await sendgrid.send(SAIDA)

    seen = caplog.text + repr(refused.value.__dict__) + repr(uncertain.value.__dict__)
    assert [secret for secret in (KEY, "joao@", "João", "consulta") if secret in seen] == []
    assert (refused.value.__context__, uncertain.value.__context__) == (None, None)


async def test_the_simulated_channel_accepts_says_so_and_names_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    simulado: Carteiro = Simulado(lambda: NOW)

    aceite = await simulado.send(SAIDA)
    await simulado.close()

    assert aceite.provedor_id == "simulado:E1"
    [line] = [record.getMessage() for record in caplog.records]
    assert "envio.simulated" in line
    assert '"envio_id": "E1"' in line
    assert [one for one in ("João", "joao@", "consulta") if one in line] == []
