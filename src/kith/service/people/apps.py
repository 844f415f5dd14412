from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kith.service.people"
    label = "people"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from kith.service.core.domain.links import register_link_route
        from kith.service.core.domain.permissions import Scope, register_scope
        from kith.service.core.models import LinkPurpose
        from kith.service.people.domain import account_events
        from kith.service.people.domain.connections import by_membership, register_connection
        from kith.service.people.domain.declarations import declare_all
        from kith.service.people.domain.queries import organisation_of, roles_in_organisation

        register_scope(Scope("organisation", load=organisation_of, roles=roles_in_organisation))
        declare_all()
        register_connection(by_membership)
        register_link_route(LinkPurpose.SIGN_IN, "people:sign_in_link")
        account_events.connect()
        post_migrate.connect(_make_cache_table, sender=self, dispatch_uid="people.cache_table")


def _make_cache_table(using: str, **_kwargs: object) -> None:
    """Limits on guessing are counted in a table (see settings.accounts) that no migration makes."""
    from django.core.management import call_command

    call_command("createcachetable", database=using, verbosity=0)
