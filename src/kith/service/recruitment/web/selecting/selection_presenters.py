"""What the pages of selection show, worked out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.stages import StageAction, StageProgress, StageState, is_over
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission
from kith.service.core.domain.remembering import recall
from kith.service.recruitment.domain.selecting import letters as writing
from kith.service.recruitment.domain.selecting import offer_mails
from kith.service.recruitment.domain.selecting.ranking import Ranking, Standing, balance_of
from kith.service.recruitment.domain.selecting.room import Room, room_of
from kith.service.recruitment.models import Application, Call, Offer, Review, Waiting
from kith.service.ui.web.tables import bar_html, tag_html

State = Application.State
TONES = {
    State.SUBMITTED: "new",
    State.SHORTLISTED: "now",
    State.INTERVIEWED: "now",
    State.OFFERED: "waiting",
    State.WAITING: "waiting",
    State.ACCEPTED: "done",
    State.EXPIRED: "late",
}
CHECKBOX = Markup(
    '<div class="nhsuk-checkboxes nhsuk-checkboxes--small"><div class="nhsuk-checkboxes__item">'
    '<input class="nhsuk-checkboxes__input" id="application-{pk}" name="application" type="checkbox" '
    'value="{pk}" form="decide"{checked}><label class="nhsuk-label nhsuk-checkboxes__label" for="application-{pk}">'
    "{reference}</label></div></div>"
)


def selection(call: Call, ranking: Ranking) -> dict[str, Any]:
    """The page of one side."""
    cohort, room = call.cohort, room_of(call, ranking.side)
    definition = definition_of(cohort)
    language = get_language() or "en"
    return {
        "cohort": cohort,
        "call": call,
        "ranking": ranking,
        "sides": [
            (role.key, role.plural.in_language(language)) for role in definition.roles if role.application
        ],
        "side": ranking.side,
        "side_name": definition.role(ranking.side).plural.in_language(language),
        "room": places_line(room),
        "reviews_out": ranking.reviews_out,
        "by": _("interviews") if ranking.by == Review.Kind.INTERVIEW else _("applications as written"),
        "heads": [
            _("Application"),
            _("Rank"),
            _("Score, of 100"),
            _("Reviews"),
            _("Permission"),
            _("Stands at"),
        ],
        "rows": [
            ranking_row(cohort, standing, definition.role(ranking.side).requires, ranking.by)
            for standing in ranking.standings
        ],
        "balance": balance_of(call, ranking.side, ranking),
        "offers": open_offers(call, ranking.side),
        "waiting": waiting_rows(call, ranking.side),
        "letters_due": len(writing.waiting_for_letter(call)),
        "here": "programmes",
    }


def places_line(room: Room) -> str:
    """How many places there are, and what became of them."""
    return _(
        "%(most)s places: %(taken)s taken, %(offered)s on offer, %(free)s free. "
        "%(waiting)s on the waiting list."
    ) % {
        "most": room.most,
        "taken": room.taken,
        "offered": room.offered,
        "free": room.free,
        "waiting": room.waiting,
    }


def ranking_row(cohort: Cohort, standing: Standing, requires: Sequence[str], by: str) -> list[Any]:
    row, ranked = standing.application, standing.ranked
    box = CHECKBOX.format(pk=row.pk, reference=row.reference, checked="")
    page = reverse("recruitment:application", args=[cohort.pk, row.pk])
    look = Markup(
        '<a class="nhsuk-link" href="{}">{}<span class="nhsuk-u-visually-hidden"> {}</span></a>'
    ).format(page, _("Read"), row.reference)
    score: Any = "–"
    if ranked is not None:
        text = f"{ranked.total:.0f}"
        if ranked.low is not None and ranked.high is not None:
            text = _("%(total)s (%(low)s to %(high)s)") % {
                "total": text,
                "low": f"{max(0.0, ranked.low):.0f}",
                "high": f"{min(100.0, ranked.high):.0f}",
            }
        score = bar_html(max(0.0, min(100.0, ranked.total)), 100, text)
    return [
        Markup("{} {}").format(box, look),
        rank_words(standing, by),
        score,
        reviews_cell(standing),
        permission_words(row, requires),
        Markup("{}{}").format(
            tag_html(TONES.get(State(row.state), "plain"), str(row.get_state_display())),
            Markup("<br>{}").format(_("Does not meet every rule")) if row.unmet else "",
        ),
    ]


def rank_words(standing: Standing, by: str) -> str:
    """The rank, a tie as a tie, and where it could be by chance alone."""
    ranked = standing.ranked
    if ranked is None:
        return _("Not interviewed") if by == Review.Kind.INTERVIEW else _("Not scored")
    rank = _("%(rank)s, tied") % {"rank": ranked.rank} if ranked.tied_with else str(ranked.rank)
    if ranked.rank_low is None or ranked.rank_high is None or ranked.rank_low == ranked.rank_high:
        return rank
    return _("%(rank)s (could be %(low)s to %(high)s)") % {
        "rank": rank,
        "low": ranked.rank_low,
        "high": ranked.rank_high,
    }


def reviews_cell(standing: Standing) -> Any:
    done, due = standing.reviews_done, standing.reviews_due
    said = _("%(done)s of %(all)s") % {"done": done, "all": done + due}
    if standing.ranked is not None and standing.ranked.is_wide:
        apart = _("%(points)s points apart") % {"points": f"{standing.ranked.spread:.0f}"}
        return Markup("{}<br>{}").format(said, tag_html("late", apart))
    return said


def permission_words(application: Application, requires: Sequence[str]) -> str:
    if not requires:
        return _("Not asked for")
    return _("Given") if application.permitted_at else _("Waiting")


def open_offers(call: Call, side: str) -> list[list[Any]]:
    rows = Offer.objects.filter(
        application__call=call, application__side=side, state=Offer.State.OPEN
    ).select_related("application__call__cohort")
    link = Markup('<a class="nhsuk-link" href="{}">{}<span class="nhsuk-u-visually-hidden"> {}</span></a>')
    return [
        [
            offer.application.reference,
            offer_mails.last_day(offer),
            link.format(
                reverse("recruitment:take_back_offer", args=[call.cohort_id, offer.application_id]),
                _("Take back"),
                offer.application.reference,
            ),
        ]
        for offer in rows.order_by("expires_at", "id")
    ]


def waiting_rows(call: Call, side: str) -> list[tuple[Application, bool, bool]]:
    """The line, with whether each can go up or down."""
    rows = list(
        Waiting.objects.filter(
            application__call=call, application__side=side, application__state=State.WAITING, left_at=None
        )
        .select_related("application")
        .order_by("rank", "id")
    )
    return [(row.application, i > 0, i < len(rows) - 1) for i, row in enumerate(rows)]


def selection_progress(cohort: Cohort) -> StageProgress:
    """The stage on the cohort's line: how many places are taken, and the way to the ranking."""
    call = recall(("recruitment.call", cohort.pk), lambda: Call.objects.filter(cohort=cohort).first())
    if call is None:
        return StageProgress(StageState.UNUSED, None)
    counts = recall(("recruitment.states", cohort.pk), lambda: _states(call))
    accepted = counts.get(State.ACCEPTED, 0)
    judged = sum(n for state, n in counts.items() if state not in (State.STARTED, State.WITHDRAWN))
    action = StageAction(_("Choose"), reverse("recruitment:selection", args=[cohort.pk]), Permission.SELECT)
    if not judged:
        return StageProgress(StageState.NEXT, None)
    said = _("%(accepted)s accepted, %(open)s on offer, of %(all)s sent") % {
        "accepted": accepted,
        "open": counts.get(State.OFFERED, 0),
        "all": judged,
    }
    return StageProgress(StageState.DONE if is_over(cohort, "selection") else StageState.NOW, said, action)


def _states(call: Call) -> dict[str, int]:
    rows = call.applications.filter(example="").order_by().values_list("state").annotate(n=Count("id"))
    return dict(rows)
