"""An agreement: written by two, proposed, signed by both, looked at again. Nothing that was written is lost."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.learning import AgreementVersionFactory, MentoringFactory
from tests.factories.running import running, told_in_the_audit

from kith.foundation.faults import KithError
from kith.programmes.durations import parse
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Mail
from kith.service.learning.domain.relating import agreement_days, agreements, queries, writing
from kith.service.learning.domain.relating.agreement_days import today_of
from kith.service.learning.domain.relating.agreement_history import history_of
from kith.service.learning.domain.relating.ending import end
from kith.service.learning.domain.relating.writing import Own, Words
from kith.service.learning.models import AgreementPart, AgreementVersion, Member, Relationship
from kith.service.learning.web.relating.agreement_presenters import changed
from kith.service.matches.domain.actions import publish

pytestmark = pytest.mark.django_db
LATER = timezone.localdate() + dt.timedelta(days=90)
SAID = Words({"frequency": "Every second Monday.", "venue": "The café."}, "We ring when we are late.", LATER)


def published():
    made = running()
    publish(by=made.by, run=made.draft(), seen_revision=0)
    return made


@pytest.fixture(scope="module")
def kept(keep):
    return keep(published)


@pytest.fixture
def two(kept, db):
    """The two members of Amina's pair."""
    made = kept()
    one = Member.objects.get(place=made.places["Amina"])
    other = one.relationship.members.exclude(pk=one.pk).get()
    return tuple(queries.membership(one.relationship, who.person_id) for who in (one, other))


def by(member):
    return Actor.of_person(member.person)


def write(member, words=SAID, number=1, seen=0):
    writing.save_words(by=by(member), member=member, words=words, number=number, seen=seen)


def propose(member, number=1, seen=1):
    return agreements.propose(by=by(member), member=member, number=number, seen=seen)


def sign(member, number=1, name=None):
    return agreements.sign(by=by(member), member=member, number=number, typed_name=name or member.person.name)


def code(refused):
    return [fault.code for fault in refused.value.faults]


def address(name, member, *more):
    return reverse(f"learning:{name}", args=[member.relationship_id, *more])


def client_of(member):
    client = Client()
    client.force_login(member.person)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def test_from_first_words_to_an_agreement_in_force(two):
    one, other = two
    writing.save_own(by=by(one), member=one, own=Own("To read a rota.", "A ward."))
    write(one)
    writing.save_own(by=by(other), member=other, own=Own("To see a clinic.", "Patience."))
    assert AgreementVersion.objects.count() == 1
    assert propose(one) == propose(one)
    mail = Mail.objects.get(purpose="learning.agreement_proposed")
    assert mail.person == other.person
    assert not any(word in mail.subject + mail.body for word in ("Monday", "rota", "café", "Patience"))
    assert sign(one).in_force_at is None
    assert sign(one).in_force_at is None
    assert sign(other, name=f"  {other.person.name.upper()} ").in_force_at is not None
    row = AgreementVersion.objects.get()
    assert {part.person_id: (part.goals, part.brings) for part in row.parts.all()} == {
        one.person_id: ("To read a rota.", "A ward."),
        other.person_id: ("To see a clinic.", "Patience."),
    }
    assert (row.clauses, row.ground_rules, row.review_on) == (SAID.clauses, SAID.ground_rules, LATER)
    assert told_in_the_audit() == []
    said = [f"{row.fields} {row.detail}" for row in AuditEvent.objects.filter(action__startswith="learning.")]
    assert not any("Monday" in one or "rota" in one for one in said)


def test_a_proposed_version_never_changes(two):
    one, other = two
    write(one)
    propose(one)
    before = AgreementVersion.objects.values().get()
    write(other, Words({"frequency": "Weekly."}, "", LATER), number=2)
    writing.save_own(by=by(other), member=other, own=Own("More.", ""))
    assert AgreementVersion.objects.filter(number=1).values().get() == before
    assert AgreementVersion.objects.get(number=2).proposed_at is None
    assert not AgreementPart.objects.filter(version__number=1).exclude(goals="").exists()


