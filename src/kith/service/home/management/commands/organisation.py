from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.home.domain.organisations.merging import merge_organisations
from kith.service.home.domain.organisations.renaming import rename_organisation
from kith.service.home.domain.organisations.splitting import split_organisation
from kith.service.people.domain.queries import person_by_address


class Command(BaseCommand):
    help = "Rename an organisation, merge another into it, or split some of its cohorts off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation", help="its short name, as in its addresses")
        does = parser.add_subparsers(dest="does", required=True)
        does.add_parser("rename", help="give it another name").add_argument("name")
        does.add_parser("merge", help="make another one part of it; cannot be undone").add_argument("other")
        split = does.add_parser("split", help="make a new one with some of its cohorts")
        split.add_argument("name")
        split.add_argument("--administrator", required=True, help="an e-mail address")
        split.add_argument("cohorts", nargs="+", help="names of cohorts")

    def handle(self, *_args: Any, **options: Any) -> None:
        organisation = self._organisation(options["organisation"])
        try:
            found = getattr(self, f"_{options['does']}")(organisation, options)
        except KithError as refused:
            raise CommandError("\n".join(sentences(refused.faults))) from refused
        self.stdout.write(f"Done: {found.name} ({found.slug}).")

    def _rename(self, organisation: Organisation, options: dict[str, Any]) -> Organisation:
        return rename_organisation(by=_by(), organisation=organisation, name=options["name"])

    def _merge(self, organisation: Organisation, options: dict[str, Any]) -> Organisation:
        return merge_organisations(by=_by(), keep=organisation, other=self._organisation(options["other"]))

    def _split(self, organisation: Organisation, options: dict[str, Any]) -> Organisation:
        person = person_by_address(options["administrator"])
        if person is None:
            raise CommandError(f"No account has the address {options['administrator']}.")
        cohorts = list(Cohort.objects.filter(organisation=organisation, name__in=options["cohorts"]))
        missing = sorted(set(options["cohorts"]) - {cohort.name for cohort in cohorts})
        if missing:
            raise CommandError(f"{organisation} has no cohort called {', '.join(missing)}.")
        return split_organisation(
            by=_by(), organisation=organisation, cohorts=cohorts, name=options["name"], administrator=person
        )

    def _organisation(self, slug: str) -> Organisation:
        try:
            return Organisation.objects.get(slug=slug)
        except Organisation.DoesNotExist as unknown:
            raise CommandError(f"There is no organisation “{slug}”.") from unknown


def _by() -> Actor:
    return Actor.system("organisation")
