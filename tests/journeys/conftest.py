"""A browser for the journeys: Debian's chromium, headless, at desktop and phone width."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
CHROMIUM = os.environ.get("KITH_CHROMIUM", "/usr/bin/chromium")
WIDTHS = {"desktop": 1280, "phone": 375}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # playwright keeps an event loop in this thread, where Django would refuse the ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(params=WIDTHS)
def page(browser: Browser, live_server, request) -> Iterator[Page]:
    """Fails its test when the console complains (as of a breach of the policy) or another host is called."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": WIDTHS[request.param], "height": 900}, locale="en-GB"
    )
    page = context.new_page()
    complaints: list[str] = []

    def heard(said) -> None:
        if said.type in {"error", "warning"}:
            complaints.append(said.text)

    def asked(request) -> None:
        if not request.url.startswith((live_server.url, "blob:")):
            complaints.append(f"asked {request.url}")

    page.set_default_timeout(10_000)
    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", asked)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def check_accessible() -> Callable[[Page], None]:
    """Axe finds nothing and nothing sticks out sideways."""

    def check(page: Page) -> None:
        # Through the debugger, because the policy rightly forbids adding a script to the page.
        page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": AXE.read_text()})
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")

    return check
