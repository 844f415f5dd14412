"""The first page on a bad line: everything it needs, compressed."""

import re

import brotli
import pytest
from django.contrib.staticfiles.finders import find
from django.urls import reverse

LIMIT_BYTES = 60 * 1000


@pytest.mark.django_db
def test_the_first_page_weighs_no_more_than_sixty_kilobytes(client):
    page = client.get(reverse("account_request_login_code")).content
    names = re.findall(rb'(?:src|href)="/static/([^"]+)"', page)
    parts = {"page": len(brotli.compress(page))}
    for name in names:
        with open(find(name.decode()), "rb") as file:
            parts[name.decode()] = len(brotli.compress(file.read()))
    assert {"ui/build/kith.css", "ui/build/kith.js", "ui/build/supported.js"} <= set(parts)
    assert sum(parts.values()) <= LIMIT_BYTES, parts


def test_the_stylesheet_calls_no_other_host_and_loads_no_font():
    with open(find("ui/build/kith.css"), encoding="utf-8") as file:
        css = file.read()
    assert "@font-face" not in css
    assert re.findall(r"url\([\"']?(?:https?:)?//", css) == []
    assert "sourceMappingURL" not in css
