"""The documentation as a developer sees it: in a browser, under the strict policy, with nothing from elsewhere."""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.browser import Visit, open_browser
from tests.e2e.client import TOKEN
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser
_POST_RELATOS = "#operations-Relatos-post_relatos"


def open_tag(visit: Visit, tag: str) -> Locator:
    """The section of a tag, which starts closed."""
    section = visit.page.locator(f".opblock-tag-section:has(h3[data-tag={tag!r}])")
    section.locator(".opblock-tag").click()
    return section


@pytest.fixture
def visit(local_host: LocalHost) -> Iterator[Visit]:
    with open_browser(local_host.url) as visit:
        visit.page.goto("/docs")
        yield visit


def test_the_page_lists_every_operation_of_the_document_under_its_tag(
    visit: Visit, local_host: LocalHost
) -> None:
    paths = local_host.get("/openapi.json").json()["paths"]
    tags = Counter(operation["tags"][0] for path in paths.values() for operation in path.values())

    expect(visit.page.locator(".info .title")).to_contain_text("Retorno")
    expect(visit.page.locator(".opblock-tag")).to_have_count(len(tags))
    for tag, count in tags.items():
        section = open_tag(visit, tag)
        expect(section.locator(".opblock")).to_have_count(count)
        section.locator(".opblock-tag").click()


def test_nothing_comes_from_elsewhere_and_the_console_stays_silent(
    visit: Visit, local_host: LocalHost
) -> None:
    open_tag(visit, "Relatos")
    visit.page.locator(f"{_POST_RELATOS} .opblock-summary-control").click()
    expect(visit.page.locator(f"{_POST_RELATOS} .responses-table").first).to_be_visible()

    elsewhere = [url for url in visit.requests if not url.startswith((local_host.url, "data:"))]

    assert visit.requests
    assert elsewhere == []
    assert visit.complaints == []


def test_a_developer_authorizes_and_tries_the_example_as_it_stands(visit: Visit) -> None:
    page = visit.page
    page.locator("button.authorize").first.click()
    page.locator(".auth-container", has_text="token").nth(1).locator("input").fill(TOKEN)
    page.locator(".auth-container", has_text="token").nth(1).locator("button.authorize").click()
    page.locator(".modal-ux .close-modal").click()

    open_tag(visit, "Relatos")
    page.locator(f"{_POST_RELATOS} .opblock-summary-control").click()
    page.locator(f"{_POST_RELATOS} button.execute").click()

    live = page.locator(f"{_POST_RELATOS} .live-responses-table .response-col_status").last
    expect(live).to_contain_text("202")
    assert visit.complaints == []


def test_a_credential_is_gone_when_the_page_is_loaded_again(visit: Visit) -> None:
    page = visit.page
    page.locator("button.authorize").first.click()
    page.locator(".auth-container", has_text="token").nth(1).locator("input").fill(TOKEN)
    page.locator(".auth-container", has_text="token").nth(1).locator("button.authorize").click()
    expect(page.locator(".auth-container", has_text="Authorized").first).to_be_visible()

    page.reload()

    expect(page.locator(".auth-wrapper button.authorize.unlocked")).to_be_visible()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
