"""Pictures of the panel for the documentation, of the data that `make demo` leaves: `python -m infra.telas`.

Apart from the app: only who changes the panel runs it. It needs a Chromium and the tests' packages.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from infra.local.demo import demonstration
from infra.local.demo_report import Report
from shared.kit.clock import SAO_PAULO

_VIEWS = {
    "hoje": "Hoje",
    "relatos": "Relatos",
    "chamados": "Chamados",
    "atendimentos": "Atendimentos",
    "clientes": "Clientes",
    "saude": "Saúde",
    "numeros": "Números",
    "envios": "Envios",
    "configuracoes": "Configurações",
}
_DESK, _PHONE = ViewportSize(width=1280, height=860), ViewportSize(width=360, height=740)
_DRAWN_MS = 1_500  # charts are drawn after their numbers have come
_ON_PHONE = ("hoje", "chamados")
# What is pressed on a desk, how often: the demonstration ends on the Monday after its week of appointments.
_PRESSED = {"atendimentos": ("text=Dia anterior", 4), "chamados": ("main .rows a", 1)}
_QUALITY = 72
_CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"


def main() -> None:
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    with demonstration(Report(sys.stdout)) as (host, _), sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=options)
        _take(_enter(browser, host.url, _DESK), folder, tuple(_VIEWS), "")
        _take(_enter(browser, host.url, _PHONE), folder, _ON_PHONE, "-celular")
        browser.close()


def _take(page: Page, folder: Path, views: tuple[str, ...], suffix: str) -> None:
    for view in views:
        page.evaluate("view => { location.hash = '#/' + view; }", view)
        page.get_by_role("heading", level=1, name=_VIEWS[view]).wait_for()
        page.get_by_text("Carregando").first.wait_for(state="detached")
        what, times = _PRESSED.get(view, ("", 0)) if not suffix else ("", 0)
        for _ in range(times):
            page.locator(what).first.click()
        page.wait_for_timeout(_DRAWN_MS)
        path = folder / f"{view}{suffix}.jpg"
        page.screenshot(path=path, type="jpeg", quality=_QUALITY)
        sys.stdout.write(f"{path}  {path.stat().st_size:,} bytes\n")
    page.close()


def _enter(browser: Browser, url: str, size: ViewportSize) -> Page:
    """The panel open, the admin logged in, the browser's clock where the demonstration's stands."""
    page = browser.new_page(base_url=url, locale="pt-BR", timezone_id=SAO_PAULO, viewport=size)
    page.clock.set_fixed_time(page.request.get("/local/estado").json()["relogio"]["agora"])
    page.goto("/painel")
    page.get_by_label("Usuário ou e-mail").fill("admin")
    page.get_by_label("Senha").fill("somente-local-senha")
    page.get_by_role("button", name="Entrar").click()
    page.locator("#navegacao").wait_for(state="attached")
    return page


def _folder() -> Path:
    parser = argparse.ArgumentParser(description="Tira retratos do painel para a documentação.")
    parser.add_argument("--saida", type=Path, default=Path("docs/telas"))
    chosen: Path = parser.parse_args().saida
    return chosen


if __name__ == "__main__":
    main()
