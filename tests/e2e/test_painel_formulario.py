"""The public form as somebody uses it who has no account: on every screen, in a frame of a site, and when it fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from shared.kit.auth import Papel
from tests.e2e.browser import Visit, open_browser
from tests.e2e.client import Attendant
from tests.e2e.painel import TELAS, TODAS, Painel, Tela
from tests.local_host import LocalHost
from tests.servers.loopback import Asked, Loopback, Reply
from tests.tokens import issue_token

pytestmark = pytest.mark.browser
INJECTION = '<img src=x onerror=alert(1)> "><script>alert(2)</script> ${{7*7}}'
TELEFONE = "(31) 99876-5432"
ENVIAR = "Enviar mensagem"
_numbers = count()
# What docs/chamados.md tells a site's author to write.
_SITE = """<!doctype html><html lang="pt-BR"><title>Clínica</title><h1>Fale com a clínica</h1>
<iframe id="fale-conosco" src="{src}" title="Fale conosco" width="100%" height="300"></iframe>
<script>
  addEventListener("message", (event) => {{
    const quadro = document.getElementById("fale-conosco");
    if (event.source !== quadro.contentWindow || event.data?.tipo !== "retorno:altura") return;
    quadro.style.height = `${{event.data.altura}}px`;
  }});
</script></html>"""


class Site(Loopback):
    """Somebody's page that shows the form in a frame."""

    src = ""

    def answer(self, asked: Asked) -> Reply:
        return Reply(body=_SITE.format(src=escape(self.src)), content_type="text/html; charset=utf-8")

    def refusal(self, asked: Asked) -> Reply | None:
        return None


@pytest.fixture
def admin(local_host: LocalHost) -> Attendant:
    """Of a conta of its own: what one test sends counts against no other's limits."""
    admin = Attendant(local_host, issue_token(local_host, f"clinica-{next(_numbers)}", Papel.ADMIN))
    changed = admin.call("PATCH", "/conta", json={"nome": "Clínica Sol"}, headers={"If-Match": "*"})
    assert changed.status_code == 200, changed.text
    return admin


def onde(admin: Attendant, *origens: str) -> str:
    body = {"tipo": "formulario", "nome": "Site", "origens": [*origens]}
    return str(admin.post("/auth/chaves", body, status=201)["caminho"])


@contextmanager
def opened(admin: Attendant, tela: Tela = TODAS[2]) -> Iterator[Painel]:
    """A browser on the form, whose clock is the test's."""
    with open_browser(admin.host.url) as visit:
        on_screen(visit, tela)
        visit.page.goto(onde(admin))
        yield Painel(admin.host, visit)


def on_screen(visit: Visit, tela: Tela) -> None:
    visit.page.set_viewport_size({"width": tela.largura, "height": 800})
    visit.page.emulate_media(color_scheme=tela.esquema)
    visit.page.clock.install()


def write(page: Page, form: Page | FrameLocator, mensagem: str = "Quanto custa o clareamento?") -> None:
    """Fill everything in and send it, after as long as a person takes."""
    form.get_by_label("Seu nome").fill("Marina")
    form.get_by_label("Telefone (WhatsApp)").fill(TELEFONE)
    form.get_by_label("Sua mensagem").fill(mensagem)
    form.get_by_role("checkbox", name="Autorizo o uso").check()
    page.clock.fast_forward(5_000)
    form.get_by_role("button", name=ENVIAR).click()


def thanks(form: Page | FrameLocator) -> Locator:
    """The heading of the thanks, once it is there: the first request of a host loads what it needs."""
    heading = form.get_by_role("heading", name="Recebemos a sua mensagem")
    expect(heading).to_be_visible(timeout=30_000)
    return heading


def chamados(admin: Attendant) -> list[dict[str, Any]]:
    admin.host.settle()
    found: list[dict[str, Any]] = admin.get("/chamados", limite=50)["itens"]
    return [admin.get(f"/chamados/{one['id']}") for one in found]


@pytest.mark.parametrize("tela", TELAS, ids=str)
def test_somebody_writes_sees_a_protocolo_and_finds_the_request_again(admin: Attendant, tela: Tela) -> None:
    with opened(admin, tela) as form:
        page = form.page
        expect(page.get_by_text("Clínica Sol")).to_be_visible()
        page.get_by_role("button", name=ENVIAR).click()
        expect(page.get_by_label("Seu nome")).to_be_focused()
        expect(page.get_by_text("Informe um telefone com DDD ou um e-mail")).to_be_visible()
        form.assert_sound()

        write(page, page)

        expect(thanks(page)).to_be_focused()
        protocolo = page.locator(".protocol").inner_text()
        admin.host.settle()
        page.get_by_text("Já escreveu?").click()
        expect(page.get_by_label("Protocolo", exact=True)).to_have_value(protocolo)
        page.get_by_role("button", name="Consultar").click()
        expect(page.get_by_text("Recebido em")).to_be_visible()
        form.assert_sound()
        kept = admin.get(f"/recebimentos/formulario:{protocolo}")
        assert (kept["nome"], kept["telefone"]) == ("Marina", "+5531998765432")
        assert kept["campos"]["extra_consentimento"].startswith("Autorizo o uso do nome")
        assert "aberto_ha_ms" not in str(kept)


