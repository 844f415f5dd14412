"""From an application to what the definition keeps about a place."""

from __future__ import annotations

from kith.programmes.capabilities import AttributeType
from kith.questionnaires.piping import answer_words
from kith.questionnaires.responses import answers_from_json
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.recruitment.domain.calling.forms import application_form
from kith.service.recruitment.models import Application


def attributes_of(application: Application) -> dict[str, object]:
    """What the application says that the definition keeps about a place: the items of the same key.

    A chosen option stands in the words of the organisation's language, as a spreadsheet would have it.
    """
    call = application.call
    form = application_form(call, application.side)
    given = answers_from_json(form, application.answers)
    language = call.cohort.organisation.language
    found: dict[str, object] = {}
    for attribute in definition_of(call.cohort).attributes:
        if (
            application.side in attribute.roles
            and attribute.key in form
            and given.get(attribute.key) is not None
        ):
            is_words = attribute.kind in (AttributeType.TEXT, AttributeType.CATEGORY, AttributeType.GRADE)
            words = (
                answer_words(form, attribute.key, given.get(attribute.key), language) if is_words else None
            )
            found[attribute.key] = words or application.answers[attribute.key]
    return found
