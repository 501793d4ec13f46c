"""Botconversa through the real adapter, against a server with its spellings of phones, its duplicates and failures."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest

from shared.adapters.canais_botconversa import Botconversa
from shared.kit.canais import (
    Botao,
    Carteiro,
    EnderecoInvalido,
    Incerto,
    NaoAgora,
    Recusado,
    Saida,
)
from tests.servers.botconversa import BASE, KEY, BotconversaServer
from tests.servers.loopback import HANG, LOST_ANSWER, PROXY_PAGE, RESET, Asked, Reply, nobody_listens, reply

pytestmark = pytest.mark.anyio
PHONE = "+5531996290047"
WITHOUT_NINE = "+553196290047"
TEXT = "Olá, João! Sua consulta é amanhã às 15h."


@pytest.fixture
def server() -> Iterator[BotconversaServer]:
    with BotconversaServer().serving() as serving:
        yield serving


@pytest.fixture
async def botconversa(server: BotconversaServer) -> AsyncIterator[Botconversa]:
    adapter = Botconversa(server.base_url, KEY, answer_s=0.3)
    yield adapter
    await adapter.close()


def saida(endereco: str = PHONE, nome: str = "João da Silva", **fields: object) -> Saida:
    return Saida(**({"chave": "E1", "endereco": endereco, "texto": TEXT, "nome": nome} | fields))  # type: ignore[arg-type]  # the test's own names


async def test_a_known_subscriber_gets_the_message_once(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    carteiro: Carteiro = botconversa
    server.add(77, PHONE)

    aceite = await carteiro.send(saida())

    assert server.sent == [(77, TEXT)]
    assert (aceite.provedor_id, aceite.detalhe) == ("", {"assinante": "77"})


@pytest.mark.parametrize("stored", [PHONE, PHONE[1:], WITHOUT_NINE, WITHOUT_NINE[1:]])
@pytest.mark.parametrize("asked", [PHONE, WITHOUT_NINE])
async def test_a_subscriber_is_found_under_every_spelling_of_the_phone(
    server: BotconversaServer, botconversa: Botconversa, stored: str, asked: str
) -> None:
    server.add(77, stored)

    await botconversa.send(saida(asked))

    assert server.sent == [(77, TEXT)]
    assert len(server.subscribers) == 1


async def test_a_landline_has_no_ninth_digit_to_try(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    assert await botconversa.find("+553132224444") is None
    assert server.paths() == [
        f"GET {BASE}/subscriber/get_by_phone/%2B553132224444/",
        f"GET {BASE}/subscriber/get_by_phone/553132224444/",
    ]


async def test_an_unknown_person_becomes_a_subscriber_first(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    server.store_without_nine = True

    await botconversa.send(saida())
    await botconversa.send(saida(chave="E2", texto="Segunda"))

    [created] = [one for one in server.asked if one.path == f"{BASE}/subscriber/"]
    assert created.body == {
        "phone": PHONE[1:],
        "first_name": "João",
        "last_name": "da Silva",
        "has_opt_in_whatsapp": True,
    }
    assert server.sent == [(123_456, TEXT), (123_456, "Segunda")]


@pytest.mark.parametrize("nome", ["", "João", "   "])
async def test_a_name_that_is_short_still_makes_a_subscriber(
    server: BotconversaServer, botconversa: Botconversa, nome: str
) -> None:
    await botconversa.send(saida(nome=nome))

    assert server.sent == [(123_456, TEXT)]


async def test_a_creation_that_tells_no_id_is_followed_by_a_look(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    server.create_tells_id = False

    await botconversa.send(saida())

    assert server.sent == [(123_456, TEXT)]


async def test_a_duplicate_told_as_a_401_is_the_subscriber_and_no_bad_key(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    missed = reply({"detail": "Not found."}, 404)
    server.add(77, PHONE)
    server.script(missed, missed, missed, missed)

    await botconversa.send(saida())

    assert f"POST {BASE}/subscriber/" in server.paths()
    assert server.sent == [(77, TEXT)]


async def test_a_duplicate_that_nobody_can_find_is_not_reached(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    server.add(77, "+55 31 96290047")

    with pytest.raises(EnderecoInvalido) as caught:
        await botconversa.send(saida())

    assert caught.value.codigo == "assinante_nao_encontrado"
    assert server.sent == []


async def test_an_answer_that_tells_of_another_phone_gets_no_message(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    server.script(reply({"id": 99, "phone": "+5531988887777"}))

    await botconversa.send(saida())

    assert server.sent == [(123_456, TEXT)]


async def test_buttons_leave_as_numbered_options(server: BotconversaServer, botconversa: Botconversa) -> None:
    server.add(77, PHONE)

    await botconversa.send(saida(botoes=(Botao("c:1", "Confirmar"), Botao("c:0", "Remarcar consulta"))))

    [(_, text)] = server.sent
    assert text.startswith(TEXT)
    assert "1. Confirmar\n2. Remarcar consulta" in text


async def test_words_that_number_their_answers_are_not_numbered_anew(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    server.add(77, PHONE)
    words = "Responda 1 para confirmar ou 0 para cancelar."

    await botconversa.send(
        saida(texto=words, botoes=(Botao("c:1", "Confirmar", 1), Botao("c:0", "Cancelar", 0)))
    )

    assert server.sent == [(77, words)]


@pytest.mark.parametrize(
    "failure", [LOST_ANSWER, HANG, RESET, PROXY_PAGE, Reply(500), Reply(502), Reply(504)]
)
async def test_a_message_that_may_have_left_is_uncertain_and_not_repeated(
    server: BotconversaServer, botconversa: Botconversa, failure: Reply
) -> None:
    server.add(77, PHONE)
    server.script(server.answer(server_lookup()), failure)

    with pytest.raises(Incerto):
        await botconversa.send(saida())

    assert [path for path in server.paths() if "send_message" in path] == [
        f"POST {BASE}/subscriber/77/send_message/"
    ]
    assert len(server.sent) == (1 if failure is LOST_ANSWER else 0)


@pytest.mark.parametrize("failure", [HANG, RESET, Reply(500), Reply(503), reply({}, 429)])
async def test_while_only_the_subscriber_was_asked_for_nothing_left_and_it_can_wait(
    server: BotconversaServer, botconversa: Botconversa, failure: Reply
) -> None:
    server.script(failure)

    with pytest.raises(NaoAgora):
        await botconversa.send(saida())

    assert server.sent == []


async def test_a_rate_limit_says_how_long_to_wait(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    server.add(77, PHONE)
    server.script(server.answer(server_lookup()), reply({"detail": "throttled"}, 429, retry_after="17"))

    with pytest.raises(NaoAgora) as caught:
        await botconversa.send(saida())

    assert caught.value.espera == timedelta(seconds=17)


async def test_a_server_that_is_down_took_nothing() -> None:
    adapter = Botconversa(nobody_listens(), KEY)

    with pytest.raises(NaoAgora):
        await adapter.send(saida())
    await adapter.close()


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (reply({"detail": "Invalid token."}, 401), Recusado),
        (reply({"detail": "Forbidden"}, 403), Recusado),
        (reply({"value": ["Too long."]}, 400), Recusado),
        (reply({"detail": "Not found."}, 404), EnderecoInvalido),
        (Reply(301, headers={"location": "http://outro.exemplo/"}), Recusado),
    ],
)
async def test_a_permanent_error_is_told_for_what_it_is(
    server: BotconversaServer, botconversa: Botconversa, failure: Reply, kind: type[Exception]
) -> None:
    server.add(77, PHONE)
    server.script(server.answer(server_lookup()), failure)

    with pytest.raises(kind):
        await botconversa.send(saida())

    assert server.sent == []


@pytest.mark.parametrize("endereco", ["5531996290047", "77", "joao@exemplo.com.br", "BR.150257", ""])
async def test_what_is_no_phone_asks_nothing(
    server: BotconversaServer, botconversa: Botconversa, endereco: str
) -> None:
    with pytest.raises(EnderecoInvalido):
        await botconversa.send(saida(endereco))

    assert server.asked == []


async def test_a_phone_that_the_account_refuses_is_not_reached(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    with pytest.raises(EnderecoInvalido):
        await botconversa.send(saida("+5531999"))

    assert server.sent == []


def server_lookup() -> Asked:
    """The first look for `PHONE`, to be answered as usual before a failure."""
    return Asked("GET", f"{BASE}/subscriber/get_by_phone/{PHONE}/", {}, b"")
