"""The first page that somebody is shown, with everything it needs, as it goes over a line."""

from __future__ import annotations

import re
from http.client import HTTPConnection

import brotli

from benchmarks.claims import Claim, at_most
from benchmarks.service.server import HOME, built, serving

FIRST = "/account/login/code/"
BUDGET_KB = 60.0


def measure() -> list[Claim]:
    if not (HOME / "site.json").is_file():
        built()
    with serving() as port:
        parts = weigh(port)
    each = ", ".join(f"{name} {size / 1000:.1f}" for name, size in parts.items())
    return [
        at_most(
            "the first page with its style sheet, scripts and icon, compressed",
            kith=sum(parts.values()) / 1000,
            peer="the budget",
            peer_value=BUDGET_KB,
            target=1.0,
            how=f"Kilobytes (1,000 bytes), nothing in the browser's cache: {each}. Static files by brotli as the "
            "server sends them; the page itself as a proxy with brotli would send it.",
        )
    ]


def weigh(port: int) -> dict[str, int]:
    """Bytes on the line, by what is fetched."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    page = _get(connection, FIRST)
    parts = {"page": len(brotli.compress(page))}
    for address in re.findall(rb'(?:src|href)="(/static/[^"]+)"', page):
        name = address.decode()
        parts[name.rpartition("/")[2].split(".")[0] + "." + name.rpartition(".")[2]] = len(
            _get(connection, name)
        )
    return parts


def _get(connection: HTTPConnection, address: str) -> bytes:
    connection.request("GET", address, headers={"Accept-Encoding": "br"})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{address} answered {response.status}")
    return body
