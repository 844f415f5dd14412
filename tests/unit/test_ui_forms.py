"""Django forms as NHS components."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from kith.foundation.faults import Fault, KithError, Where
from kith.service.ui.web.field_views import field_view, summary_items
from kith.service.ui.web.fields import DayField
from kith.service.ui.web.refusals import show_refusal


class Sample(forms.Form):
    name = forms.CharField(label="Full name", help_text="As on your badge.")
    side = forms.ChoiceField(
        label="Side", choices=[("a", "Clinician"), ("b", "Manager")], widget=forms.RadioSelect
    )
    first_day = DayField(label="First day", required=False)
    people = forms.IntegerField(label="People", required=False)
    file = forms.FileField(label="File", required=False)
    agreed = forms.BooleanField(label="I agree", required=False)


def kinds(form: forms.Form) -> list[str]:
    return [field_view(bound, {}).kind for bound in form]


def test_the_widget_chooses_the_component():
    assert kinds(Sample()) == ["input", "radios", "day", "input", "file", "checkboxes"]


def test_several_may_be_ticked_in_a_list_of_checkboxes():
    """Django's widget for them is a kind of its widget for radios."""

    class Several(forms.Form):
        days = forms.MultipleChoiceField(choices=[(d, d) for d in "abc"], widget=forms.CheckboxSelectMultiple)

    view = field_view(Several({"days": ["a", "c"]})["days"], {})
    assert view.kind == "checkboxes"
    assert [item["value"] for item in view.params["items"] if item.get("checked")] == ["a", "c"]


def test_hint_and_error_are_wired_to_the_input():
    params = field_view(Sample({"name": ""})["name"], {}).params
    assert params["hint"] == {"text": "As on your badge.", "id": "id_name-hint"}
    assert params["errorMessage"]["text"] == "Fill this in: Full name"
    assert params["id"] == "id_name"


def test_what_was_typed_comes_back():
    form = Sample(
        {"name": "Ming", "side": "b", "first_day_day": "31", "first_day_month": "2", "first_day_year": "2026"}
    )
    assert field_view(form["name"], {}).params["value"] == "Ming"
    assert [item["checked"] for item in field_view(form["side"], {}).params["items"]] == [False, True]
    assert [box["value"] for box in field_view(form["first_day"], {}).params["items"]] == ["31", "2", "2026"]


def test_a_number_is_typed_as_text_with_numeric_keys():
    params = field_view(Sample()["people"], {}).params
    assert (params["type"], params["inputmode"]) == ("text", "numeric")


def test_the_summary_says_each_error_once_and_leads_to_its_input():
    form = Sample({"people": "many", "first_day_day": "31", "first_day_month": "2", "first_day_year": "2026"})
    assert summary_items([form], []) == [
        {"text": "Fill this in: Full name", "href": "#id_name"},
        {"text": "Choose an answer: Side", "href": "#id_side"},
        {
            "text": "First day: This is not a real date. Write it in numbers, for example 31 3 2026.",
            "href": "#id_first_day_day",
        },
        {"text": "People: Enter a whole number.", "href": "#id_people"},
    ]


def test_a_refusal_stands_at_its_field_or_above_all():
    form = Sample({"name": "Ming", "side": "a"})
    refused = KithError([Fault("core.job.over", Where(key="name")), Fault("core.job.over")])
    show_refusal(form, refused)
    assert [item.get("href") for item in summary_items([form], [])] == [None, "#id_name"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (["31", "3", "2026"], date(2026, 3, 31)),
        ([" 1", "02", "2026 "], date(2026, 2, 1)),
        (["", "", ""], None),
    ],
)
def test_a_day_is_read(typed, day):
    assert DayField(required=False).clean(typed) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (["31", "2", "2026"], "invalid"),
        (["1", "2", "26"], "invalid"),
        (["one", "2", "2026"], "invalid"),
        (["1", "", "2026"], "incomplete"),
        (["", "", ""], "required"),
    ],
)
def test_a_wrong_day_says_what_is_wrong(typed, code):
    with pytest.raises(ValidationError) as wrong:
        DayField().clean(typed)
    assert wrong.value.code == code
