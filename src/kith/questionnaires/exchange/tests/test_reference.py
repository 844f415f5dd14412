"""The reference page names everything that can be carried, and every sentence about what cannot."""

import re
from pathlib import Path

import pytest

from kith.foundation.messages import exchange
from kith.questionnaires.exchange import fhir_items, fhir_read, fhir_write
from kith.questionnaires.exchange.forms import ENDINGS
from kith.questionnaires.exchange.responses import Missing
from kith.questionnaires.exchange.xlsform_columns import PLAIN, TEXTS
from kith.questionnaires.exchange.xlsform_rows import ROLES
from kith.questionnaires.exchange.xlsform_settings import KNOWN
from kith.questionnaires.types import ItemKind


@pytest.fixture(scope="module")
def page() -> str:
    path = Path(__file__).parents[5] / "docs" / "reference" / "form-formats.md"
    if not path.exists():
        pytest.skip("an installed Kith has no documents")
    return path.read_text("utf-8")


def test_every_kind_column_role_and_ending_is_named(page: str) -> None:
    columns = {
        name for name in {*TEXTS, *KNOWN, *PLAIN["survey"], *PLAIN["choices"]} if name.startswith("kith_")
    }
    wanted = {*columns, *ROLES, *(kind.value for kind in ItemKind), *(why.value for why in Missing)}
    assert sorted(name for name in wanted if f"`{name}`" not in page) == []
    assert [ending for ending in ENDINGS if ending != "xlsm" and f"`.{ending}`" not in page] == []


def test_every_extension_is_named(page: str) -> None:
    written = "\n".join(Path(module.__file__).read_text() for module in (fhir_items, fhir_read, fhir_write))
    names = {*re.findall(r'kith\("([a-z-]+)"', written), *re.findall(r'KITH \+ "([a-z-]+)"', written)}
    assert len(names) > 10
    assert sorted(name for name in names - {"key", "person"} if f"`{name}`" not in page) == []


def test_every_loss_is_told_in_its_own_words(page: str) -> None:
    told = [*exchange.LOST_IN.values(), *exchange.LOST_OUT.values()]
    assert [said for said in told if said.replace("{{", "{") not in page] == []
