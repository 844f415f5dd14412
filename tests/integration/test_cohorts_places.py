"""A place's life: what may follow what, who is written to, and how somebody comes back."""

import pytest
from tests.factories.running import running

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import places
from kith.service.cohorts.models import Place
from kith.service.core.models import Link, Mail, MailState

pytestmark = pytest.mark.django_db
State = Place.State


@pytest.fixture
def made():
    found = running()
    found.add("Gil Roy", "clinician", confirmed=False, site="Northgate", line_of_management="Medicine")
    return found


def code_of(call, **given):
    with pytest.raises(KithError) as refused:
        call(**given)
    return refused.value.faults[0].code


STEPS = {"confirm": places.confirm, "decline": places.decline, "withdraw": places.withdraw}
MAY = {
    ("invited", "confirm"): "confirmed",
    ("invited", "decline"): "declined",
    ("invited", "withdraw"): "withdrawn",
    ("confirmed", "confirm"): "confirmed",
    ("confirmed", "withdraw"): "withdrawn",
    ("declined", "decline"): "declined",
    ("declined", "confirm"): "confirmed",
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", State.values)
def test_what_may_follow_what(made, state, step):
    place = made.places["Gil"]
    Place.objects.filter(pk=place.pk).update(state=state)
    place.refresh_from_db()
    if (state, step) in MAY:
        STEPS[step](by=made.by, place=place)
        assert Place.objects.get(pk=place.pk).state == MAY[state, step]
    else:
        assert code_of(STEPS[step], by=made.by, place=place) == "cohorts.place_state"
        assert Place.objects.get(pk=place.pk).state == state


def test_whoever_is_decided_about_by_two_at_once_is_decided_about_once(made):
    """Both hold the row as it was; the second is told, and nothing of theirs is done."""
    mine, theirs = (Place.objects.get(pk=made.places["Gil"].pk) for _lead in range(2))
    places.withdraw(by=made.by, place=mine)
    assert code_of(places.confirm, by=made.by, place=theirs) == "cohorts.place_state"
    assert theirs.state == State.WITHDRAWN


def test_an_unsent_invitation_goes_with_the_place(made):
    places.invite(by=made.by, cohort=made.cohort, held=True)
    places.withdraw(by=made.by, place=made.places["Gil"])
    assert [mail.state for mail in Mail.objects.all()] == [MailState.WITHDRAWN]
    assert not Link.objects.filter(revoked_at=None).exists()


def test_everybody_is_invited_once_and_who_comes_back_once_more(made):
    assert places.invite(by=made.by, cohort=made.cohort, held=False) == 1
    assert places.invite(by=made.by, cohort=made.cohort, held=False) == 0
    places.decline(by=made.by, place=made.places["Gil"])
    again = made.add("Gil Roy", "clinician", confirmed=False, site="St Anne's")
    assert again.pk == made.places["Gil"].pk
    assert again.attributes == {"site": "St Anne's", "line_of_management": "Medicine"}
    assert (again.state, again.invited_at, again.ended_at) == (State.INVITED, None, None)
    assert places.invite(by=made.by, cohort=made.cohort, held=False) == 1
    assert Mail.objects.filter(person=again.person, purpose=places.INVITATION).count() == 2
    places.confirm(by=made.by, place=again)


def test_who_comes_back_comes_back_on_their_own_side(made):
    places.withdraw(by=made.by, place=made.places["Gil"])
    given = {
        "by": made.by,
        "cohort": made.cohort,
        "name": "Gil Roy",
        "email": "GIL@example.org",
        "attributes": {},
    }
    assert code_of(places.add_person, side="manager", **given) == "cohorts.was_on_other_side"
    assert places.add_person(side="clinician", **given).pk == made.places["Gil"].pk
    assert code_of(places.add_person, side="clinician", **given) == "cohorts.already_in"


def test_who_left_and_came_back_is_asked_again_by_the_reminder(made):
    made.opened()
    places.withdraw(by=made.by, place=made.places["Amina"])
    back = made.add("Amina Yusuf", "clinician")
    assert back.state == State.CONFIRMED
    assert made.invitation("Amina").is_finished is False


def test_without_a_name_or_a_side_nobody_is_made(made):
    given = {"by": made.by, "cohort": made.cohort, "email": "new@example.org", "attributes": {}}
    with pytest.raises(KithError) as refused:
        places.add_person(name="  ", side="nowhere", **given)
    assert [fault.code for fault in refused.value.faults] == ["people.name.missing", "cohorts.unknown_side"]
    assert made.cohort.places.count() == 5
