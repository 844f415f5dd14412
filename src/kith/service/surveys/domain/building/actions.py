"""Making a questionnaire and changing its draft. Of two who change it at once the second is told, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.foundation.provenance import canonical_json
from kith.questionnaires.types import Instrument
from kith.questionnaires.write import to_json
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.surveys.domain.building import drafts
from kith.service.surveys.domain.building.drafts import Draft
from kith.service.surveys.domain.instruments import MOST_BYTES
from kith.service.surveys.models import Questionnaire, QuestionnaireVersion

LONGEST_TITLE = 200
Change = Callable[[Draft], None]


@transaction.atomic
def make_questionnaire(
    *, by: Actor, organisation: Organisation, title: str, language: str = "en", like: Instrument | None = None
) -> Questionnaire:
    """A new one: empty, or beginning as another questionnaire is now."""
    title = " ".join(title.split())[:LONGEST_TITLE]
    if not title:
        raise KithError(Fault("surveys.building.missing.title", Where(key="title")))
    taken = set(Questionnaire.objects.filter(organisation=organisation).values_list("key", flat=True))
    key = drafts.new_key(title, taken, "questionnaire")
    draft: Draft = drafts.empty(key, title, language)
    words_are = ""
    if like is not None:
        draft = dict(to_json(like))
        main = drafts.main_language(draft)
        draft["instrument"] |= {"key": key, "title": {**draft["instrument"]["title"], main: title}}
    row = Questionnaire.objects.create(
        organisation=organisation,
        key=key,
        draft=draft,
        words_are=words_are,
        changed_by=by.person,
        changed_at=timezone.now(),
    )
    _must_fit(draft)
    record(by, "surveys.make_questionnaire", row)
    return row


@transaction.atomic
def change_draft(
    *, by: Actor, questionnaire: Questionnaire, seen_revision: int, what: str, change: Change
) -> Questionnaire:
    """Change a copy of the draft and keep it, unless somebody else has changed the draft since it was seen.

    ``what`` says for history what kind of change it was, never what was written.
    """
    _hold(questionnaire)
    draft = deepcopy(questionnaire.draft)
    change(draft)
    if canonical_json(draft) == canonical_json(questionnaire.draft):
        return questionnaire
    _must_fit(draft)
    _keep(by, questionnaire, seen_revision, draft=draft)
    record(by, "surveys.change_questionnaire", questionnaire, what=what)
    return questionnaire


@transaction.atomic
def say_rights(
    *, by: Actor, questionnaire: Questionnaire, seen_revision: int, words_are: str, rights: dict[str, str]
) -> Questionnaire:
    """Whose words these are, and who may use them."""
    _hold(questionnaire)
    draft = deepcopy(questionnaire.draft)
    draft["rights"] = {key: said.strip() for key, said in rights.items() if said.strip()}
    if (draft, words_are) == (questionnaire.draft, questionnaire.words_are):
        return questionnaire
    _keep(by, questionnaire, seen_revision, draft=draft, words_are=words_are)
    record(by, "surveys.change_questionnaire", questionnaire, what="rights")
    return questionnaire


@transaction.atomic
def take_version(
    *, by: Actor, questionnaire: Questionnaire, seen_revision: int, version: QuestionnaireVersion
) -> Questionnaire:
    """Go on from a version that was published before. The draft as it is now is given up."""
    _hold(questionnaire)
    draft = deepcopy(version.instrument)
    if canonical_json(draft) == canonical_json(questionnaire.draft):
        return questionnaire
    _keep(by, questionnaire, seen_revision, draft=draft)
    record(by, "surveys.change_questionnaire", questionnaire, what="version", number=version.number)
    return questionnaire


@transaction.atomic
def delete_questionnaire(*, by: Actor, questionnaire: Questionnaire) -> None:
    """Only one of which nothing was published: a version stays for the waves and reports that name it."""
    _hold(questionnaire)
    if questionnaire.versions.exists():
        raise KithError(Fault("surveys.building.published_stays"))
    record(by, "surveys.delete_questionnaire", questionnaire)
    Questionnaire.objects.filter(pk=questionnaire.pk).delete()


def _hold(questionnaire: Questionnaire) -> None:
    """Hold it until the transaction ends, and see it as it is now."""
    if not Questionnaire.objects.filter(pk=questionnaire.pk).update(revision=F("revision")):
        raise KithError(Fault("surveys.building.questionnaire_gone"))
    questionnaire.refresh_from_db(fields=["draft", "revision", "words_are", "changed_by", "changed_at"])


def must_be_as_seen(questionnaire: Questionnaire, seen_revision: int) -> None:
    """Raises KithError that names who was there first."""
    _hold(questionnaire)
    if questionnaire.revision != seen_revision:
        who = questionnaire.changed_by.name if questionnaire.changed_by else ""
        code = "surveys.building.changed_meanwhile" if who else "surveys.building.changed_by_somebody"
        raise KithError(Fault(code, params={"who": who}))


def _keep(by: Actor, questionnaire: Questionnaire, seen_revision: int, **changed: object) -> None:
    must_be_as_seen(questionnaire, seen_revision)
    for field, value in changed.items():
        setattr(questionnaire, field, value)
    questionnaire.revision = seen_revision + 1
    questionnaire.changed_by, questionnaire.changed_at = by.person, timezone.now()
    questionnaire.save(update_fields=[*changed, "revision", "changed_by", "changed_at"])


def _must_fit(draft: Draft) -> None:
    size = len(canonical_json(draft).encode())
    if size > MOST_BYTES:
        params = {"kilobytes": size // 1000, "limit": MOST_BYTES // 1000}
        raise KithError(Fault("surveys.instrument_too_large", params=params))


def record(by: Actor, action: str, questionnaire: Questionnaire, **detail: str | int) -> None:
    audit.record(
        by=by,
        action=action,
        subject=questionnaire,
        organisation_id=questionnaire.organisation_id,
        detail=detail,
    )
