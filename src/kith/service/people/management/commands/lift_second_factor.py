from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.service.core.domain.actors import Actor
from kith.service.people.domain.queries import person_by_address
from kith.service.people.domain.second_factor import lift_second_factor


class Command(BaseCommand):
    help = "Take away the second factor of somebody who lost it, once you have made sure who is asking."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *_args: Any, **options: Any) -> None:
        person = person_by_address(options["email"])
        if person is None:
            raise CommandError(f"No account has the address {options['email']}.")
        try:
            lift_second_factor(by=Actor.system("lift_second_factor"), person=person)
        except KithError as refused:
            raise CommandError("\n".join(sentences(refused.faults))) from refused
        self.stdout.write(f"{person} signs in without a second factor now. They are signed out everywhere.")
