"""What is written down for a report is read on its page and in the report, and by nobody who has no part in it."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortFactory, CohortRoleFactory, MembershipFactory, PersonFactory
from tests.factories.reports import CHANGES, measured_cohort, new_cohort

from kith.publishing.report_json import report_to_json
from kith.service.core.models import AuditEvent, Mail
from kith.service.reports import bridge
from kith.service.reports.domain import actions
from kith.service.reports.domain.making import material_of
from kith.service.reports.domain.running_notes import actions as notes
from kith.service.reports.domain.running_notes.actions import Note, Whole
from kith.service.reports.models import RunningNote

pytestmark = pytest.mark.django_db
IN_THE_REPORT = {
    "heliotrope": "implementation",  # what was changed
    "periwinkle": "implementation",  # why
    "aubergine": "implementation",  # what stood in the way
    "vermilion": "harms_costs",  # what was unwanted
    "cerulean": "harms_costs",  # who paid
    "ultramarine": "harms_costs",  # how somebody looked
    "celadon": "harms_costs",  # what is not counted
}
WORDS = (*IN_THE_REPORT, "gamboge")
"""The last is what a cost was for, which stands on the page of the notes alone."""


def planted():
    made = new_cohort()
    made.places = measured_cohort(made.cohort, CHANGES)
    for note in (
        Note("adaptation", what="Met by heliotrope", reason="periwinkle", role="Lead"),
        Note("barrier", what="aubergine"),
        Note("effect", what="vermilion"),
        Note("cost", spent_on="travel", amount=12, currency="GBP", role="cerulean", what="gamboge"),
    ):
        notes.record_note(by=made.by, cohort=made.cohort, note=note)
    whole = Whole(looked="yes", how_looked="ultramarine", not_counted="celadon")
    notes.settle_whole(by=made.by, cohort=made.cohort, whole=whole)
    return made


@pytest.fixture(scope="module")
def kept_planted(keep):
    return keep(planted)


@pytest.fixture
def made(kept_planted, db):
    return kept_planted()


def said_in(text):
    return {word for word in WORDS if word in text}


def pages(made):
    note = RunningNote.objects.filter(cohort=made.cohort).first()
    yield reverse("reports:notes", args=[made.cohort.pk])
    yield reverse("reports:notes_whole", args=[made.cohort.pk])
    yield reverse("reports:note_add", args=[made.cohort.pk, "cost"])
    yield reverse("reports:note_drop", args=[made.cohort.pk, note.pk])
    yield reverse("reports:reports", args=[made.cohort.pk])
    yield reverse("cohorts:show", args=[made.cohort.pk])


def people(made):
    organisation = made.cohort.organisation
    return {
        "nobody": None,
        "a stranger": PersonFactory(),
        "who leads elsewhere": MembershipFactory(role="lead").person,
        "who leads another cohort": CohortRoleFactory(
            cohort=CohortFactory(organisation=organisation), role="lead"
        ).person,
        "who may look on": MembershipFactory(organisation=organisation, role="viewer").person,
        "who takes part": made.places["clinician"][0].person,
    }


def test_whoever_has_no_part_in_the_report_reads_none_of_it(made, client):
    asked = list(pages(made))
    for name, person in people(made).items():
        if person is None:
            client.logout()
        else:
            client.force_login(person)
        for address in asked:
            for answer in (client.get(address, follow=True), client.post(address, {}, follow=True)):
                assert said_in(answer.content.decode()) == set(), (name, address)
    assert RunningNote.objects.filter(cohort=made.cohort).count() == 4


def test_whoever_makes_the_report_reads_it_on_the_page_of_notes(made, client):
    for person in (made.by.person, made.evaluator.person):
        client.force_login(person)
        shown, whole = (
            client.get(reverse(f"reports:{name}", args=[made.cohort.pk])).content.decode()
            for name in ("notes", "notes_whole")
        )
        assert said_in(shown + whole) == set(WORDS)


def test_the_report_tells_each_where_it_belongs_and_keeps_the_rest(made):
    report = actions.make_report(by=made.by, cohort=made.cohort, audience="public", language="en", seed=7)
    model = report_to_json(bridge.model_of(material_of(report), lambda *_told: None))["report"]
    found = {(word, one["key"]) for one in model["sections"] for word in WORDS if word in str(one)}
    assert found == set(IN_THE_REPORT.items())
    assert said_in(str({key: value for key, value in model.items() if key != "sections"})) == set()


def test_another_cohorts_report_tells_none_of_it(made):
    other = new_cohort()
    measured_cohort(other.cohort, CHANGES)
    report = actions.make_report(by=other.by, cohort=other.cohort, audience="public", language="en", seed=7)
    assert said_in(str(report_to_json(bridge.model_of(material_of(report), lambda *_told: None)))) == set()


def test_neither_the_history_nor_a_mail_keeps_the_words(made):
    events = AuditEvent.objects.filter(at__lte=timezone.now()).values_list("fields", "detail")
    assert said_in(str(list(events))) == set()
    assert said_in(str(list(Mail.objects.values_list("subject", "body")))) == set()
