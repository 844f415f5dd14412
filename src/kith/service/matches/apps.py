from django.apps import AppConfig


class MatchesConfig(AppConfig):
    name = "kith.service.matches"
    label = "matches"

    def ready(self) -> None:
        from kith.service.cohorts.domain.closing import register_consequences
        from kith.service.cohorts.domain.events import CohortClosed, CohortCreated, PlaceEnded
        from kith.service.cohorts.domain.file_columns import register_file_column
        from kith.service.cohorts.domain.notices import register_notices
        from kith.service.cohorts.domain.stages import register_stage
        from kith.service.cohorts.domain.tasks import register_tasks
        from kith.service.core.domain.events import subscribe
        from kith.service.matches import (
            exercise_registrations,
            jobs,  # noqa: F401 - registers the work
        )
        from kith.service.matches.domain import handlers
        from kith.service.matches.domain.declarations import declare_all
        from kith.service.matches.domain.partner_column import PARTNER_COLUMN
        from kith.service.matches.web import closing, notices, presenters
        from kith.service.people.domain.events import PersonErased

        register_consequences("matches", closing.consequences)
        register_stage("preferences", presenters.preferences_progress)
        register_stage("matching", presenters.matching_progress)
        register_notices("matches", notices.notices)
        register_tasks("matches", presenters.tasks_of_places)
        subscribe(CohortCreated, handlers.cohort_created)
        subscribe(PlaceEnded, handlers.place_ended)
        subscribe(CohortClosed, handlers.cohort_closed)
        subscribe(PersonErased, handlers.person_erased)
        register_file_column(PARTNER_COLUMN)
        declare_all()
        exercise_registrations.register()
