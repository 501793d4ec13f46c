"""A real Chromium on a page of ours, and what it did: every request, every word on the console."""

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Visit:
    """One open page. `complaints` are errors and warnings, those of the page's policy included."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@contextmanager
def open_browser(url: str) -> Iterator[Visit]:
    """A page without history, that can reach nothing but this machine, by name or number; `url` is its origin. It is in
    another time zone than the clinics.
    """
    context = _browser().new_context(base_url=url, locale="pt-BR", timezone_id="Etc/UTC")
    visit = Visit(context.new_page())
    visit.listen()
    try:
        yield visit
    finally:
        context.close()


@cache
def _browser() -> Browser:
    """One for all tests of the process: starting it takes longer than most of what is done with it."""
    options = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium refuses its sandbox to root
    executable = _executable()
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright.chromium.launch(executable_path=executable, args=options)


def _executable() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None and os.environ.get("CI"):
        raise AssertionError("CI runs the browser's suite: install Chromium, or say CHROMIUM=/path/to/it")
    if found is None:
        pytest.skip("there is no Chromium on the PATH: install it, or say CHROMIUM=/path/to/it")
    return found
