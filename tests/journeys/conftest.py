"""A browser for the journeys: Debian's chromium, headless, at desktop and phone width."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from tests.journeys.browsers import ARGUMENTS, CHROMIUM
from tests.journeys.page_checks import problems_of
from tests.journeys.post import Post
from tests.journeys.somebody import Somebody

WIDTHS = {"desktop": 1280, "phone": 375}
PATIENCE = 120_000
"""Milliseconds."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists() and not os.environ.get("CI"):
        pytest.skip(f"there is no chromium at {CHROMIUM}; say where it is with KITH_CHROMIUM")
    # playwright keeps an event loop in this thread, where Django would refuse the ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file: in memory the server's threads and the test would share one connection, and its transactions."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(
            tmp_path_factory.mktemp("database") / "journeys.sqlite3"
        )


@pytest.fixture(params=WIDTHS)
def width(request) -> int:
    """Each test that asks for it runs at desktop and at phone width."""
    return WIDTHS[request.param]


@pytest.fixture
def visit(browser: Browser, live_server) -> Callable[..., object]:
    """``with visit(width) as page:`` fails when the console complains (as of a breached policy) or another host is called."""

    @contextmanager
    def visit(width: int, **options: object) -> Iterator[Page]:
        settings = {
            "base_url": live_server.url,
            "viewport": {"width": width, "height": 900},
            "locale": "en-GB",
        }
        context = browser.new_context(**{**settings, **options})
        complaints = _complaints(context, live_server.url)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        try:
            yield page
        finally:
            context.close()
        assert complaints == []

    return visit


def _complaints(context: BrowserContext, home: str) -> list[str]:
    """Filled while the browser is used."""
    complaints: list[str] = []

    def heard(said: ConsoleMessage) -> None:
        # A page that answers 404 or 422 is itself the finding; its parts must load.
        is_page_itself = said.text.startswith("Failed to load resource") and said.location["url"] == (
            said.page.url if said.page else ""
        )
        if said.type in {"error", "warning"} and not is_page_itself:
            complaints.append(f"{said.text} at {said.location['url']}")

    def asked(request) -> None:
        if not request.url.startswith((home, "blob:")):
            complaints.append(f"asked {request.url}")

    context.on("console", heard)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("request", asked)
    return complaints


@pytest.fixture
def page(visit, width: int) -> Iterator[Page]:
    with visit(width) as page:
        yield page


@pytest.fixture
def check_accessible() -> Callable[[Page], None]:
    """Axe finds nothing, nothing sticks out sideways, and no two different links are called the same."""

    def check(page: Page) -> None:
        assert problems_of(page) == []

    return check


@pytest.fixture
def someone(visit) -> Iterator[Callable[..., Somebody]]:
    """``someone("Rowan", 1280)`` comes with a browser of their own."""
    with ExitStack() as open_pages:

        def comes(name: str, width: int = WIDTHS["desktop"], **options: object) -> Somebody:
            page = open_pages.enter_context(visit(width, **options))
            return Somebody(page, name, runs_scripts=options.get("java_script_enabled", True))

        yield comes


@pytest.fixture
def post(run_jobs, live_server, settings) -> Post:
    settings.BASE_ADDRESS = live_server.url
    return Post(run_jobs)
