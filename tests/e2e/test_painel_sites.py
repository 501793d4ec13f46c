"""The sites that show a form, changed in the panel while its address is in use; apart because it watches both sides."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.client import Attendant
from tests.e2e.painel import TELAS, Tela, enter
from tests.e2e.test_painel import admin
from tests.e2e.test_painel_configuracoes import complaints_but, item, press, show
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser
_SITE, _OTHER = "https://www.clinica.com.br", "https://agenda.clinica.com.br"
_CAMPO = "Sites que podem mostrar o formulário dentro de uma página"


def frames(ana: Attendant, chave: dict[str, Any]) -> str:
    """Who may show the form's page, as a browser is told."""
    policy = ana.host.get(str(chave["caminho"])).headers["content-security-policy"]
    return str(policy).partition("frame-ancestors ")[2].partition(";")[0]


@pytest.mark.parametrize("tela", TELAS, ids=str)
def test_the_sites_of_a_form_change_at_once_and_are_taken_back(local_host: LocalHost, tela: Tela) -> None:
    ana = admin(local_host)
    nome = f"Contato {tela}"
    body = {"tipo": "formulario", "nome": nome, "origens": [_SITE]}
    chave = ana.post("/auth/chaves", body, status=201)
    with enter(local_host, tela) as painel:
        page = show(painel, "acessos")
        press(page, f"Editar sites de {nome}")
        expect(page.get_by_label(_CAMPO)).to_have_value(_SITE)
        page.get_by_label(_CAMPO).fill(f"{_SITE}\n{_OTHER}/contato")
        press(page, "Guardar sites")
        expect(page.get_by_text("O 2º deve ser uma origem como")).to_be_visible()
        assert painel.violations() == []

        page.get_by_label(_CAMPO).fill(f"{_SITE}\n{_OTHER}")
        press(page, "Guardar sites")
        expect(item(page, nome)).to_contain_text(_OTHER)
        changed = frames(ana, chave)
        press(page, "Desfazer")
        expect(item(page, nome)).not_to_contain_text(_OTHER)

        assert complaints_but(painel, "status of 422") == []
        assert painel.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert changed == f"'self' {_OTHER} {_SITE}"
    assert frames(ana, chave) == f"'self' {_SITE}"


def test_only_the_key_of_a_form_that_still_opens_offers_its_sites(local_host: LocalHost) -> None:
    ana = admin(local_host)
    ended = ana.post("/auth/chaves", {"tipo": "formulario", "nome": "Antigo"}, status=201)
    ana.post("/auth/chaves", {"tipo": "kommo", "nome": "CRM"}, status=201)
    assert ana.call("DELETE", f"/auth/chaves/{ended['id']}").status_code == 204
    with enter(local_host) as painel:
        page = show(painel, "acessos")

        expect(item(page, "CRM").get_by_role("button", name="Revogar CRM")).to_be_visible()
        expect(item(page, "Antigo")).to_contain_text("revogada")
        for nome in ("CRM", "Antigo"):
            expect(page.get_by_role("button", name=f"Editar sites de {nome}")).to_have_count(0)
