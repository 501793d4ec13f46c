"""Pictures of the panel for the documentation: `python -m infra.telas --url http://127.0.0.1:7071`, beside `make run`.

Apart from the app: only who changes the panel runs it. It needs a Chromium and the tests' packages.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

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
_DESK, _PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
_ON_PHONE = ("hoje", "chamados")
_QUALITY = 72
_CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"


def main() -> None:
    asked = _arguments()
    asked.saida.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=options)
        _take(browser, asked, _DESK, tuple(_VIEWS), "")
        _take(browser, asked, _PHONE, _ON_PHONE, "-celular")
        browser.close()


def _take(
    browser: Browser, asked: argparse.Namespace, size: dict[str, int], views: tuple[str, ...], suffix: str
) -> None:
    page = browser.new_page(base_url=asked.url, locale="pt-BR", viewport=size)  # type: ignore[arg-type]  # a TypedDict of theirs
    _log_in(page, asked)
    for view in views:
        page.evaluate("view => { location.hash = '#/' + view; }", view)
        page.get_by_role("heading", level=1, name=_VIEWS[view]).wait_for()
        page.wait_for_load_state("networkidle")
        path = asked.saida / f"{view}{suffix}.jpg"
        page.screenshot(path=path, type="jpeg", quality=_QUALITY)
        sys.stdout.write(f"{path}  {path.stat().st_size:,} bytes\n")
    page.close()


def _log_in(page: Page, asked: argparse.Namespace) -> None:
    page.goto("/painel")
    page.get_by_label("Usuário ou e-mail").fill(asked.usuario)
    page.get_by_label("Senha").fill(asked.senha)
    page.get_by_role("button", name="Entrar").click()
    page.locator("#navegacao").wait_for(state="attached")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Tira retratos do painel para a documentação.")
    parser.add_argument("--url", required=True)
    parser.add_argument("--saida", type=Path, default=Path("docs/telas"))
    parser.add_argument("--usuario", default="admin")
    parser.add_argument("--senha", default="somente-local-senha")
    return parser.parse_args()


if __name__ == "__main__":
    main()
