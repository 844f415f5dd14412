"""The translations keep what the program fills in."""

import re

import pytest

from kith.service.ui import catalogues

PLACES = re.compile(r"%\((\w+)\)s|\{(\w+)[^}]*\}")


def places(text: str) -> set[str]:
    return {named or braced for named, braced in PLACES.findall(text)}


def as_tuple(value) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@pytest.mark.parametrize("locale", catalogues.LOCALES)
def test_a_translation_fills_in_the_same_things(locale):
    wrong = []
    for message in catalogues.read(locale):
        wanted = set().union(*(places(text) for text in as_tuple(message.id)))
        for translated in as_tuple(message.string):
            if message.id and translated and places(translated) != wanted:
                wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize("locale", catalogues.LOCALES)
def test_it_compiles_and_is_read_back(locale, tmp_path, settings):
    from gettext import GNUTranslations

    source = catalogues.po_path(locale)
    folder = tmp_path / locale / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / source.name).write_bytes(source.read_bytes())
    settings.LOCALE_PATHS = [tmp_path]
    with catalogues.compile_locale(locale).open("rb") as file:
        assert GNUTranslations(file).gettext("Sign in") == "登录"


def test_what_is_collected_comes_from_python_templates_and_the_catalogue_of_sentences():
    found = catalogues.extract()
    assert {"Skip to main content", "You cannot do this with your role", "sheet {sheet}"} <= {
        message.id for message in found
    }


def test_a_sentence_that_nobody_translated_is_counted():
    template = catalogues.extract()
    template.add("A sentence invented for this test")
    assert "A sentence invented for this test" in catalogues.completeness("zh_Hans", template).missing
