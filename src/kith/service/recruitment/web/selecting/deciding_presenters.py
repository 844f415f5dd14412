"""What the pages before and after a decision show: whom it touches, what it does, and the letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.mail_text import LINK
from kith.service.recruitment.domain.selecting import letters as writing
from kith.service.recruitment.domain.selecting import offer_mails
from kith.service.recruitment.domain.selecting.offers import offer_end, usual_days
from kith.service.recruitment.domain.selecting.ranking import Ranking
from kith.service.recruitment.domain.selecting.room import room_of
from kith.service.recruitment.models import Application, Call, Decision, Offer
from kith.service.recruitment.web.selecting.selection_presenters import permission_words, rank_words

State = Application.State
Kind = Decision.Kind


def usual_decision(call: Call, ranking: Ranking) -> tuple[str, int | None]:
    """What is most likely next, so that a lead only has to say yes: the shortlist and who is not on it, then
    offers as far as there are places, a waiting list half as long, and who is not selected."""
    states = [standing.application.state for standing in ranking.standings]
    unread, seen = (
        states.count(State.SUBMITTED),
        states.count(State.SHORTLISTED) + states.count(State.INTERVIEWED),
    )
    room = room_of(call, ranking.side)
    if unread and not set(states) & {State.SHORTLISTED, State.INTERVIEWED, State.OFFERED, State.ACCEPTED}:
        return Kind.SHORTLIST, min(2 * room.most, len(states)) or None
    if unread and not ranking.reviews_out:
        return Kind.NOT_SHORTLIST, unread
    if room.free or not seen:
        return Kind.OFFER, room.free or None
    if not room.waiting:
        return Kind.WAIT, min(seen, max(1, room.most // 2))
    return Kind.NOT_SELECT, seen


def usual_reason(ranking: Ranking, kind: str, first: int | None) -> str:
    """A reason that says what was done when the ranking alone decided."""
    if not first or ranking.result is None:
        return ""
    if kind in (Kind.NOT_SHORTLIST, Kind.NOT_SELECT):
        return _("The others stand higher in the ranking.")
    if kind == Kind.WAIT:
        return _("Next in the ranking.")
    return ngettext(
        "The highest total in the ranking.", "The %(num)s highest totals in the ranking.", first
    ) % {"num": first}


def decision(
    call: Call, ranking: Ranking, chosen: Sequence[Application], kind: str, first: int | None
) -> dict[str, Any]:
    """The page before a decision: whom it touches, what it does, and what the numbers cannot say."""
    by_id = {standing.application.pk: standing for standing in ranking.standings}
    definition = definition_of(call.cohort)
    return {
        "cohort": call.cohort,
        "title": str(TITLES[Kind(kind)]) % {"count": len(chosen)},
        "chosen": [
            [
                row.reference,
                rank_words(by_id[row.pk], ranking.by),
                permission_words(row, definition.role(row.side).requires),
            ]
            for row in chosen
        ],
        "chosen_ids": [str(row.pk) for row in chosen],
        "first": "",
        "cut": cut_words(ranking, first, kind),
        "what_happens": _what_happens(call, kind),
        "sample": _sample(call, chosen, kind),
        "back_href": f"{reverse('recruitment:selection', args=[call.cohort_id])}?side={ranking.side}",
        "here": "programmes",
    }


TITLES = {
    Kind.SHORTLIST: gettext_lazy("Put %(count)s on the shortlist"),
    Kind.OFFER: gettext_lazy("Offer %(count)s a place"),
    Kind.WAIT: gettext_lazy("Put %(count)s on the waiting list"),
    Kind.NOT_SHORTLIST: gettext_lazy("Leave %(count)s off the shortlist"),
    Kind.NOT_SELECT: gettext_lazy("Do not select %(count)s"),
    Kind.REOPEN: gettext_lazy("Look at %(count)s again"),
}


def cut_words(ranking: Ranking, first: int | None, kind: str) -> str | None:
    """Who stands so close to the cut that the scores cannot tell them apart; None when nobody does."""
    cut = ranking.cut(first) if first else None
    if cut is None or kind not in (Kind.SHORTLIST, Kind.OFFER, Kind.WAIT):
        return None
    references = {str(row.application.pk): row.application.reference for row in ranking.standings}
    if cut.tied:
        names = ", ".join(references[one] for one in cut.tied)
        return _(
            "%(names)s have exactly the same total, and they do not all fit. The numbers cannot choose between them: "
            "go back and tick the ones you choose, and say why."
        ) % {"names": names}
    if cut.undecided:
        names = ", ".join(references[one] for one in cut.undecided)
        return _(
            "The scores cannot tell these apart at the cut: %(names)s. If you keep to the ranking, say that you did; "
            "if you read them again first, say what decided."
        ) % {"names": names}
    return None


def _what_happens(call: Call, kind: str) -> list[str]:
    if kind == Kind.OFFER:
        ends = Offer(
            application=Application(call=call), expires_at=offer_end(call, usual_days(call), timezone.now())
        )
        return [
            _(
                "Each gets a mail with the offer. It stands until the end of %(day)s unless you change the days."
            )
            % {"day": offer_mails.last_day(ends)},
            _("A place that is declined, or not answered, goes to the next on the waiting list by itself."),
        ]
    return {
        Kind.SHORTLIST: [_("They can book an interview, if there are interviews. No mail goes before that.")],
        Kind.NOT_SHORTLIST: [_("Nothing is sent yet. You write the letters on a page of their own.")],
        Kind.WAIT: [_("They stand on the waiting list in this order, and move up by themselves.")],
        Kind.NOT_SELECT: [_("Nothing is sent yet. You write the letters on a page of their own.")],
        Kind.REOPEN: [_("They stand where they stood before they were turned down.")],
    }[Kind(kind)]


def _sample(call: Call, chosen: Sequence[Application], kind: str) -> tuple[str, list[str]] | None:
    """The mail of an offer, as its receiver will see it."""
    if kind != Kind.OFFER or not chosen:
        return None
    first = call.applications.select_related("call__cohort__organisation", "person").get(pk=chosen[0].pk)
    offer = Offer(application=first, expires_at=offer_end(call, usual_days(call), timezone.now()))
    subject, body = offer_mails.words_of_offer(offer)
    return subject, paragraphs(body)


DONE = {
    Kind.SHORTLIST: ngettext_lazy(
        "%(num)s application is on the shortlist.", "%(num)s applications are on the shortlist.", "num"
    ),
    Kind.OFFER: ngettext_lazy(
        "%(num)s place is offered; the mail is on its way.",
        "%(num)s places are offered; the mails are on their way.",
        "num",
    ),
    Kind.WAIT: ngettext_lazy(
        "%(num)s application is on the waiting list.", "%(num)s applications are on the waiting list.", "num"
    ),
    Kind.NOT_SHORTLIST: ngettext_lazy(
        "%(num)s application is not shortlisted.", "%(num)s applications are not shortlisted.", "num"
    ),
    Kind.NOT_SELECT: ngettext_lazy(
        "%(num)s application is not selected.", "%(num)s applications are not selected.", "num"
    ),
    Kind.REOPEN: ngettext_lazy(
        "%(num)s application is looked at again.", "%(num)s applications are looked at again.", "num"
    ),
}


def done(kind: str, count: int) -> str:
    return str(DONE[Kind(kind)] % {"num": count})


def take_back(call: Call, application: Application) -> dict[str, Any]:
    return {
        "cohort": call.cohort,
        "title": _("Take back the offer to %(reference)s") % {"reference": application.reference},
        "what_happens": [
            _("The applicant is told that the place is taken back."),
            _(
                "Their application stands where it stood before. Nobody moves up from the waiting list by this."
            ),
        ],
        "button": _("Take the offer back"),
        "cancel_href": f"{reverse('recruitment:selection', args=[call.cohort_id])}?side={application.side}",
        "is_dangerous": True,
        "here": "programmes",
    }


def letters(call: Call, waiting: Sequence[Application]) -> dict[str, Any]:
    """Each letter as it will read, without the lead's own words."""
    feedback = writing.feedback_of(call, waiting)
    written = [(row, *writing.words_of_letter(row, feedback[row.pk], "")) for row in waiting]
    return {
        "cohort": call.cohort,
        "letters": [(row.reference, subject, paragraphs(body)) for row, subject, body in written],
        "here": "programmes",
    }


def paragraphs(body: str) -> list[str]:
    """A mail's body as its receiver reads it, the personal link named, not shown."""
    return body.replace(LINK, _("(their personal link)")).strip().split("\n\n")
