"""What a report says beside the change: both sides, what it took, equality, frameworks and cards."""

import re
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation
from tests.factories import CohortFactory
from tests.factories.funnel import applied, closed_call
from tests.factories.reports import CHANGES, measured_cohort, new_cohort

from kith.foundation.faults import KithError
from kith.publishing.blocks import DefinitionList, Paragraph
from kith.publishing.model import Section
from kith.publishing.pdf import render_pdf
from kith.publishing.report_json import report_to_json
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.models import AuditEvent, Organisation
from kith.service.learning.models import Evidence
from kith.service.recruitment.domain.funnel.funnel import Asked, make_funnel
from kith.service.reports import bridge
from kith.service.reports.domain import actions
from kith.service.reports.domain.making import material_of
from kith.service.reports.domain.running_notes import actions as notes
from kith.service.reports.domain.running_notes.actions import Note, Whole
from kith.service.reports.models import RunningFacts, RunningNote

pytestmark = pytest.mark.django_db
SHEET = re.compile(rb"/Type */Page\b")


def asked_world():
    made = new_cohort()
    made.places = measured_cohort(made.cohort, CHANGES)
    return made


@pytest.fixture(scope="module")
def kept_asked(keep):
    return keep(asked_world)


@pytest.fixture
def asked(kept_asked, db):
    return kept_asked()


def sections_of(made, *, language="en", audience="public"):
    """By key, without drawing anything."""
    by = made.evaluator if audience == "evaluator" else made.by
    report = actions.make_report(by=by, cohort=made.cohort, audience=audience, language=language, seed=7)
    with translation.override(language):
        model = bridge.model_of(material_of(report), lambda *_told: None)
    return {one["key"]: one for one in report_to_json(model)["report"]["sections"]}


def tables(section):
    return [block for block in section["blocks"] if block["type"] == "table"]


def said(cell):
    return cell if isinstance(cell, str) else cell["reason"]


def test_both_sides_stand_side_by_side_the_widest_first(asked):
    """Means go from 3 to 3 + CHANGES: after, the clinicians stand 4 higher together than the managers, of 8 each."""
    found = sections_of(asked)["both_sides"]
    scores, questions = tables(found)
    assert scores["rows"][0] == ["Prepared to lead (After)", "4 (8)", "3 (8)", "12%"]
    assert [row[-1] for row in scores["rows"]] == ["12%"] * 3 + ["0%"] * 3
    assert {cell if isinstance(cell, str) else cell["reason"] for row in questions["rows"] for cell in row[1:3]} == {
        "2 (8)", "3 (8)", "4 (8)", "Yes: 8 of 8", "5 (8)", "fewer than 5 answered"
    }  # fmt: skip
    counted = {
        block["caption"] for one in found["blocks"] if one["type"] == "details" for block in one["blocks"]
    }
    assert all(caption.endswith("(How it went)") for caption in counted)
    widely = sections_of(asked, audience="evaluator")["both_sides"]["blocks"][-1]
    assert any(block["caption"].endswith("(After)") for block in widely["blocks"])


def record(made, kind, **given):
    return notes.record_note(by=made.by, cohort=made.cohort, note=Note(kind, **given))


def words_in(section):
    return [block["text"] for block in section["blocks"] if block["type"] == "paragraph"]


def test_what_was_not_recorded_is_said_and_is_never_zero(asked):
    found = sections_of(asked)
    assert words_in(found["harms_costs"]) == [
        "Whether anybody looked for unwanted effects was not recorded. That nothing is told does not mean that there "
        "was nothing.",
        "Hours of staff: not recorded.",
        "Costs: not recorded. That is not to say that there were none.",
        "What is not counted in the costs was not recorded.",
    ]
    assert words_in(found["implementation"])[-3:] == [
        "Changes on the way: not recorded.", "What stood in the way: not recorded.", "What helped: not recorded."
    ]  # fmt: skip
    notes.settle_whole(by=asked.by, cohort=asked.cohort, whole=Whole(looked="no"))
    assert words_in(sections_of(asked)["harms_costs"])[0].startswith("Nobody looked for unwanted effects.")
    notes.settle_whole(by=asked.by, cohort=asked.cohort, whole=Whole(looked="yes"))
    assert words_in(sections_of(asked)["harms_costs"])[:2] == [
        "Unwanted effects were looked for.", "None was found."
    ]  # fmt: skip


