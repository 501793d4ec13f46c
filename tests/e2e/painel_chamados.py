"""What the stories of chamados in the panel share: somebody who asks, and where things stand on the page."""

from itertools import count
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.client import Attendant
from tests.e2e.painel import Painel

_numbers = count(1)


def new_chamado(ana: Attendant, mensagem: str, *, nome: str = "", canal: str = "whatsapp") -> dict[str, Any]:
    """Opened for somebody new, and read by now."""
    number = next(_numbers)
    pessoa = {"nome": nome or f"Marina Painel {number}", "telefone": f"(11) 9{number:08}"}
    cliente = ana.post("/clientes", pessoa, status=201)
    body = {"cliente_id": cliente["id"], "canal": canal, "mensagem": mensagem}
    return ana.get(f"/chamados/{ana.post('/chamados', body, status=201)['chamado_id']}")


def open_chamado(painel: Painel, chamado: dict[str, Any]) -> Page:
    painel.open(f"chamados/{chamado['id']}", "Chamados")
    expect(painel.page.get_by_role("heading", level=2, name=chamado["cliente_nome"])).to_be_visible()
    return painel.page


def spoken(page: Page) -> Locator:
    return page.get_by_role("region", name="Conversa e anotações")


def act(page: Page, name: str) -> None:
    """Press one of the acts that are kept out of the way."""
    if not page.get_by_role("button", name=name, exact=True).is_visible():
        page.get_by_text("Mais ações").click()
    page.get_by_role("button", name=name, exact=True).click()


def about(page: Page) -> Locator:
    """What is told of the chamado that is open, above its conversation."""
    return page.get_by_role("region", name="Conversa", exact=True).locator("header.card")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
