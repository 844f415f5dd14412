from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.service.core.domain.actors import Actor
from kith.service.people.domain.merging import merge_people
from kith.service.people.domain.queries import person_by_address
from kith.service.people.models import Person


class Command(BaseCommand):
    help = "Join two accounts that are one person: roles, places and addresses go over. Cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("keep", help="an e-mail address of the account that stays")
        parser.add_argument("other", help="an e-mail address of the account that becomes a redirect")

    def handle(self, *_args: Any, **options: Any) -> None:
        keep, other = self._person(options["keep"]), self._person(options["other"])
        try:
            merge_people(by=Actor.system("merge_people"), keep=keep, other=other)
        except KithError as refused:
            raise CommandError("\n".join(sentences(refused.faults))) from refused
        self.stdout.write(f"{options['other']} now leads to {keep}.")

    def _person(self, address: str) -> Person:
        person = person_by_address(address)
        if person is None:
            raise CommandError(f"No account has the address {address}.")
        return person
