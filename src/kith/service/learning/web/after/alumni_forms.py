"""What an alumnus lets be seen, and what a lead asks of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.service.learning.domain.after.alumni import OFFERS, Entry
from kith.service.learning.models import Alumnus, AlumnusAsked, Event
from kith.service.ui.web.fields import choice_field
from kith.service.ui.web.wording import moment

EVERYBODY, LEADS = "everybody", "leads"


class EntryForm(forms.Form):
    line = forms.CharField(
        label=gettext_lazy("What do you do now?"),
        help_text=gettext_lazy(
            "One line, such as “Ward manager at Northgate”. Leave it empty if you would rather not say."
        ),
        max_length=200,
        required=False,
    )
    shows_address = forms.BooleanField(label=gettext_lazy("Show my e-mail address"), required=False)
    offers = forms.MultipleChoiceField(
        label=gettext_lazy("What would you help with?"),
        help_text=gettext_lazy(
            "You are asked before anything happens, at most once for each cohort, and you can say no."
        ),
        choices=[
            ("would_mentor", gettext_lazy("Mentor somebody")),
            ("would_review", gettext_lazy("Read applications")),
            ("would_speak", gettext_lazy("Come and speak")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    seen_by = forms.ChoiceField(
        label=gettext_lazy("Who may see this?"),
        choices=[
            (EVERYBODY, gettext_lazy("Others who stay in touch, and the people who run programmes here")),
            (LEADS, gettext_lazy("Only the people who run programmes here. I then see no others either")),
        ],
        initial=EVERYBODY,
        widget=forms.RadioSelect,
    )

    @property
    def entry(self) -> Entry:
        given = self.cleaned_data
        return Entry(
            line=given["line"],
            shows_address=given["shows_address"],
            is_for_leads_only=given["seen_by"] == LEADS,
            **{field: field in given["offers"] for field in OFFERS.values()},
        )


def entry_as_initial(alumnus: Alumnus) -> dict[str, Any]:
    return {
        "line": alumnus.line,
        "shows_address": alumnus.shows_address,
        "offers": [field for field in OFFERS.values() if getattr(alumnus, field)],
        "seen_by": LEADS if alumnus.is_for_leads_only else EVERYBODY,
    }


class AskForm(forms.Form):
    ask = forms.ChoiceField(label=gettext_lazy("What do you ask?"), widget=forms.RadioSelect)
    event = forms.ChoiceField(
        label=gettext_lazy("At which session?"),
        help_text=gettext_lazy("For a speaker, when you know it."),
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("What do you want to say to them?"),
        help_text=gettext_lazy("It stands in the mail."),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, alumnus: Alumnus, events: list[Event], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = offer_names()
        offered = [ask for ask, field in OFFERS.items() if getattr(alumnus, field)]
        choice_field(self, "ask").choices = [(ask, names[ask]) for ask in offered]
        if len(offered) == 1:
            self.fields["ask"].initial = offered[0]
        self._events = {str(one.pk): one for one in events}
        if not events or AlumnusAsked.Ask.SPEAKER not in offered:
            del self.fields["event"]
        else:
            choice_field(self, "event").choices = [("", _("Not known yet"))] + [
                (
                    key,
                    f"{one.title}, {moment(one.starts_at, one.zone or None)}" if one.starts_at else one.title,
                )
                for key, one in self._events.items()
            ]

    @property
    def given(self) -> dict[str, Any]:
        found = self.cleaned_data
        return {
            "ask": found["ask"],
            "words": found["words"],
            "event": self._events.get(found.get("event") or ""),
        }


def offer_names() -> dict[str, str]:
    """What somebody would help with, as it is listed."""
    return {
        AlumnusAsked.Ask.MENTOR.value: _("Mentor somebody"),
        AlumnusAsked.Ask.REVIEWER.value: _("Read applications"),
        AlumnusAsked.Ask.SPEAKER.value: _("Come and speak"),
    }
