"""A version of an agreement on paper, for its members: PDF/UA, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.service.learning.models import AgreementVersion

Said = Sequence[tuple[str, str]]


def pdf_of(version: AgreementVersion, *, said: Said, signatures: Said) -> bytes:
    """The same words as on the page. The same version and signatures give the same bytes."""
    from kith.foundation.provenance import provenance
    from kith.publishing.model import Definition, DefinitionList, Paragraph, Report, Section
    from kith.publishing.pdf import render_pdf

    if version.proposed_at is None:
        raise ValueError("a version that nobody proposed is not printed")
    cohort = version.relationship.cohort
    signed = DefinitionList(tuple(Definition(name, when) for name, when in signatures))
    sections = [
        Section(f"part-{place}", heading, tuple(Paragraph(one) for one in text.split("\n") if one.strip()))
        for place, (heading, text) in enumerate(said)
    ]
    report = Report(
        title=_("Agreement, version %(number)s") % {"number": version.number},
        subtitle=cohort.name,
        language=get_language() or "en",
        created=version.proposed_at,
        provenance=provenance("kith.agreement", inputs={"version": str(version.pk)}),
        summary=(Paragraph(_("How we want to work together.")), signed),
        sections=tuple(sections),
    )
    return render_pdf(report, translate=_)
