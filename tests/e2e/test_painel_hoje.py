"""Today in the panel: what to do first and why, who comes, which deadlines ran out, how a tarefa is concluded."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.client import Attendant
from tests.e2e.painel import TELAS, Tela, enter
from tests.e2e.test_conversas import until_tuesday
from tests.e2e.test_painel import _PASSWORD, admin, somebody
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser
IMG, SCRIPT = "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>'
NOMES = ("Marina Prates", "Camila Prado", "Beatriz Lemos", "Paulo Nunes")
_phones = count(5511982660001)


@pytest.fixture(scope="module")
def ana(local_host: LocalHost) -> Attendant:
    """Of a clinic that left things lying for a week: quotes, a request, an appointment of today, a freed hour."""
    ana = admin(local_host)
    only_once(ana)
    for nome in NOMES:
        texto = f"Falei com {nome} sobre o aparelho, passei R$ 5.000,00 em 10x. Ficou de pensar. Paula"
        ana.tell(texto, cliente={"nome": nome, "telefone": str(next(_phones))})
    cliente = ana.post("/clientes", {"nome": f"Loja {IMG}", "email": "loja@exemplo.com.br"}, status=201)
    pedido = {
        "cliente_id": cliente["id"],
        "canal": "site",
        "mensagem": f"Quero cancelar, atendimento péssimo {SCRIPT}",
    }
    ana.post("/chamados", pedido, status=201)
    local_host.advance(days=6, resolution_s=21_600)
    until_tuesday(local_host)
    fresh = admin(local_host)
    book(fresh, f"Ivo {IMG}", days=0, hora="17:30", nome_medico=f"Dr. {SCRIPT}")
    left = book(fresh, "Rita Alves", days=2, hora="09:00", nome_medico="Dra. Paula Reis")
    fresh.post(f"/atendimentos/{left['id']}/status", {"status": "cancelado"})
    local_host.settle()
    return fresh


def only_once(ana: Attendant) -> None:
    """Each quote is followed up by one tarefa, however much time passes."""
    etag = ana.call("GET", "/conta").headers["ETag"]
    answer = ana.call("PATCH", "/conta", json={"cadencia": [3]}, headers={"If-Match": etag})
    assert answer.status_code == 200, answer.text


def book(ana: Attendant, nome: str, *, days: int, hora: str, **fields: Any) -> dict[str, Any]:
    dia = ana.today() + timedelta(days=days)
    body = {"nome_paciente": nome, "telefone": str(next(_phones)), "data_consulta": f"{dia}T{hora}"}
    return ana.post("/atendimentos", body | fields, status=201)


def card(page: Page, title: str) -> Any:
    return page.get_by_role("region", name=title, exact=True)


@pytest.mark.parametrize(("tela", "nome"), list(zip(TELAS, NOMES, strict=False)), ids=str)
def test_the_day_is_told_in_order_and_a_tarefa_is_concluded_with_a_word(
    local_host: LocalHost, ana: Attendant, tela: Tela, nome: str
) -> None:
    with enter(local_host, tela) as painel:
        page = painel.page
        expect(page.get_by_role("heading", level=1, name="Hoje")).to_be_visible()
        expect(card(page, "O que fazer primeiro").get_by_text("em jogo", exact=True)).to_be_visible()
        quote = card(page, "O que fazer primeiro").get_by_role("link", name=nome)
        expect(quote).to_contain_text("R$ 5.000,00")
        expect(card(page, "Prazos de chamados").get_by_role("link", name=f"Loja {IMG}")).to_contain_text(
            "Estourou"
        )
        expect(card(page, "Atendimentos de hoje").get_by_role("link", name=f"Ivo {IMG}")).to_contain_text(
            SCRIPT
        )
        painel.assert_sound()

        page.get_by_role("button", name=f"Concluir tarefa: Retomar contato: {nome}").click()
        page.get_by_label("Como foi?").fill(f"Falei: {IMG}")
        assert painel.violations() == []
        page.get_by_role("dialog").get_by_role("button", name="Concluir").click()

        expect(page.get_by_text("Tarefa concluída.")).to_be_visible()
        expect(page.get_by_role("button", name=f"Retomar contato: {nome}")).to_have_count(0)
        assert painel.visit.complaints == []
    done = ana.get("/tarefas", status="concluida", limite=50)["itens"]
    assert [one["observacao"] for one in done if one["cliente"] == nome] == [f"Falei: {IMG}"]


def test_each_matter_leads_to_where_the_panel_shows_it(local_host: LocalHost, ana: Attendant) -> None:
    acoes = ana.get("/resumo-do-dia", limite=100)["acoes"]
    views = {"relatos": "relatos", "chamados": "chamados", "atendimentos": "atendimentos"}
    wanted = {f"#/{views[kind]}/{id_}" for _, kind, id_ in (one["link"].split("/") for one in acoes)}
    with enter(local_host) as painel:
        page = painel.page
        matters = card(page, "O que fazer primeiro")
        expect(matters.get_by_role("link").first).to_be_visible()
        while matters.get_by_role("button", name="Mostrar mais").count():
            matters.get_by_role("button", name="Mostrar mais").click()

        hrefs = {one.get_attribute("href") for one in matters.get_by_role("link").all()}
        card(page, "Atendimentos de hoje").get_by_role("link", name=f"Ivo {IMG}").click()

        expect(page.get_by_role("heading", level=1, name=f"Ivo {IMG}")).to_be_visible()
        assert hrefs == wanted


def test_who_only_reads_sees_a_tarefa_and_cannot_conclude_it(local_host: LocalHost, ana: Attendant) -> None:
    name = somebody(local_host, "leitura")
    vaga = ana.get("/tarefas", tipo="vaga")["itens"][0]
    with enter(local_host, usuario=name, senha=_PASSWORD) as painel:
        page = painel.page
        page.get_by_role("button", name="Ver tarefa: Horário livre").click()

        expect(page.get_by_role("dialog").get_by_text(vaga["assunto"])).to_be_visible()
        expect(page.get_by_role("dialog").get_by_role("button", name="Concluir")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        painel.assert_sound()
