"""Mail to an applicant, whoever writes it: the words all have in common, and the way into the outbox."""

from __future__ import annotations

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.places import link_expiry
from kith.service.core.domain import outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted
from kith.service.core.domain.mail_text import LINK
from kith.service.core.models import LinkPurpose, MailState
from kith.service.recruitment.models import Application


def common_words(application: Application) -> dict[str, str]:
    """What most of these mails say, in the applicant's language; ``link`` is where the personal link goes."""
    cohort = application.call.cohort
    definition = definition_of(cohort)
    language = application.language
    return {
        "name": application.person.called if application.person else application.name,
        "cohort": cohort.name,
        "organisation": cohort.organisation.name,
        "programme": definition.name.in_language(language),
        "role": definition.role(application.side).name.in_language(language),
        "reference": application.reference,
        "link": LINK,
    }


def queue(
    by: Actor,
    application: Application,
    purpose: str,
    subject: str,
    body: str,
    *,
    once_key: str,
    state: MailState = MailState.QUEUED,
    confidential: bool = False,
) -> None:
    """One mail to the applicant; ``body`` may hold ``{link}``."""
    cohort = application.call.cohort
    person = application.person
    outbox.queue_mail(
        by=by,
        organisation=cohort.organisation,
        person=person,
        address=person.email if person else application.email,
        language=application.language,
        purpose=purpose,
        subject=subject,
        body=body,
        once_key=once_key,
        link=LinkWanted.to(
            application,
            purpose=LinkPurpose.APPLY,
            expires=link_expiry(cohort),
            person_id=application.person_id,
        )
        if LINK in body
        else None,
        cohort_id=cohort.pk,
        state=state,
        confidential=confidential,
    )
