from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "kith.service.reports"
    label = "reports"

    def ready(self) -> None:
        from kith.service.cohorts.domain.extras import register_links
        from kith.service.cohorts.domain.stages import register_stage
        from kith.service.cohorts.domain.tasks import register_tasks, register_tasks_of_people
        from kith.service.core.domain.permissions import Scope, register_scope
        from kith.service.reports import jobs  # noqa: F401 - registers the work
        from kith.service.reports.domain import roles
        from kith.service.reports.domain.declarations import declare_all
        from kith.service.reports.web import presenters
        from kith.service.reports.web.planning.presenters import links, tasks_of_planner

        register_scope(Scope("report", roles.load_report, roles.roles_on_report))
        register_stage("report", presenters.report_progress)
        register_links("reports", links)
        register_tasks("reports", presenters.tasks_of_places)
        register_tasks_of_people("reports.plans", tasks_of_planner)
        declare_all()
