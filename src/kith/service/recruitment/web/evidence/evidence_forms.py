"""What managers, referees and applicants fill in, and the lead about them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

ACCEPTED = ".pdf,.docx,.jpg,.jpeg,.png"
DOCUMENT_HINT = _("PDF, Word (.docx) or a picture (JPEG, PNG), at most 10 MB.")


class PermissionForm(forms.Form):
    """The manager's answer. What is wrong with it is said by the action, all at once."""

    is_given = forms.ChoiceField(
        label=_("Do you agree that they take part?"),
        choices=[("yes", _("Yes, I agree")), ("no", _("No, I cannot agree this time"))],
        widget=forms.RadioSelect,
        required=False,
    )
    name = forms.CharField(label=_("Your name"), required=False)
    position = forms.CharField(
        label=_("Your position"), help_text=_("Such as “General manager, surgery”."), required=False
    )
    note = forms.CharField(
        label=_("Anything you want to add (optional)"),
        help_text=_("The applicant will read this too."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    @property
    def answer(self) -> dict[str, str | bool | None]:
        """As far as the form could read it: what it could not counts as left out."""
        said = {"name": "", "position": "", "note": ""} | self.cleaned_data
        return {**said, "is_given": {"yes": True, "no": False}.get(said.get("is_given", ""))}


class RefereeForm(forms.Form):
    """Who can give a reference."""

    name = forms.CharField(label=_("Their name"), required=False)
    email = forms.CharField(
        label=_("Their e-mail address"),
        help_text=_("We write to them only when a reference is needed. They need no account."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        required=False,
    )


class ReferenceForm(forms.Form):
    """Words or a file; the action says so when it is neither or both."""

    text = forms.CharField(
        label=_("Write the reference here"),
        help_text=_("If you cannot give one, say so here; that is an answer too."),
        widget=forms.Textarea(attrs={"rows": 10}),
        required=False,
    )
    file = forms.FileField(
        label=_("Or send a document"),
        help_text=DOCUMENT_HINT,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        required=False,
        allow_empty_file=True,
    )


class DocumentForm(forms.Form):
    """What reached the lead by another way."""

    file = forms.FileField(
        label=_("The document (optional)"),
        help_text=DOCUMENT_HINT,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        required=False,
        allow_empty_file=True,
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Such as “A board member has no line manager”. It is kept with the application."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
