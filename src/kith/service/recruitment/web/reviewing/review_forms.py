from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kith.programmes.types import Definition
from kith.service.cohorts.models import CohortRole
from kith.service.recruitment.domain.reviewing.reviewing import COMMENT_LIMIT, CRITERION, criteria_of
from kith.service.recruitment.models import Review
from kith.service.ui.web.fields import choice_field


class ReviewerForm(forms.Form):
    """Somebody who judges, what they do and what they know."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"))
    roles = forms.MultipleChoiceField(
        label=_("What do they do?"),
        choices=[
            (CohortRole.Kind.REVIEWER, _("Read applications, without names")),
            (CohortRole.Kind.INTERVIEWER, _("Interview")),
        ],
        initial=[CohortRole.Kind.REVIEWER],
        widget=forms.CheckboxSelectMultiple,
    )
    sides = forms.MultipleChoiceField(
        label=_("Whose applications?"),
        help_text=_("Tick none for all."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    specialities = forms.CharField(
        label=_("What do they know best?"),
        help_text=_(
            "Professions, with commas between them. They are given these first where that is possible."
        ),
        required=False,
        max_length=400,
    )
    most = forms.IntegerField(
        label=_("How many applications at most?"),
        help_text=_("Leave it empty for no limit."),
        min_value=0,
        max_value=5000,
        required=False,
    )

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        choice_field(self, "sides").choices = [
            (role.key, role.plural.in_language(language)) for role in definition.roles if role.application
        ]

    @property
    def given(self) -> dict[str, Any]:
        known = {**self.cleaned_data}
        known["specialities"] = known["specialities"].replace("，", ",").split(",")
        return known


class ReviewForm(forms.Form):
    """One set of radios a criterion, each point with its anchor in words, and a comment."""

    comment = forms.CharField(
        label=_("Comment"),
        help_text=_(
            "For those who choose. Say what in the application made you give these scores. The applicant can ask to read it."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=COMMENT_LIMIT,
        required=False,
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.criteria = criteria_of(review)
        for criterion in self.criteria:
            self.fields[CRITERION + criterion.key] = forms.TypedChoiceField(
                label=criterion.name.in_language(language),
                help_text=criterion.looks_for.in_language(language),
                choices=[
                    (anchor.points, f"{anchor.points}: {anchor.words.in_language(language)}")
                    for anchor in criterion.anchors
                ],
                coerce=int,
                empty_value=None,
                required=False,
                initial=review.scores.get(criterion.key),
                widget=forms.RadioSelect,
            )
        self.fields["comment"].initial = review.comment
        self.order_fields([*(CRITERION + one.key for one in self.criteria), "comment"])

    @property
    def scores(self) -> dict[str, int]:
        """What was scored; what was left open is left out."""
        found = {one.key: self.cleaned_data.get(CRITERION + one.key) for one in self.criteria}
        return {key: points for key, points in found.items() if points is not None}


class StandDownForm(forms.Form):
    reason = forms.CharField(
        label=_("Why can you not judge this one?"),
        help_text=_(
            "“I know the applicant” is enough. The people who run the programme see it, the applicant does not."
        ),
        max_length=400,
    )