def test_markup_in_a_message_is_text_for_who_answers_it(admin: Attendant) -> None:
    with opened(admin) as form:
        write(form.page, form.page, INJECTION)
        thanks(form.page)

    [chamado] = chamados(admin)

    assert chamado["falas"][0]["texto"] == INJECTION


def test_an_answer_is_read_where_the_protocolo_was_given_as_text(admin: Attendant) -> None:
    with opened(admin) as form:
        page = form.page
        write(page, page)
        thanks(page)
        [chamado] = chamados(admin)
        admin.post(f"/chamados/{chamado['id']}/respostas", {"texto": INJECTION}, status=201)
        page.get_by_text("Já escreveu?").click()

        page.get_by_role("button", name="Consultar").click()

        expect(page.locator("blockquote")).to_have_text(INJECTION)
        form.assert_sound()


def test_a_wrong_contact_and_an_unknown_protocolo_are_told_alike(admin: Attendant) -> None:
    told = []
    with opened(admin) as form:
        page = form.page
        write(page, page)
        thanks(page)
        protocolo = page.locator(".protocol").inner_text()
        page.get_by_text("Já escreveu?").click()
        for asked, contato in ((protocolo, "(11) 98888-7777"), ("NADA", TELEFONE), (protocolo, "a@b.com.br")):
            page.get_by_label("Protocolo", exact=True).fill(asked)
            page.get_by_label("Telefone ou e-mail").fill(contato)
            with page.expect_response("**/situacao"):
                page.get_by_role("button", name="Consultar").click()
            told.append(page.get_by_role("alert").inner_text())

    assert len(set(told)) == 1
    assert "Não encontramos" in told[0]


def test_a_lost_answer_keeps_the_words_and_sending_again_makes_one_message(admin: Attendant) -> None:
    with opened(admin) as form:
        page = form.page
        page.route("**/formulario/*", lambda route: (route.fetch(), route.abort()))
        write(page, page)
        expect(page.get_by_role("alert")).to_contain_text("O que você escreveu continua aqui")
        page.unroute("**/formulario/*")

        page.get_by_role("button", name=ENVIAR).click()

        thanks(page)
    assert len(chamados(admin)) == 1


def test_who_writes_too_often_is_told_kindly_and_when_to_try_again(admin: Attendant) -> None:
    with opened(admin) as form:
        page = form.page
        for number in range(21):
            admin.host.post(page.url, json={"telefone": TELEFONE, "mensagem": f"Oi {number}"})

        write(page, page)

        expect(page.get_by_role("alert")).to_contain_text("O que você escreveu continua aqui")
        expect(page.get_by_role("alert")).to_contain_text("a partir das")
        expect(page.get_by_label("Sua mensagem")).to_have_value("Quanto custa o clareamento?")


def test_what_fills_the_hidden_field_in_is_thanked_and_forgotten(admin: Attendant) -> None:
    with opened(admin) as form:
        page = form.page
        expect(page.get_by_role("textbox", name="Não preencha")).to_have_count(0)  # nobody is told of it
        assert page.locator("[name=nao_preencha]").evaluate("one => one.getBoundingClientRect().right < 0")
        page.locator("[name=nao_preencha]").evaluate(
            "one => { one.value = 'x'; one.dispatchEvent(new Event('input', { bubbles: true })); }"
        )

        write(page, page)

        thanks(page)
    assert chamados(admin) == []


def test_an_unknown_key_gets_a_kind_page(admin: Attendant) -> None:
    with open_browser(admin.host.url) as visit:
        visit.page.goto("/formulario/nada")

        expect(visit.page.get_by_role("heading", level=1)).to_have_text("Este formulário não está disponível")
        assert Painel(admin.host, visit).violations() == []


def test_an_allowed_site_shows_the_form_as_tall_as_it_is(admin: Attendant) -> None:
    with Site().serving() as site, open_browser(site.url) as visit:
        site.src = admin.host.url + onde(admin, "https://www.clinica.com.br", site.url)
        on_screen(visit, TODAS[0])
        visit.page.goto("/")
        form = visit.page.frame_locator("#fale-conosco")
        write(visit.page, form)

        thanks(form)

        tall = form.locator("#formulario").evaluate("one => Math.ceil(one.getBoundingClientRect().height)")
        frame = visit.page.locator("#fale-conosco")
        expect(frame).to_have_js_property(
            "clientHeight", tall + 2, timeout=20_000
        )  # and what rounding may hide
        assert visit.complaints == []
    assert len(chamados(admin)) == 1


@pytest.mark.parametrize(
    "origens", [(), ("https://www.clinica.com.br", "http://127.0.0.1:9")], ids=["none", "others"]
)
def test_another_site_cannot_show_the_form(admin: Attendant, origens: tuple[str, ...]) -> None:
    with Site().serving() as site, open_browser(site.url) as visit:
        site.src = admin.host.url + onde(admin, *origens)

        visit.page.goto("/")

        form = visit.page.frame_locator("#fale-conosco")
        expect(form.get_by_role("heading", name="Fale conosco")).to_have_count(0)
        assert any("frame-ancestors" in complaint for complaint in visit.complaints)
