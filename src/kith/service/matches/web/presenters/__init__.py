"""What the matching pages show, worked out from a run's stored result and people's rows."""

from kith.service.matches.web.presenters.begin import begin_page
from kith.service.matches.web.presenters.draft import draft
from kith.service.matches.web.presenters.pair import pair_page
from kith.service.matches.web.presenters.participants import partner_page, published_rows, tasks_of_places
from kith.service.matches.web.presenters.rematch import history, matching_again
from kith.service.matches.web.presenters.rematch_draft import rematch_draft
from kith.service.matches.web.presenters.stages import (
    matching_progress,
    preferences_progress,
)
from kith.service.matches.web.presenters.wording import PER_WEIGHT, Names, language, may
from kith.service.matches.web.presenters.workbench import decision_rows, workbench

__all__ = [
    "PER_WEIGHT",
    "Names",
    "begin_page",
    "decision_rows",
    "draft",
    "history",
    "language",
    "matching_again",
    "matching_progress",
    "may",
    "pair_page",
    "partner_page",
    "preferences_progress",
    "published_rows",
    "rematch_draft",
    "tasks_of_places",
    "workbench",
]
