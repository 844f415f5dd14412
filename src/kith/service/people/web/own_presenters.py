"""Rows and words for the pages about a person's own account and data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.service.core.domain import personal_data
from kith.service.people.domain.consents import cohort_names, purposes, wording_of
from kith.service.people.models import Consent, ErasureRequest, Person
from kith.service.ui.web.wording import day

Fact = tuple[str, object] | tuple[str, object, dict[str, str]]
LANGUAGE_NAMES = {"en": "English", "zh-hans": "简体中文"}
"""Each in its own name, so that whoever landed in the wrong one can read the way out."""


def details_facts(person: Person) -> tuple[Fact, ...]:
    def change(of_what: str) -> dict[str, str]:
        return {"text": _("Change"), "href": reverse("people:change_details"), "hidden": of_what}

    return (
        (_("Name"), person.name, change(_("your name"))),
        (_("What people call you"), person.called, change(_("what people call you"))),
        (
            _("Language"),
            LANGUAGE_NAMES.get(person.language, dict(settings.LANGUAGES).get(person.language, "")),
            change(_("your language")),
        ),
        (_("Time zone"), person.time_zone.replace("_", " "), change(_("your time zone"))),
    )


def sign_in_facts(person: Person, *, has_second_factor: bool, needs_second_factor: bool) -> tuple[Fact, ...]:
    second_step = _("On") if has_second_factor else _("Off")
    if needs_second_factor and not has_second_factor:
        second_step = _("Off. Your role needs it.")
    has_password = person.has_usable_password()
    password_page = "account_change_password" if has_password else "account_set_password"
    return (
        (
            _("Password"),
            _("Set") if has_password else _("None. You sign in with a link or code by e-mail."),
            {
                "text": _("Change") if has_password else _("Set"),
                "href": reverse(password_page),
                "hidden": _("password"),
            },
        ),
        (
            _("Second step"),
            second_step,
            {"text": _("Manage"), "href": reverse("mfa_index"), "hidden": _("second step")},
        ),
    )


def address_rows(addresses: Iterable[EmailAddress]) -> tuple[tuple[str, str], ...]:
    def state(address: EmailAddress) -> str:
        if not address.verified:
            return _("Not yet shown to be yours")
        return _("Main address") if address.primary else _("Yours")

    return tuple((address.email, state(address)) for address in addresses)


@dataclass(frozen=True, slots=True)
class SessionRow:
    since: datetime
    device: str
    network_address: str


BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}
"""What stands in a browser's own description, the more telling first: Edge says Chrome and Safari as well."""


def device(user_agent: str) -> str:
    """In words enough to know one's own devices by: Firefox on Windows."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), None)
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), None)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def session_rows(sessions: Iterable[UserSession], current_key: str | None) -> tuple[SessionRow, ...]:
    return tuple(
        SessionRow(
            since=session.created_at,
            device=_("This device") if session.session_key == current_key else device(session.user_agent),
            network_address=session.ip,
        )
        for session in sessions
    )


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """What somebody says now to one use, in one cohort. ``said`` is whole sentences with their days."""

    id: UUID
    title: str
    about: str
    words: str
    said: tuple[str, ...]
    is_given: bool


def consent_rows(consents: Iterable[Consent]) -> tuple[ConsentRow, ...]:
    """The newest answer to each use in each cohort, in the words it was given to: by cohort, as they were asked."""
    newest: dict[tuple[str, UUID | None], Consent] = {}
    for consent in consents:
        newest.setdefault((consent.purpose, consent.cohort_id), consent)
    names = cohort_names({key for _purpose, key in newest if key is not None})
    language = get_language() or "en"
    rows = []
    order = purposes()
    for consent in sorted(
        newest.values(),
        key=lambda one: (names.get(one.cohort_id, ""), order.index(one.purpose)),  # type: ignore[arg-type]
    ):
        wording = wording_of(consent)
        rows.append(
            ConsentRow(
                id=consent.pk,
                title=wording.title.in_language(language),
                about=names.get(consent.cohort_id, "") if consent.cohort_id else "",
                words=wording.words.in_language(language),
                said=tuple(_said(consent)),
                is_given=consent.is_given and consent.withdrawn_at is None,
            )
        )
    return tuple(rows)


def _said(consent: Consent) -> Iterator[str]:
    words = {"day": day(consent.given_at)}
    if consent.basis:
        words["basis"] = consent.basis
        given = _("You agreed elsewhere; recorded here on %(day)s: %(basis)s")
        declined = _("You said no elsewhere; recorded here on %(day)s: %(basis)s")
    else:
        given, declined = _("Given on %(day)s."), _("You said no on %(day)s.")
    yield (given if consent.is_given else declined) % words
    if consent.withdrawn_at:
        yield _("Taken back on %(day)s.") % {"day": day(consent.withdrawn_at)}


@dataclass(frozen=True, slots=True)
class OwnRequest:
    organisation: str
    asked_at: datetime
    state: str
    reason: str


def own_requests(requests: Iterable[ErasureRequest]) -> tuple[OwnRequest, ...]:
    return tuple(
        OwnRequest(request.organisation.name, request.created_at, request.get_state_display(), request.reason)
        for request in requests
    )


def erasure_rules(person: Person) -> tuple[tuple[str, str, str], ...]:
    """For each table that holds something about the person: what it is for, why it may be held, what an
    erasure does to it."""
    ends = {
        personal_data.delete: _("Erased"),
        personal_data.keep: _("Stays: it holds ids only, never your name or words"),
    }
    emptied = _("Emptied: what remains does not lead to you")
    return tuple(
        (str(data.purpose), str(data.basis.words), ends.get(data.erase, emptied))
        for data in personal_data.declared()
        if data.of(person).exists()
    )
