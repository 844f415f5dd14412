"""What exercises register when the service starts."""


def register() -> None:
    from kith.service.cohorts.domain.extras import register_links
    from kith.service.cohorts.domain.tasks import register_tasks
    from kith.service.core.domain.permissions import Scope, register_scope
    from kith.service.matches import exercise_jobs  # noqa: F401 - registers the work
    from kith.service.matches.domain.exercises import retention  # noqa: F401 - registers what the tick does
    from kith.service.matches.domain.exercises.declarations import declare_all
    from kith.service.matches.domain.exercises.roles import load_exercise, roles_on_exercise
    from kith.service.matches.web.exercises.links import links_of_cohort
    from kith.service.matches.web.exercises.presenters.placed import tasks_of_places

    register_scope(Scope("exercise", load=load_exercise, roles=roles_on_exercise))
    register_links("exercises", links_of_cohort)
    register_tasks("exercises", tasks_of_places)
    declare_all()
