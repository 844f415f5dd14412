from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "kith.service.surveys"
    label = "surveys"

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from kith.service.cohorts.domain.calendar import register_entries
        from kith.service.cohorts.domain.closing import register_consequences
        from kith.service.cohorts.domain.events import (
            CohortClosed,
            CohortCreated,
            DatesChanged,
            PlaceConfirmed,
            PlaceEnded,
        )
        from kith.service.cohorts.domain.stages import register_stage
        from kith.service.cohorts.domain.tasks import register_tasks
        from kith.service.core.domain.events import subscribe
        from kith.service.core.domain.files import let_go
        from kith.service.core.domain.links import register_link_route
        from kith.service.core.domain.permissions import Scope, register_scope
        from kith.service.core.domain.tick import every_tick
        from kith.service.core.models import LinkPurpose
        from kith.service.people.domain.events import ConsentChanged
        from kith.service.surveys.domain import handlers, roles, waves
        from kith.service.surveys.domain.agreeing import consent_changed
        from kith.service.surveys.domain.building.roles import load_questionnaire, roles_on_questionnaire
        from kith.service.surveys.domain.declarations import declare_all
        from kith.service.surveys.domain.importing import long  # noqa: F401 - registers the work
        from kith.service.surveys.domain.raters import keeping
        from kith.service.surveys.domain.raters.declarations import declare_raters
        from kith.service.surveys.domain.uses import register_uses
        from kith.service.surveys.models import ResponseFile
        from kith.service.surveys.web import closing, presenters

        post_delete.connect(let_go, sender=ResponseFile)
        register_uses()
        register_scope(Scope("wave", roles.load_wave, roles.roles_on_wave))
        register_scope(Scope("invitation", roles.load_invitation, roles.roles_on_invitation))
        register_scope(Scope("questionnaire", load_questionnaire, roles_on_questionnaire))
        register_link_route(LinkPurpose.ANSWER_WAVE, "surveys:answer_by_link")
        register_link_route(LinkPurpose.RATE, "surveys:rate")
        subscribe(CohortCreated, handlers.cohort_created)
        subscribe(CohortClosed, handlers.cohort_closed)
        subscribe(DatesChanged, handlers.dates_changed)
        subscribe(PlaceConfirmed, handlers.place_confirmed)
        subscribe(PlaceEnded, handlers.place_ended)
        subscribe(ConsentChanged, consent_changed)
        subscribe(PlaceEnded, keeping.person_left)
        subscribe(ConsentChanged, keeping.consent_changed)
        every_tick("surveys.open_waves")(waves.open_due)
        every_tick("surveys.remind")(waves.remind_due)
        every_tick("surveys.remind_raters")(keeping.remind_due)
        every_tick("surveys.close_waves")(waves.close_due)
        register_consequences("surveys", closing.consequences)
        register_stage("measuring", presenters.measuring_progress)
        register_entries("surveys", presenters.calendar_entries)
        register_tasks("surveys", presenters.tasks_of_places)
        declare_all()
        declare_raters()
