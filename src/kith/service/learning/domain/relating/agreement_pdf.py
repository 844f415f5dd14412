"""A version of an agreement on paper, for its members: a letter in PDF/UA, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.service.learning.models import AgreementVersion

Said = Sequence[tuple[str, str]]


def pdf_of(version: AgreementVersion, *, said: Said, signatures: Said) -> bytes:
    """The same words as on the page. The same version and signatures give the same bytes."""
    from kith.publishing.certificate import Certificate, render_certificate

    if version.proposed_at is None:
        raise ValueError("a version that nobody proposed is not printed")
    cohort = version.relationship.cohort
    letter = Certificate(
        language=get_language() or "en",
        title=_("Agreement, version %(number)s") % {"number": version.number},
        organisation=cohort.name,
        opening=_("How we want to work together."),
        holder=" · ".join(name for name, _when in signatures),
        statement="",
        facts=tuple(said),
        table_title=_("Signatures"),
        heads=(_("Name"), _("Signed on")),
        rows=tuple(signatures),
        notes=(),
        created=version.proposed_at,
    )
    return render_certificate(letter)
