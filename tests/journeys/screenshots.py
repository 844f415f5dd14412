"""Takes the pictures of the README and the tutorials: ``python -m tests.journeys.screenshots docs/screenshots``.

A service of its own is started on a temporary home with the demonstration in it, so that nothing of a
developer's shows, and everybody in the pictures is invented.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests.journeys.browsers import ARGUMENTS, CHROMIUM

WIDTH, HEIGHT = 1280, 900
PHONE = 375
TALL = 1700
"""For the pictures in which what matters stands below the first screen."""
SECONDS_TO_START = 180
MOST_BYTES = 300_000
DRAFT_COHORT, REPORT_COHORT = "Cedar", "Alder"
RUNNING_COHORT = "Birch"
CALLED, CHOOSING_COHORT = "Fir", "Hazel"


def main(folder: Path, *wanted: str) -> None:
    """Only those of these names, where there are any."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        _service(Path(home)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_context(
            base_url=address, viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB"
        ).new_page()
        for name, (picture, width, height) in PICTURES.items():
            if wanted and name not in wanted:
                continue
            page.set_viewport_size({"width": width, "height": height})
            picture(page)
            _take(page, folder / f"{name}.png")
        browser.close()


@contextmanager
def _service(home: Path) -> Iterator[str]:
    """A web server and a worker that end with the block."""
    port = _free_port()
    environment = {
        **os.environ,
        "KITH_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "kith.service.config.settings.development",
    }
    environment.pop("KITH_DATABASE_URL", None)
    manage = [sys.executable, "-m", "kith.service.manage"]
    subprocess.run([*manage, "migrate", "--verbosity=0"], env=environment, check=True)
    process = subprocess.Popen(
        [*manage, "serve", "--demonstration", f"--bind=127.0.0.1:{port}", "--workers=1"], env=environment
    )
    address = f"http://localhost:{port}"
    try:
        _wait_for(f"{address}/health/live", process)
        yield address
    finally:
        process.terminate()
        process.wait(SECONDS_TO_START)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address):
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"The service did not start in {SECONDS_TO_START} seconds.")


def _take(page: Page, file: Path) -> None:
    page.screenshot(path=file)
    size = file.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{file} has {size} bytes; a picture may have {MOST_BYTES}.")
    sys.stdout.write(f"{file} ({size // 1000} kB)\n")


def _sign_in(page: Page, label: str) -> None:
    page.goto("/demo/")
    page.get_by_role("button", name=f"Sign in as {label}", exact=True).click()
    page.get_by_role("heading", name="Home", exact=True).wait_for()


def _cohort(page: Page, name: str) -> None:
    _sign_in(page, "Programme lead")
    page.get_by_role("link", name="Programmes").click()
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("heading", level=1, name=name).wait_for()


def _home(page: Page) -> None:
    _sign_in(page, "Programme lead")


def _one_cohort(page: Page) -> None:
    _cohort(page, DRAFT_COHORT)


def _workbench(page: Page) -> None:
    _cohort(page, DRAFT_COHORT)
    page.get_by_role("link", name="Open the workbench").click()
    page.get_by_role("button", name="Run the matching").wait_for()


def _matching(page: Page) -> None:
    _workbench(page)
    page.get_by_role("button", name="Run the matching").click()
    page.get_by_role("button", name="Continue").or_(
        page.get_by_text("Pairs, the weakest first")
    ).first.wait_for(timeout=60_000)
    if page.get_by_role("button", name="Continue").count():
        page.get_by_role("button", name="Continue").click()
    page.get_by_text("Pairs, the weakest first").wait_for()


def _report(page: Page) -> None:
    _cohort(page, REPORT_COHORT)
    page.get_by_role("link", name="See the reports").click()
    page.get_by_role("link", name="Report 1").click()
    page.get_by_role("link", name="Download the PDF").or_(
        page.get_by_role("button", name="Download the PDF")
    ).wait_for()
    page.get_by_role("heading", name="Summary", exact=True).evaluate("heading => heading.scrollIntoView()")


def _call_on_a_phone(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/calls/")
    page.get_by_role("link", name=CALLED).click()
    page.get_by_role("heading", level=1, name=CALLED).wait_for()


def _ranking(page: Page) -> None:
    _cohort(page, CHOOSING_COHORT)
    page.get_by_role("link", name="Choose", exact=True).click()
    page.get_by_text("Ranking by interviews").wait_for()


def _pair(page: Page) -> None:
    page.goto("/demo/")
    page.get_by_role("button", name="Sign in as Clinician: ").click()
    page.get_by_role("link", name=RUNNING_COHORT, exact=True).click()
    page.get_by_role("heading", level=1, name="You and ").wait_for()


def _pair_health(page: Page) -> None:
    _cohort(page, RUNNING_COHORT)
    page.get_by_role("link", name="See how pairs are doing").first.click()
    page.get_by_role("heading", level=1, name="Pair health").wait_for()


PICTURES = {
    "home": (_home, WIDTH, HEIGHT),
    "cohort": (_one_cohort, WIDTH, HEIGHT),
    "workbench": (_workbench, WIDTH, HEIGHT),
    "matching": (_matching, WIDTH, TALL),
    "report": (_report, WIDTH, TALL),
    "call": (_call_on_a_phone, PHONE, TALL),
    "ranking": (_ranking, WIDTH, TALL),
    "pair": (_pair, WIDTH, TALL),
    "pair-health": (_pair_health, WIDTH, TALL),
}

if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