def test_costs_stand_by_kind_in_all_and_for_each_person_with_the_number_they_are_shared_by(asked):
    """450 + 50 of cover, 1,000.50 of teaching: 1,500.50 in all, 94 for each of 16, 115 for each of 13. EUR stay apart."""
    for amount, payer in (("450", "the trust"), ("50", "a grant")):
        record(asked, "cost", spent_on="cover", amount=Decimal(amount), currency="gbp", role=payer)
    record(asked, "cost", spent_on="teaching", amount=Decimal("1000.50"), currency="GBP", what="Two days")
    record(asked, "hours", role="Programme lead", hours=Decimal("40"))
    record(asked, "hours", role="programme lead", hours=Decimal("2.5"))
    whole = Whole(looked="yes", participants=16, completers=13, not_counted="Their own time")
    notes.settle_whole(by=asked.by, cohort=asked.cohort, whole=whole)
    hours, costs, each = tables(sections_of(asked)["harms_costs"])
    assert hours["rows"] == [["Programme lead", "42.5"], ["In all", "42.5"]]
    assert costs["rows"] == [
        ["Cover for those who take part", "GBP 500", "the trust, a grant"],
        ["Teachers and facilitators", "GBP 1,000.50", "Not recorded"],
        ["In all", "GBP 1,500.50", "–"],
    ]
    assert each["rows"] == [
        ["Person who took part", "16", "GBP 94"],
        ["Person who finished", "13", "GBP 115"],
    ]
    record(asked, "cost", spent_on="travel", amount=Decimal("90"), currency="EUR")
    notes.settle_whole(by=asked.by, cohort=asked.cohort, whole=Whole(participants=16))
    _hours, costs, each = tables(sections_of(asked)["harms_costs"])
    assert [row[1] for row in costs["rows"][-2:]] == ["GBP 1,500.50", "EUR 90"]
    assert each["rows"][2:] == [["Person who finished", "Not recorded", "Cannot be worked out"]] * 2


def test_what_was_changed_stands_with_its_reason_and_who_decided(asked):
    record(asked, "adaptation", what="Met by video", reason="Wards were closed", role="Steering group")
    record(asked, "barrier", what="No cover.", reason="The trust paid a locum.")
    record(asked, "help", what="A diary day.")
    record(asked, "effect", what="Two gave up a clinic.")
    found = sections_of(asked)
    assert tables(found["implementation"])[-1]["rows"] == [
        ["Met by video", "Wards were closed", "Steering group", "Not recorded"]
    ]
    lists = [block["items"] for block in found["implementation"]["blocks"] if block["type"] == "bullet-list"]
    assert lists == [["No cover. What was done: The trust paid a locum."], ["A diary day."]]
    (effects,) = [block for block in found["harms_costs"]["blocks"] if block["type"] == "bullet-list"]
    assert effects["items"] == ["Two gave up a clinic."]


def test_the_pages_write_it_down_once_and_take_it_back(asked, client):
    client.force_login(asked.by.person)

    def url(name, *more):
        return reverse(f"reports:{name}", args=[asked.cohort.pk, *more])

    assert client.get(url("notes")).content.decode().count("Not recorded.") == 6
    given = {
        "spent_on": "travel",
        "amount": "12.50",
        "currency": "GBP",
        "role": "the trust",
        "sent_once": str(uuid4()),
    }
    for _twice in range(2):
        assert client.post(url("note_add", "cost"), given).status_code == 302
    note = RunningNote.objects.get()
    shown = client.get(url("notes")).content.decode()
    assert "Travel: GBP 12.50" in shown
    assert "Paid by: the trust" in shown
    refused = client.post(url("note_add", "cost"), {"currency": "pounds", "amount": "-1"})
    assert refused.status_code == 422
    for sentence in ("Choose what the money was spent on.", "is not a currency", "An amount of -1 cannot be"):
        assert sentence in refused.content.decode()
    assert client.get(url("note_add", "theft")).status_code == 404
    assert "12" in client.get(url("notes_whole")).content.decode()
    assert (
        client.post(url("notes_whole"), {"looked": "no", "participants": "8", "completers": "9"}).status_code
        == 422
    )
    assert (
        client.post(url("notes_whole"), {"looked": "no", "participants": "9", "completers": "8"}).status_code
        == 302
    )
    assert (RunningFacts.objects.get().participants, RunningFacts.objects.get().recorded_by) == (
        9,
        asked.by.person,
    )
    assert client.post(url("note_drop", note.pk)).status_code == 302
    assert not RunningNote.objects.exists()
    kept = set(AuditEvent.objects.filter(cohort_id=asked.cohort.pk).values_list("action", flat=True))
    assert {"reports.record_note", "reports.drop_note", "reports.settle_whole"} <= kept


def test_another_cohorts_note_is_not_there(asked, client):
    other = new_cohort()
    mine = record(asked, "help", what="Tea")
    client.force_login(other.by.person)
    assert client.post(reverse("reports:note_drop", args=[other.cohort.pk, mine.pk])).status_code == 404
    notes.record_note(by=other.by, cohort=other.cohort, note=Note("help", what="Cake"), sent_once=mine.pk)
    assert RunningNote.objects.get(pk=mine.pk).what == "Tea"


def test_a_note_without_what_a_reader_needs_is_refused_at_once(asked):
    with pytest.raises(KithError) as refused:
        record(asked, "adaptation", what="x" * 4001)
    assert [fault.code for fault in refused.value.faults] == [
        "reports.notes.no_reason", "reports.notes.no_role", "reports.planning.too_long"
    ]  # fmt: skip


