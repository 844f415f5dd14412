"""What the cohort pages show, worked out from rows."""

from kith.service.cohorts.web.presenters.cohort import (
    archived_place_card,
    calendar_page,
    card,
    cohort_page,
)
from kith.service.cohorts.web.presenters.messages import (
    MAIL_TONES,
    confidential_rows,
    mail_rows,
    mail_states,
)
from kith.service.cohorts.web.presenters.people import (
    STATE_TONES,
    entry_rows,
    people_progress,
    people_rows,
    person_facts,
)
from kith.service.cohorts.web.presenters.team import team_rows
from kith.service.cohorts.web.presenters.wording import held_permissions, language

__all__ = [
    "MAIL_TONES",
    "STATE_TONES",
    "archived_place_card",
    "calendar_page",
    "card",
    "cohort_page",
    "confidential_rows",
    "entry_rows",
    "held_permissions",
    "language",
    "mail_rows",
    "mail_states",
    "people_progress",
    "people_rows",
    "person_facts",
    "team_rows",
]
