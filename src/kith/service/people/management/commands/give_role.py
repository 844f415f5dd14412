from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.core.models import Organisation
from kith.service.people.domain.invitations import give_role_by_address
from kith.service.people.models import Membership


class Command(BaseCommand):
    help = "Give somebody a role in an organisation: how its first administrator comes in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation", help="the organisation's short name, as in its addresses")
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument(
            "--role", choices=Membership.OrganisationRole.values, default=Role.ADMINISTRATOR.value
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            organisation = Organisation.objects.get(slug=options["organisation"])
        except Organisation.DoesNotExist as unknown:
            names = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True)) or "none"
            raise CommandError(
                f"There is no organisation “{options['organisation']}”. There are: {names}."
            ) from unknown
        try:
            membership = give_role_by_address(
                by=Actor.system("give_role"),
                organisation=organisation,
                email=options["email"],
                name=options["name"],
                role=Role(options["role"]),
            )
        except KithError as refused:
            raise CommandError("\n".join(sentences(refused.faults))) from refused
        self.stdout.write(f"{membership.person} is now {membership.role} of {organisation}.")