def test_equality_of_a_small_cohort_names_what_it_must_be_pooled_with(asked):
    assert "nobody applied in Kith" in words_in(sections_of(asked)["equality"])[0]
    closed_call(cohort=asked.cohort)
    closed_call(cohort=CohortFactory(organisation=asked.cohort.organisation, name="Alder"))
    closed_call(cohort=CohortFactory(name="Of somebody else"))
    assert words_in(sections_of(asked)["equality"]) == [
        "Nobody has counted the groups yet. Whoever leads the cohort does it on the page “Who gets in”, and makes this "
        "report again."
    ]
    asked.cohort.places.filter(pk=asked.places["manager"][0].pk).update(state=Place.State.WITHDRAWN)
    few, pool = words_in(sections_of(asked)["equality"])
    assert few.startswith("15 people took part. Split in two in whatever way, one group has 7 or fewer")
    assert "it may be: Alder. Whoever" in pool


def test_equality_shows_what_the_funnel_released_and_nothing_that_it_kept_back(asked):
    """Five non-binary people are kept back, and with them a second group."""
    call = closed_call(cohort=asked.cohort)
    applied(call, (("female", 1, 40), ("female", 6, 20), ("male", 1, 20), ("male", 6, 30)))
    applied(call, (("indeterminate", 6, 5),))
    assert "Nobody has counted" in words_in(sections_of(asked)["equality"])[0]
    make_funnel(by=asked.by, asked=Asked(asked.cohort.organisation, "sex", call=call))
    make_funnel(by=asked.by, asked=Asked(asked.cohort.organisation, "side", call=call))
    (part,) = sections_of(asked)["equality"]["subsections"]
    assert part["title"] == "Sex"
    cells = [
        cell for table in tables(part) for row in table["rows"] for cell in row[1:] if isinstance(cell, str)
    ]
    numbers = {int(cell) for cell in cells if cell.isdigit()}
    assert numbers
    assert all(number % 5 == 0 and number != 5 for number in numbers)
    assert not sections_of(asked, language="zh-hans")["equality"].get("subsections")


def test_dimensions_show_what_works_on_them_and_evidence_only_of_enough_people(asked):
    """Nine people chose evidence for one dimension, seven for another: 10 is shown, and the seven are not."""
    both = (
        "healthcare-leadership-model:engaging-the-team",
        "healthcare-leadership-model:connecting-our-service",
    )
    people = [place.person for place in (*asked.places["clinician"], *asked.places["manager"])]
    for number, person in enumerate(people[:9]):
        dimensions = list(both if number < 7 else both[:1])
        for _twice in range(2):
            Evidence.objects.create(
                person=person, cohort=asked.cohort, title="Planted title", dimensions=dimensions
            )
    found = sections_of(asked)["frameworks"]
    first, _second, crosswalk = found["subsections"]
    worked, changed = tables(first)
    by_name = {
        row[0]: [cell if isinstance(cell, str) else cell["reason"] for cell in row[1:]]
        for row in worked["rows"]
    }
    assert by_name["Engaging the team"] == ["1", "1", "4", "10"]
    assert by_name["Connecting our service"] == ["2", "3", "4", "7 or fewer"]
    assert by_name["Holding to account"] == ["0", "0", "0", "7 or fewer"]
    assert ["Engaging the team", "Working together",
            "Clinicians: 5 up, 2 same, 1 down (of 8); Managers: 2 up, 4 same, 2 down (of 8)"] in changed["rows"]  # fmt: skip
    assert "Planted" not in str(found)
    assert tables(crosswalk)[0]["rows"][2] == ["Managing services", "Holding to account"]


def test_the_cards_say_where_each_item_stands(asked):
    record(asked, "adaptation", what="Met by video", reason="Wards were closed", role="Steering group")
    squire = sections_of(asked)["cards"]["subsections"][0]
    by_item = {row[0]: row[2] for row in tables(squire)[0]["rows"]}
    assert by_item["13a"] == "How it was run"
    assert by_item["13e"].startswith("Not recorded. Write: what was unwanted, or that nobody looked for it")
    assert by_item["13f"] == "Who answered"


def test_the_first_page_is_one_sheet_and_tells_the_cost(asked):
    """Invented people are said on the page, which takes room; the sections are left out, to print it alone."""
    Organisation.objects.filter(pk=asked.cohort.organisation_id).update(is_synthetic=True)
    record(asked, "cost", spent_on="cover", amount=Decimal("14500"), currency="GBP", role="the trust")
    whole = Whole(looked="no", participants=16, completers=13)
    notes.settle_whole(by=asked.by, cohort=Cohort.objects.get(pk=asked.cohort.pk), whole=whole)
    report = actions.make_report(
        by=asked.by, cohort=Cohort.objects.get(pk=asked.cohort.pk), seed=7, audience="public", language="en"
    )
    model = bridge.model_of(material_of(report), lambda *_told: None)
    (facts,) = [block for block in model.summary if isinstance(block, DefinitionList)]
    assert "GBP 14,500 recorded: GBP 906 for each of the 16 who took part." in facts.items[-1].meaning
    behind = replace(model, sections=tuple(Section(key, key, (Paragraph(key),)) for key in ("one", "two")))
    # The first page, the contents, and the two with how it was made: a second sheet would be a fourth.
    assert len(SHEET.findall(render_pdf(behind))) == 3