def test_only_the_newest_can_be_signed_and_the_refusal_says_whose_it_is(two):
    one, other = two
    write(one)
    propose(one)
    write(other, Words({"frequency": "Weekly."}, "", LATER), number=2)
    propose(other, number=2)
    with pytest.raises(KithError) as refused:
        sign(one, number=1)
    assert code(refused) == ["learning.agreement.newer"]
    assert refused.value.faults[0].params["name"] == other.person.name
    with pytest.raises(KithError) as refused:
        sign(other, number=1)
    assert code(refused) == ["learning.agreement.newer_yours"]
    assert not AgreementPart.objects.exclude(signed_at=None).exists()
    page = client_of(one).post(address("agreement_version", one, 1), {"typed_name": one.person.name})
    assert page.status_code == 422
    assert other.person.name in text_of(page)
    assert address("agreement_version", one, 2) in text_of(page)


def test_a_second_writer_is_told_and_loses_nothing(two):
    one, other = two
    write(one)
    data = {"number": 1, "seen": 0, "frequency": "Each Tuesday.", "ground_rules": "Mine."}
    client = client_of(other)
    page = client.post(address("agreement_words", other), data)
    said = text_of(page)
    assert page.status_code == 422
    assert "Each Tuesday." in said
    assert "Every second Monday." in said
    assert "<p><strong>It now says:</strong><br>" in said
    assert "&lt;p&gt;" not in said
    assert "&lt;strong&gt;" not in said
    assert 'name="seen" id="id_seen" value="1"' in said
    assert AgreementVersion.objects.get().clauses["frequency"] == "Every second Monday."
    assert client.post(address("agreement_words", other), data | {"seen": 1}).status_code == 302
    assert AgreementVersion.objects.get().clauses == {"frequency": "Each Tuesday."}


def test_who_writes_while_the_other_proposes_is_told_who_when_and_where(two):
    one, other = two
    write(one)
    propose(one)
    data = {"number": 1, "seen": 1, "frequency": "Each Tuesday.", "ground_rules": ""}
    page = client_of(other).post(address("agreement_words", other), data)
    said = text_of(page)
    assert page.status_code == 422
    assert f"{one.person.name} proposed version 1 on" in said
    assert address("agreement_version", other, 1) in said
    assert "Each Tuesday." in said
    assert 'name="number" id="id_number" value="2"' in said
    again = client_of(other).post(address("agreement_words", other), data | {"number": 2, "seen": 0})
    assert again.status_code == 302
    assert AgreementVersion.objects.get(number=2).clauses == {"frequency": "Each Tuesday."}


def test_two_tabs_of_one_person(two):
    one, _other = two
    writing.save_own(by=by(one), member=one, own=Own("First tab.", ""), seen=Own().fingerprint)
    page = client_of(one).post(
        address("agreement_own", one), {"goals": "Second tab.", "brings": "", "seen": Own().fingerprint}
    )
    assert page.status_code == 422
    assert {"First tab.", "Second tab."} <= {
        word for word in ("First tab.", "Second tab.") if word in text_of(page)
    }
    assert AgreementPart.objects.get(person=one.person).goals == "First tab."


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (Words({"frequency": "x" * 4001}, "", LATER), "learning.agreement.too_long"),
        (Words({}, "", timezone.localdate() - dt.timedelta(days=1)), "learning.agreement.review_past"),
        (Words({}, "", LATER + dt.timedelta(days=900)), "learning.agreement.review_far"),
    ],
)
def test_what_cannot_be_kept_is_refused(two, words, wrong):
    with pytest.raises(KithError) as refused:
        write(two[0], words)
    assert code(refused) == [wrong]
    assert not AgreementVersion.objects.exists()


def test_without_a_day_of_their_own_they_look_at_it_again_when_the_programme_says(two):
    one, _other = two
    writing.save_own(by=by(one), member=one, own=Own("Goals.", ""))
    today = today_of(one.relationship.cohort)
    assert propose(one, seen=0).review_on == parse("P2M").after(today)


def test_what_cannot_be_proposed(two, monkeypatch):
    one, other = two
    monkeypatch.setattr(agreement_days, "usual_review_day", lambda cohort: None)
    with pytest.raises(KithError) as refused:
        propose(one)
    assert code(refused) == ["learning.agreement.nothing_written"]
    writing.save_own(by=by(one), member=one, own=Own("Goals.", ""))
    with pytest.raises(KithError) as refused:
        propose(one, seen=0)
    assert code(refused) == ["learning.agreement.review_missing"]
    write(one)
    with pytest.raises(KithError) as refused:
        propose(other, seen=0)
    assert code(refused) == ["learning.agreement.changed_meanwhile"]
    propose(one)
    with pytest.raises(KithError) as refused:
        propose(other)
    assert code(refused) == ["learning.agreement.proposed_meanwhile"]
    with pytest.raises(KithError) as refused:
        propose(other, number=2)
    assert code(refused) == ["learning.agreement.nothing_new"]


