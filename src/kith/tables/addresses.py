"""E-mail addresses, checked as far as can be without sending one."""

from __future__ import annotations

import re

# Dot-atoms of RFC 5322, 3.2.3. Quoted local parts are legal and in practice a mistake.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NAMED = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>")
LONGEST = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1


def read_address(text: str) -> str | None:
    """The address in a cell, its domain in lower case; None if it is not one address.

    Takes off what comes along when an address is copied from a mail program: ``mailto:``, a name with
    angle brackets, a semicolon at the end.

    >>> read_address("Ann Lee <Ann.Lee@Example.org>;")
    'Ann.Lee@example.org'
    >>> read_address("ann@example") is None
    True
    """
    address = text.strip().rstrip(";,").strip()
    if named := _NAMED.fullmatch(address):
        address = named[1]
    address = address.removeprefix("mailto:")
    local, _, domain = address.rpartition("@")
    if not _LOCAL.fullmatch(local) or len(local) > LONGEST_LOCAL:
        return None
    domain = domain.lower()
    if not _is_domain(domain) or len(local) + 1 + len(domain) > LONGEST:
        return None
    return f"{local}@{domain}"


def _is_domain(domain: str) -> bool:
    try:
        ascii_domain = domain.encode("idna").decode()
    except UnicodeError:
        return False
    labels = ascii_domain.split(".")
    top_is_a_name = labels[-1].isalpha() or labels[-1].startswith("xn--")
    return len(labels) > 1 and len(labels[-1]) > 1 and top_is_a_name and all(map(_LABEL.fullmatch, labels))
