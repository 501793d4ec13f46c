"""Números in a browser: each number with what it is of, charts that are tables too, days that are asked for."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.client import Attendant
from tests.e2e.painel import TELAS, Tela, enter
from tests.e2e.painel_carteira import INJECTED, calculate, chefe, fill
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser
_TEXTO = "Conversei com a Marina sobre o aparelho, orçamento de R$ 2.500,00. Ela ficou de pensar."


@pytest.fixture(scope="module")
def negocio(local_host: LocalHost) -> Attendant:
    """A carteira, two relatos of which one was won, a chamado and an appointment."""
    who = chefe(local_host)
    ids = fill(who)
    calculate(who)
    pessoa = {"nome": "Marina Duarte", "telefone": "11 98888-7777"}
    won = who.tell(_TEXTO, atendente=INJECTED, cliente=pessoa)
    who.tell(_TEXTO, atendente="Ana")
    who.post(f"/relatos/{won}/desfecho", {"tipo": "convertido"})
    chamado = {"cliente_id": ids[0], "mensagem": "O sistema parou de funcionar.", "canal": "whatsapp"}
    who.post("/chamados", chamado, status=201)
    return who


def kpi(page: Page, label: str) -> str:
    """What stands under a label: the number and its note."""
    return page.locator(".kpi", has_text=label).first.inner_text()


@pytest.mark.parametrize("tela", TELAS, ids=str)
def test_each_part_tells_its_numbers_on_every_screen(
    local_host: LocalHost, negocio: Attendant, tela: Tela
) -> None:
    with enter(local_host, tela) as painel:
        page = painel.page
        painel.open("numeros", "Números")
        expect(page.get_by_role("img", name=re.compile("Clientes que entraram"))).to_be_visible()
        expect(page.locator(".kpi", has_text="Receita por mês").first).to_contain_text("3.650,40")
        painel.assert_sound()
        for part, shown in (
            ("Conversão", "Do relato ao sim"),
            ("Chamados", "Por canal"),
            ("Atendimentos", "Nenhum atendimento"),
        ):
            page.get_by_label("Partes dos números").get_by_role("link", name=part).click()
            expect(page.get_by_text(shown).first).to_be_visible()
            painel.assert_sound()


def test_kpis_say_of_how_many_they_are_and_what_was_left_out(
    local_host: LocalHost, negocio: Attendant
) -> None:
    with enter(local_host) as painel:
        page = painel.page
        painel.open("numeros", "Números")
        expect(page.locator(".kpi").first).to_be_visible()

        assert "5" in kpi(page, "Clientes pagantes")
        assert "de 6 ativos; de 1 não sabemos o valor" in kpi(page, "Clientes pagantes")
        assert "de 1 cliente que saiu" in kpi(page, "Receita perdida")
        assert "de 4 onboardings concluídos" in kpi(page, "Tempo médio")


def test_a_number_of_nobody_is_no_zero(local_host: LocalHost, negocio: Attendant) -> None:
    with enter(local_host) as painel:
        page = painel.page
        painel.open("numeros", "Números")
        page.get_by_label("Adesão até").fill("2001-01-01")

        expect(page.locator(".kpi", has_text="Tempo médio").first).to_contain_text("sem dados")
        page.get_by_role("button", name="Todas as datas").click()
        expect(page.locator(".kpi", has_text="Tempo médio").first).not_to_contain_text("sem dados")


def test_a_chart_is_a_table_too(local_host: LocalHost, negocio: Attendant) -> None:
    with enter(local_host) as painel:
        page = painel.page
        painel.open("numeros", "Números")

        page.get_by_text("Ver como tabela").first.click()

        table = page.get_by_role("region", name="Tabela: Clientes que entraram").get_by_role("table")
        entered = [int(one) for one in table.locator("tbody td:nth-child(2)").all_inner_texts()]
        assert entered == [one["novos"] for one in negocio.get("/clientes/evolucao")["meses"]]
        assert sum(entered) > 0


def test_the_funnel_counts_people_and_reais_by_attendant(local_host: LocalHost, negocio: Attendant) -> None:
    with enter(local_host) as painel:
        page = painel.page
        painel.open("numeros/conversao", "Números")
        rows = page.get_by_role("region", name="Conversão por quem atendeu").get_by_role("row")

        expect(rows.filter(has_text=INJECTED)).to_contain_text("100% de 1")
        expect(rows.filter(has_text="Ana")).to_contain_text("sem dados")
        expect(page.locator(".kpi", has_text="Ganho no período")).to_contain_text("2.500,00")
        expect(page.locator("#conteudo img, #conteudo script")).to_have_count(0)


def test_days_that_are_asked_for_are_those_that_are_measured(
    local_host: LocalHost, negocio: Attendant
) -> None:
    with enter(local_host) as painel:
        page = painel.page
        painel.open("numeros/conversao", "Números")

        page.get_by_label("De", exact=True).fill("2020-01-01")
        page.get_by_label("Até", exact=True).fill("2020-01-31")

        expect(page.get_by_text("Medido de 01/01/2020 a 31/01/2020")).to_be_visible()
        page.get_by_label("Partes dos números").get_by_role("link", name="Chamados").click()
        expect(page.get_by_text("Nenhum chamado neste período")).to_be_visible()
        expect(page.get_by_label("De", exact=True)).to_have_value("2020-01-01")


def test_without_the_network_the_view_says_so(local_host: LocalHost, negocio: Attendant) -> None:
    with enter(local_host) as painel:
        page = painel.page
        painel.open("numeros", "Números")
        expect(page.locator(".kpi").first).to_be_visible()
        page.context.set_offline(True)

        page.get_by_label("Adesão até").fill("2002-02-02")

        expect(page.get_by_role("alert").get_by_text("Sem conexão")).to_be_visible()
        page.context.set_offline(False)
        expect(page.locator(".kpi").first).to_be_visible()