def test_a_name_that_is_not_theirs_signs_nothing(two):
    write(two[0])
    propose(two[0])
    with pytest.raises(KithError) as refused:
        sign(two[0], name=two[1].person.name)
    assert code(refused) == ["learning.agreement.name_differs"]


def test_nothing_is_written_when_it_has_ended(two):
    one, other = two
    write(one)
    propose(one)
    assert Mail.objects.get(purpose="learning.agreement_proposed").state == "queued"
    end(by=by(other), relationship=other.relationship, reason="no_time", member=other)
    for doing in (lambda: write(one, number=2), lambda: sign(one), lambda: propose(one, number=2)):
        with pytest.raises(KithError) as refused:
            doing()
        assert code(refused) == ["learning.ended"]
    assert client_of(one).get(address("agreement_version", one, 1)).status_code == 200
    assert Mail.objects.get(purpose="learning.agreement_proposed").state == "withdrawn"


def home_of(member):
    return text_of(client_of(member).get(reverse("home:home")))


def test_home_leads_from_step_to_step(two):
    one, other = two
    assert "Agree how you will work together" in home_of(one)
    write(one)
    propose(one)
    assert "Read and sign your agreement: version 1" in home_of(other)
    sign(one)
    assert "Read and sign your agreement" not in home_of(one)
    sign(other)
    AgreementVersion.objects.update(review_on=timezone.localdate())
    for member in two:
        assert "Look at your agreement again" in home_of(member)
        assert "Look at your agreement again" in text_of(client_of(member).get(address("together", member)))
    assert client_of(one).post(address("agreement_reviewed", one)).status_code == 302
    assert "Look at your agreement again" not in home_of(other)


def test_home_asks_once_however_many_versions(two):
    one, _other = two
    place = one.place

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as found:
            queries.pairs_of([place])
        return len(found)

    first = asked()
    for number in (1, 2, 3):
        AgreementVersionFactory(relationship=one.relationship, number=number)
    assert asked() == first == 1
    assert queries.pairs_of([place])[place.pk].newest.number == 3


def test_the_pages_show_it_with_what_changed(two):
    one, other = two
    writing.save_own(by=by(one), member=one, own=Own("A <b>rota</b>.\nAnd a bed.", ""))
    write(one)
    propose(one)
    write(other, Words({"frequency": "Every Monday."}, "", LATER), number=2)
    propose(other, number=2)
    page = text_of(client_of(one).get(address("agreement_version", one, 2)))
    assert "A &lt;b&gt;rota&lt;/b&gt;.<br>And a bed." in page
    assert '<del><span class="nhsuk-u-visually-hidden"> [removed: </span> second' in page
    assert "café" in page
    overview = text_of(client_of(one).get(address("agreement", one)))
    assert address("agreement_version", one, 1) in overview
    assert "Replaced" in overview
    assert "Waits for your signature" in overview
    assert client_of(one).get(address("agreement_version", one, 9)).status_code == 404


def test_a_version_on_paper(two):
    one, _other = two
    write(one)
    propose(one)
    pages = [client_of(member).get(address("agreement_pdf", member, 1)) for member in two]
    papers = [b"".join(page.streaming_content) for page in pages]
    assert papers[0] == papers[1]
    assert papers[0].startswith(b"%PDF")


def test_mentoring_has_no_agreement():
    row = MentoringFactory()
    for member in row.members.all():
        assert client_of(member).get(address("agreement", member)).status_code == 404


def test_an_older_draft_is_not_lost_when_a_member_leaves(two):
    one, other = two
    write(one)
    Member.objects.filter(pk=other.pk).update(left_at=timezone.now())
    propose(one)
    assert sign(one).in_force_at is not None
    assert history_of(Relationship.objects.get(pk=one.relationship_id)).in_force.number == 1


def test_changes_are_heard_as_well_as_seen():
    said = changed("Every <Monday>.", "Every Tuesday.")
    assert said == (
        'Every <del><span class="nhsuk-u-visually-hidden"> [removed: </span>&lt;Monday&gt;'
        '<span class="nhsuk-u-visually-hidden">] </span></del>'
        '<ins><span class="nhsuk-u-visually-hidden"> [added: </span>Tuesday'
        '<span class="nhsuk-u-visually-hidden">] </span></ins>.'
    )
