"""Saúde in a browser: who is in which category, why a score is what it is, a run on demand, what-ifs, the profile."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.client import Attendant
from tests.e2e.painel import TELAS, Painel, Tela, enter
from tests.e2e.painel_carteira import INJECTED, calculate, chefe, fill
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def carteira(local_host: LocalHost) -> tuple[Attendant, list[str]]:
    """The clientes of `painel_carteira` with the scores of two days."""
    who = chefe(local_host)
    ids = fill(who)
    calculate(who)
    local_host.advance(days=1)
    calculate(who)
    return who, ids


def number(text: str) -> float:
    """As it stands on the screen, with its sign."""
    return float(text.replace("\N{MINUS SIGN}", "-").replace(",", "."))


def conta_perfil(who: Attendant) -> str:
    return str(who.get("/conta")["saude"]["perfil"])


def choose_perfil(page: Page, name: str) -> None:
    page.get_by_role("button", name="Como calculamos").click()
    page.get_by_role("dialog").get_by_role("radio", name=name).check()
    page.get_by_role("dialog").get_by_role("button", name="Guardar").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("tela", TELAS, ids=str)
def test_from_the_carteira_to_why_one_cliente_has_its_score(
    local_host: LocalHost, carteira: tuple[Attendant, list[str]], tela: Tela
) -> None:
    with enter(local_host, tela) as painel:
        page = painel.page
        painel.open("saude", "Saúde")
        expect(page.get_by_role("img", name="Clientes por categoria")).to_be_visible()
        expect(page.get_by_role("table").get_by_role("link", name=INJECTED)).to_be_visible()
        expect(page.locator("#conteudo h1")).to_have_count(1)
        assert page.evaluate("document.querySelector('#conteudo :is(h1, h2)').tagName") == "H1"
        painel.assert_sound()

        page.get_by_role("link", name=re.compile("^Saudável")).click()
        expect(page.get_by_role("link", name=INJECTED)).to_have_count(0)
        page.get_by_label("Nome").fill("otica SAO")
        expect(page.get_by_role("link", name="Auto Sul Seminovos")).to_have_count(0)
        page.get_by_role("link", name="Ótica São João").click()

        expect(page.get_by_role("heading", level=1, name="Ótica São João")).to_be_visible()
        _assert_adds_up(page)
        expect(page.get_by_role("img", name="Score e pilares")).to_be_visible()
        painel.assert_sound()


def _assert_adds_up(page: Page) -> None:
    table = page.get_by_role("region", name="De onde vem cada ponto").get_by_role("table")
    points = table.locator("tbody td.end").all_inner_texts()
    total = number(table.locator("tfoot td").inner_text())
    assert len(points) > 5
    assert sum(number(one) for one in points if one) == pytest.approx(total)


def test_a_name_with_markup_is_text_on_each_of_its_screens(
    local_host: LocalHost, carteira: tuple[Attendant, list[str]]
) -> None:
    _, ids = carteira
    with enter(local_host) as painel:
        painel.open(f"saude/{ids[4]}", INJECTED)

        expect(painel.page.locator("#conteudo img, #conteudo script")).to_have_count(0)
        assert painel.visit.complaints == []


def test_a_run_that_is_asked_for_is_told_when_it_is_done(
    local_host: LocalHost, carteira: tuple[Attendant, list[str]]
) -> None:
    with enter(local_host) as painel:
        painel.open("saude", "Saúde")

        painel.page.get_by_role("button", name="Calcular agora").click()

        expect(painel.page.get_by_text("Cálculo concluído: 6 clientes")).to_be_visible(timeout=20_000)
        expect(painel.page.get_by_role("button", name="Calcular agora")).to_be_visible()
        assert painel.visit.complaints == []


def test_one_score_is_calculated_again_on_demand(
    local_host: LocalHost, carteira: tuple[Attendant, list[str]]
) -> None:
    _, ids = carteira
    with enter(local_host) as painel:
        painel.open(f"saude/{ids[2]}", "Bar do Zé")

        painel.page.get_by_role("button", name="Recalcular").click()

        expect(painel.page.get_by_text("Score calculado agora")).to_be_visible()


@pytest.mark.parametrize("tela", TELAS, ids=str)
def test_a_what_if_shows_before_and_after_while_numbers_change(
    local_host: LocalHost, carteira: tuple[Attendant, list[str]], tela: Tela
) -> None:
    _, ids = carteira
    with enter(local_host, tela) as painel:
        page = painel.page
        painel.open(f"saude/{ids[3]}?tela=simular", "Simular um score")
        expect(page.get_by_text("o score continua", exact=False)).to_be_visible()

        page.get_by_label("Acessos em 30 dias", exact=True).fill("90")
        page.get_by_label("eConversa", exact=True).select_option("Ligado")

        expect(page.get_by_text("O score subiu")).to_be_visible()
        page.get_by_label("Perfil do").select_option("ajustado")
        expect(page.get_by_text("Ajustado", exact=True).last).to_be_visible()
        painel.assert_sound()
        page.get_by_role("button", name="Desfazer mudanças").click()
        expect(page.get_by_role("button", name="Desfazer mudanças")).to_be_disabled()


def test_a_what_if_without_a_cliente_starts_from_an_example(
    local_host: LocalHost, carteira: tuple[Attendant, list[str]]
) -> None:
    with enter(local_host) as painel:
        page = painel.page
        painel.open("saude?tela=simular", "Simular um score")

        page.get_by_label("Leads em 30 dias", exact=True).fill("60")
        expect(page.get_by_text("O score subiu")).to_be_visible()
        page.get_by_role("button", name="Usar como ponto de partida").click()

        expect(page.get_by_text("o score continua", exact=False)).to_be_visible()
        expect(page.get_by_label("Leads em 30 dias", exact=True)).to_have_value("60")


def test_an_admin_chooses_the_profile_and_takes_it_back(
    local_host: LocalHost, carteira: tuple[Attendant, list[str]]
) -> None:
    who, _ = carteira
    with enter(local_host) as painel:
        page = painel.page
        painel.open("saude", "Saúde")
        choose_perfil(page, "Ajustado")
        expect(page.get_by_text("Perfil da conta: Ajustado")).to_be_visible()
        chosen = conta_perfil(who)

        page.get_by_role("button", name="Desfazer").click()

        expect(page.get_by_text("Perfil da conta: Documentado")).to_be_visible()
        assert (chosen, conta_perfil(who)) == ("ajustado", "documentado")
        assert painel.visit.complaints == []


def test_a_profile_that_somebody_else_changed_is_not_overwritten(
    local_host: LocalHost, carteira: tuple[Attendant, list[str]]
) -> None:
    who, _ = carteira
    with enter(local_host) as painel:
        page = painel.page
        _open_dialog(painel)
        etag = who.call("GET", "/conta").headers["ETag"]
        changed = who.call("PATCH", "/conta", json={"nome": "Outro nome"}, headers={"If-Match": etag})
        assert changed.status_code == 200

        page.get_by_role("radio", name="Do código").check()
        page.get_by_role("button", name="Guardar").click()

        expect(page.get_by_text("Outra pessoa mudou os ajustes")).to_be_visible()
        assert conta_perfil(who) == "documentado"
        assert painel.violations() == []


def _open_dialog(painel: Painel) -> None:
    painel.open("saude", "Saúde")
    painel.page.get_by_role("button", name="Como calculamos").click()
    expect(painel.page.get_by_role("dialog")).to_be_visible()


def test_a_morning_of_many_falls_leads_from_one_line_to_the_list_of_who_is_in_critico(
    own_host: LocalHost,
) -> None:
    who = chefe(own_host)
    _fallen_silent(who, 22)
    calculate(who)

    tarefas = who.get("/tarefas", tipo="saude", limite=100)["itens"]
    assert [bool(one["cliente_id"]) for one in tarefas].count(True) == 20
    assert {one["cliente_id"] for one in tarefas} >= {None}
    with enter(own_host) as painel:
        page = painel.page
        page.get_by_role("link", name="Ver quem mais caiu").click()
        expect(page.get_by_role("dialog")).to_contain_text("Mais 2 clientes pedem cuidado")
        painel.assert_sound()
        page.get_by_role("dialog").get_by_role("link", name="Ver quem está em Crítico").click()

        expect(page.get_by_role("heading", level=1, name="Saúde")).to_be_visible()
        expect(page.get_by_label("Categoria", exact=True)).to_have_value("Crítico")
        expect(page.get_by_role("region", name="Tabela de scores").locator("tbody tr")).to_have_count(22)
        assert painel.visit.complaints == []


def _fallen_silent(who: Attendant, count: int) -> None:
    """So many of whom the last thing known is a login long ago, as after an import."""
    day = who.today() - timedelta(days=45)
    for number in range(count):
        born = {"nome": f"Loja {number}", "email": f"silencio{number}@exemplo.com.br", "valor": "100.00"}
        who.post("/clientes", born | {"tenant_id": 9_000 + number, "pipeline": "CS | ONGOING"}, status=201)
    lines = [
        {"tipo": "login", "tenant_id": 9_000 + number, "em": f"{day.isoformat()}T08:00:00"}
        for number in range(count)
    ]
    assert who.post("/atividades", {"lote_id": "silencio", "atividades": lines})["recusadas"] == []
