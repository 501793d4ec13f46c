"""The panel as a person uses it: logged in, on a phone or a desk, by day or by night, checked for what harms them."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from playwright.sync_api import Page, expect

from tests.e2e.browser import Visit, open_browser
from tests.local_host import ROOT, LocalHost

ADMIN, SENHA = "admin", "somente-local-senha"
_AXE = ROOT / "tests/e2e/vendor/axe/axe.min.js"
_GRAVE = ("serious", "critical")
# A view's first data takes its time where other suites run beside this one; what is there is seen at once.
expect.set_options(timeout=15_000)
Esquema = Literal["light", "dark"]


@dataclass(frozen=True)
class Tela:
    """How wide, and whether by night."""

    largura: int
    esquema: Esquema

    def __str__(self) -> str:
        return f"{self.largura}-{self.esquema}"


# A small phone and a desk, by day and by night.
TODAS = tuple(Tela(largura, esquema) for largura in (360, 1280) for esquema in ("light", "dark"))
# Those that each story of a view is told on: two that cover it all, or with `TELAS=todas` all four.
TELAS = TODAS if os.environ.get("TELAS") == "todas" else (TODAS[0], TODAS[3])


@dataclass(frozen=True)
class Painel:
    host: LocalHost
    visit: Visit

    @property
    def page(self) -> Page:
        return self.visit.page

    def open(self, view: str, title: str) -> None:
        """Go to a view by its address, without loading the page again, and wait for its heading."""
        self.page.evaluate("view => { location.hash = '#/' + view; }", view)
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()

    def assert_sound(self) -> None:
        """Nothing complained, nothing was asked of elsewhere, nobody is shut out, nothing is wider than the screen."""
        elsewhere = [
            url for url in self.visit.requests if not url.startswith((self.host.url, "data:", "blob:"))
        ]
        assert elsewhere == []
        assert self.visit.complaints == []
        assert self.violations() == []
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    def violations(self) -> list[dict[str, Any]]:
        """What axe calls serious or critical: the rule, and where."""
        self.page.evaluate(f"window.axe || (() => {{ {_AXE.read_text()} }})()")
        found = json.loads(self.page.evaluate("axe.run().then((found) => JSON.stringify(found.violations))"))
        return [
            {"rule": one["id"], "where": [node["html"][:200] for node in one["nodes"]]}
            for one in found
            if one["impact"] in _GRAVE
        ]


@contextmanager
def enter(
    host: LocalHost, tela: Tela = TODAS[2], *, usuario: str = ADMIN, senha: str = SENHA
) -> Iterator[Painel]:
    """A browser with the panel open and somebody logged in."""
    with open_browser(host.url) as visit:
        visit.page.set_viewport_size({"width": tela.largura, "height": 800})
        visit.page.emulate_media(color_scheme=tela.esquema)
        log_in(visit.page, usuario, senha)
        expect(visit.page.locator("#navegacao")).to_be_attached()
        yield Painel(host, visit)


def log_in(page: Page, usuario: str, senha: str) -> None:
    page.goto("/painel")
    page.get_by_label("Usuário ou e-mail").fill(usuario)
    page.get_by_label("Senha").fill(senha)
    page.get_by_role("button", name="Entrar").click()
