"""Fixtures for the service's tests."""

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import TypeVar

import pytest
from django.db import transaction
from tests.waiting_jobs import do_waiting_jobs

from kith.service.core.models import Job
from kith.service.ui import catalogues

Made = TypeVar("Made")
USE_THE_DATABASE = {"db", "transactional_db", "live_server", "keep"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """``-m database`` is what a second database has to show; the rest does not know which one there is."""
    for item in items:
        if item.get_closest_marker("django_db") or USE_THE_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture(scope="module")
def _round_all(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A transaction round all tests of a module, each of which undoes only what it did itself."""
    with django_db_blocker.unblock():
        rows = transaction.atomic()
        rows.__enter__()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        rows.__exit__(None, None, None)


@pytest.fixture(scope="module")
def keep(_round_all, django_db_blocker) -> Callable[[Callable[[], Made]], Callable[[], Made]]:
    """``world = keep(new_world)`` makes rows once for a module; ``world()`` in each test is a copy of its own.

    Every test of the module that uses the database sees these rows; none may use ``transactional_db``.
    """

    def made_once(make: Callable[[], Made]) -> Callable[[], Made]:
        with django_db_blocker.unblock():
            made = make()
        return lambda: deepcopy(made)

    return made_once


@pytest.fixture
def run_jobs() -> Callable[[], list[Job]]:
    """Call it to do all waiting jobs here and now, in order; it gives back the rows as they ended."""
    return do_waiting_jobs


@pytest.fixture
def chinese(settings, tmp_path) -> str:
    """Chinese as the source has it now, not as it was last compiled; gives back its language code."""
    source = catalogues.po_path("zh_Hans")
    target = tmp_path / "locale" / source.relative_to(catalogues.catalogue_folder())
    target.parent.mkdir(parents=True)
    shutil.copy(source, target)
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    catalogues.compile_locale("zh_Hans")
    return "zh-hans"
