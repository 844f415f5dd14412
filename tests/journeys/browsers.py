"""Which browser the journeys use, and how it is started: Debian's chromium, headless, calling nobody."""

import os

CHROMIUM = os.environ.get("KITH_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
