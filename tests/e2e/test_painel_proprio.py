"""The conta's own profile of scores in a browser: from a ready one to one that is tried, kept and taken back."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.client import Attendant
from tests.e2e.painel import SENHA, TELAS, TODAS, Painel, Tela, enter
from tests.e2e.painel_carteira import INJECTED, calculate, chefe, fill
from tests.e2e.painel_clientes import somebody
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser
_REFUSED = ("status of 412", "status of 422")


@pytest.fixture(scope="module")
def carteira(local_host: LocalHost) -> Attendant:
    who = chefe(local_host)
    fill(who)
    calculate(who)
    return who


@pytest.fixture
def chosen(carteira: Attendant) -> Attendant:
    """The conta scores by the document, whatever the story before left."""
    change(carteira, {"saude": {"perfil": "documentado"}})
    return carteira


def change(who: Attendant, changes: dict[str, Any]) -> None:
    changed = who.call("PATCH", "/conta", json=changes, headers={"If-Match": "*"})
    assert changed.status_code == 200, changed.text


def saude(who: Attendant) -> dict[str, Any]:
    return dict(who.get("/conta")["saude"])


def open_editor(painel: Painel) -> Page:
    """With a copy of the adjusted profile, tried on the example."""
    page = painel.page
    painel.open("saude?tela=perfil", "Perfil próprio")
    page.get_by_label("Começar a partir de").select_option("ajustado")
    expect(page.get_by_text("De onde vem cada ponto, depois")).to_be_visible()
    return page


def weigh(page: Page, of: str, value: str) -> None:
    page.get_by_label(f"Peso de {of} (%)", exact=True).fill(value)


def keep(page: Page) -> None:
    page.get_by_role("button", name="Guardar e usar").click()


def complaints(painel: Painel) -> list[str]:
    return [one for one in painel.visit.complaints if not any(words in one for words in _REFUSED)]


@pytest.mark.parametrize("tela", TELAS, ids=str)
def test_a_profile_is_started_changed_tried_kept_and_taken_back(
    local_host: LocalHost, chosen: Attendant, tela: Tela
) -> None:
    with enter(local_host, tela) as painel:
        page = painel.page
        painel.open("saude", "Saúde")
        page.get_by_role("button", name="Como calculamos").click()
        page.get_by_role("button", name=re.compile("^(Montar um|Editar o) perfil próprio$")).click()
        expect(page.get_by_role("heading", level=1, name="Perfil próprio")).to_be_visible()
        open_editor(painel)

        weigh(page, "CRM no score", "10")
        total = page.get_by_role("status", name="Soma dos pesos dos pilares")
        expect(total).to_contain_text("Soma 90%: faltam 10%.")
        expect(page.get_by_text("A prévia volta quando tudo fechar")).to_be_visible()
        page.get_by_role("button", name="Acertar para 100% os pesos dos pilares").click()
        expect(total).to_contain_text("Fecha em 100%.")
        page.get_by_label("Ver com").select_option(index=1)
        expect(page.get_by_role("heading", name=re.compile(r"^Antes \("))).to_be_visible()
        page.get_by_role("button", name="Experimentar na carteira").click()
        expect(page.get_by_role("region", name="Efeito na carteira")).to_contain_text(INJECTED)
        page.get_by_role("heading", name="Engajamento").click()
        page.get_by_text("Faixas de Acessos").click()
        painel.assert_sound()

        keep(page)
        expect(page.get_by_text("É este o perfil que a conta usa.")).to_be_visible()
        kept = saude(chosen)
        page.get_by_role("button", name="Desfazer").last.click()
        expect(page.get_by_text("Voltou a ser como era: perfil Documentado.")).to_be_visible()

        assert complaints(painel) == []
    weights = {pilar: one["peso"] for pilar, one in kept["proprio"]["pilares"].items()}
    assert weights == {"engajamento": 34, "movimentacao_estoque": 33, "crm": 11, "adoption": 22}
    assert (kept["perfil"], saude(chosen)["perfil"]) == ("proprio", "documentado")


def test_bands_are_told_in_words_and_what_does_not_fit_is_told_beside_them(
    local_host: LocalHost, chosen: Attendant
) -> None:
    with enter(local_host, TODAS[0]) as painel:
        page = open_editor(painel)
        page.get_by_role("heading", name="Engajamento").click()
        page.get_by_text("Faixas de Acessos").click()
        bands = page.get_by_role("listitem").filter(has=page.get_by_label("vale, ", exact=False))

        expect(bands.get_by_text("76 acessos ou mais", exact=True)).to_be_visible()
        page.get_by_role("button", name="Tirar a 3ª faixa de Acessos").click()
        expect(bands.get_by_text("de 7 a 25 acessos", exact=True)).to_be_visible()
        page.get_by_role("button", name="Mais uma faixa de Acessos").click()
        expect(bands.get_by_text("111 acessos ou mais", exact=True)).to_be_visible()
        page.get_by_label("vale, 3ª faixa de Acessos, em %", exact=True).fill("5")
        expect(page.get_by_text("Fazer mais não pode valer menos: no mínimo 15.")).to_be_visible()
        page.get_by_label("vale, 3ª faixa de Acessos, em %", exact=True).fill("60")
        keep(page)
        expect(page.get_by_text("É este o perfil que a conta usa.")).to_be_visible()

        assert painel.violations() == []
        assert complaints(painel) == []
    (acessos,) = [
        regra
        for regra in saude(chosen)["proprio"]["pilares"]["engajamento"]["regras"]
        if regra["medida"] == "qntd_acessos_30d"
    ]
    assert [(one["ate"], one["pontos"]) for one in acessos["faixas"]] == [
        *[(0, 0), (6, 0.15), (25, 0.6), (40, 0.7), (75, 1), (110, 1), (None, 1.2)]
    ]


def test_what_the_api_refuses_is_told_at_its_field_and_nothing_is_kept(
    local_host: LocalHost, chosen: Attendant
) -> None:
    before = saude(chosen)
    with enter(local_host) as painel:
        page = open_editor(painel)
        weigh(page, "CRM no score", "0")
        weigh(page, "Engajamento no score", "50")
        keep(page)

        expect(page.get_by_text("deve ser no mínimo 1")).to_be_visible()
        expect(page.get_by_label("Peso de CRM no score (%)", exact=True)).to_be_focused()
        assert painel.violations() == []
        page.get_by_role("checkbox", name=re.compile("^CRM")).or_(
            page.get_by_role("switch", name=re.compile("^CRM"))
        ).uncheck()
        keep(page)
        expect(page.get_by_text("É este o perfil que a conta usa.")).to_be_visible()

        assert complaints(painel) == []
    assert before["perfil"] == "documentado"
    assert "crm" not in saude(chosen)["proprio"]["pilares"]


def test_somebody_else_s_rules_are_told_before_they_are_replaced(
    local_host: LocalHost, chosen: Attendant
) -> None:
    with enter(local_host) as painel:
        page = open_editor(painel)
        weigh(page, "CRM no score", "30")
        weigh(page, "Engajamento no score", "20")
        change(chosen, {"nome": "Outro nome", "saude": {"perfil": "ajustado"}})

        keep(page)
        expect(page.get_by_text("Outra pessoa mudou as regras da saúde")).to_be_visible()
        between = saude(chosen)["perfil"]
        expect(page.get_by_label("Peso de CRM no score (%)", exact=True)).to_have_value("30")
        keep(page)
        expect(page.get_by_text("É este o perfil que a conta usa.")).to_be_visible()

        assert complaints(painel) == []
    now = saude(chosen)
    assert (between, now["perfil"], now["proprio"]["pilares"]["crm"]["peso"]) == ("ajustado", "proprio", 30)


def test_who_is_no_admin_finds_the_carteira_at_its_address(local_host: LocalHost, chosen: Attendant) -> None:
    name = somebody(local_host, "cs")
    with enter(local_host, usuario=name, senha=SENHA) as painel:
        painel.open("saude?tela=perfil", "Saúde")

        expect(painel.page.get_by_role("region", name="Scores", exact=True)).to_be_visible()
        expect(painel.page.get_by_role("button", name="Guardar e usar")).to_have_count(0)
        assert painel.visit.complaints == []
