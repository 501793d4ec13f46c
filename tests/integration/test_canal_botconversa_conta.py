"""Botconversa beyond messages: lists, tags, campaigns, flows, and what never reaches a log."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from shared.adapters.canais_botconversa import Botconversa
from shared.kit.canais import (
    Incerto,
    NaoAgora,
    Recusado,
    Saida,
)
from tests.servers.botconversa import BASE, KEY, BotconversaServer
from tests.servers.loopback import LOST_ANSWER, PROXY_PAGE, Asked, reply

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


async def test_lists_come_whole_and_no_address_in_them_is_followed(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    server.lists["flows"] = [{"id": number, "name": f"Fluxo {number}"} for number in range(250)]
    server.lists["campaigns"] = [{"id": 289_860, "name": "Confirmação de consultas"}]

    flows, campaigns = await botconversa.flows(), await botconversa.campaigns()

    assert [one["id"] for one in flows] == list(range(250))
    assert campaigns == server.lists["campaigns"]
    assert await botconversa.tags() == []
    assert await botconversa.custom_fields() == []


async def test_an_unreadable_list_is_an_outage(server: BotconversaServer, botconversa: Botconversa) -> None:
    server.script(PROXY_PAGE)

    with pytest.raises(NaoAgora):
        await botconversa.campaigns()


async def test_tags_campaigns_and_fields_of_a_subscriber_change_and_it_can_be_forgotten(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    server.add(77, PHONE)

    await botconversa.add_tag(77, 5)
    await botconversa.add_tag(77, 6)
    await botconversa.remove_tag(77, 5)
    await botconversa.add_to_campaign(77, 9)
    await botconversa.set_custom_field(77, 3, "05.12.2026")
    changed = dict(server.subscribers[77])
    await botconversa.remove_from_campaign(77, 9)
    await botconversa.delete_subscriber(77)
    await botconversa.delete_subscriber(77)

    assert (changed["tags"], changed["variables"]) == ([6], {"3": "05.12.2026"})
    assert server.subscribers == {}


async def test_a_flow_starts_once_and_an_uncertain_one_is_not_repeated(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    server.add(77, PHONE)
    await botconversa.send_flow(77, 7_725_640)
    server.script(LOST_ANSWER)

    with pytest.raises(Incerto):
        await botconversa.send_flow(77, 7_725_641)

    assert server.sent == [(77, 7_725_640), (77, 7_725_641)]


async def test_the_phone_of_a_subscriber_is_told_where_the_account_tells_it(
    server: BotconversaServer, botconversa: Botconversa
) -> None:
    server.add(77, WITHOUT_NINE[1:])
    told = await botconversa.phone_of(77)
    server.tells_by_id = False

    assert told == WITHOUT_NINE
    assert await botconversa.phone_of(77) is None
    assert await botconversa.phone_of(78) is None


async def test_neither_key_nor_people_reach_logs_or_errors(
    server: BotconversaServer, botconversa: Botconversa, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.add(77, PHONE)
    server.script(server.answer(server_lookup()), reply({"detail": f"{PHONE} {KEY}"}, 403))

    with pytest.raises(Recusado) as caught:
        await botconversa.send(saida())

    seen = caplog.text + str(caught.value) + repr(caught.value.__dict__)
    assert "canal.refused" in seen
    assert [secret for secret in (KEY, PHONE[1:], "João", "consulta") if secret in seen] == []
    assert caught.value.__context__ is None


def server_lookup() -> Asked:
    """The first look for `PHONE`, to be answered as usual before a failure."""
    return Asked("GET", f"{BASE}/subscriber/get_by_phone/{PHONE}/", {}, b"")
