"""Every template of ours: compiles, keeps the security policy and says nothing that cannot be translated."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines

SERVICE = Path(__file__).parents[2] / "src/kith/service"
TEMPLATES = sorted(SERVICE.glob("*/jinja2/**/*.html"))
UNTRANSLATED = {"ui/components.html"}
"""For those who build pages, in development only."""

FORBIDDEN = {
    "inline style": re.compile(r"\sstyle\s*="),
    "style element": re.compile(r"<style\b"),
    "event handler": re.compile(r"\son[a-z]+\s*=\s*[\"']"),
    "inline script": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))"),
    "another host": re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//"),
    "script address": re.compile(r"javascript:"),
}


def name_of(template: Path) -> str:
    return str(template).split("/jinja2/")[1]


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_compiles_under_strict_names(template: Path):
    environment = engines["jinja2"].env
    assert environment.undefined.__name__ == "StrictUndefined"
    assert environment.get_template(name_of(template)).name == name_of(template)


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_keeps_the_content_security_policy(template: Path):
    source = template.read_text()
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(source)] == []


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found += re.findall(r"[A-Za-z]{2,}", data)


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_every_word_can_be_translated(template: Path):
    if name_of(template) in UNTRANSLATED:
        return
    source = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", template.read_text(), flags=re.DOTALL)
    words = _Words()
    words.feed(source)
    assert [word for word in words.found if word != "Kith"] == []


def test_a_missing_name_is_an_error_and_not_an_empty_place():
    from jinja2 import UndefinedError

    template = engines["jinja2"].env.from_string("{{ nobody_passed_this }}")
    with pytest.raises(UndefinedError):
        template.render()


def test_a_component_still_allows_missing_parameters():
    template = engines["jinja2"].env.from_string(
        '{% from "nhsuk/components/button/macro.jinja" import button %}{{ button({"text": "Go"}) }}'
    )
    assert 'class="nhsuk-button"' in template.render()
