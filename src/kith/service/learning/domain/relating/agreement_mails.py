"""The one mail about an agreement: somebody proposed a version, please read it. No word of it is in the mail."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kith.service.cohorts.domain import cohort_mail
from kith.service.core.domain import outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute
from kith.service.core.models import Mail
from kith.service.learning.domain.events import RelationshipEnded
from kith.service.learning.domain.relating.queries import is_cut_off, others_in
from kith.service.learning.models import AgreementVersion, Member, Relationship

PROPOSED = "learning.agreement_proposed"


def queue_proposal(*, by: Actor, version: AgreementVersion, proposer: Member) -> int:
    """To every other member; how many. Nobody is written to while it is paused, or across a block."""
    relationship = version.relationship
    others = others_in(proposer)
    if relationship.state != Relationship.State.ACTIVE or is_cut_off((proposer, *others)):
        return 0
    for other in others:
        subject, body = words_of_proposal(version, proposer, other)
        cohort_mail.queue(
            by,
            relationship.cohort,
            other.person,
            PROPOSED,
            subject,
            body,
            occasion=f"{version.pk}:{other.pk}",
        )
    return len(others)


def relationship_ended(event: RelationshipEnded) -> None:
    """What has not gone yet asks for nothing that is still possible."""
    versions = AgreementVersion.objects.filter(relationship_id=event.relationship_id)
    members = list(Member.objects.filter(relationship_id=event.relationship_id).values_list("pk", flat=True))
    keys = [
        f"{PROPOSED}:{version}:{member}"
        for version in versions.values_list("pk", flat=True)
        for member in members
    ]
    for mail in Mail.objects.filter(once_key__in=keys, state__in=outbox.UNSENT).order_by("pk"):
        outbox.withdraw(by=event.by, mail=mail)


def words_of_proposal(version: AgreementVersion, proposer: Member, other: Member) -> tuple[str, str]:
    """Subject and body, in the receiver's language."""
    with translation.override(other.person.language):
        cohort = version.relationship.cohort
        words = {
            "name": other.person.called,
            "partner": proposer.person.name,
            "number": version.number,
            "cohort": cohort.name,
            "organisation": cohort.organisation.name,
            "page": absolute(
                reverse("learning:agreement_version", args=[version.relationship_id, version.number])
            ),
        }
        subject = _("%(partner)s proposed how you will work together") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "%(partner)s proposed version %(number)s of your agreement in %(cohort)s. "
                "Please sign in, read it, and sign it if you agree. If you do not, change it and propose your own:\n"
                "%(page)s\n\n"
                "Only the two of you can read the agreement.\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    return subject, body
