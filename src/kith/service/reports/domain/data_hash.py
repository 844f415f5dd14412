"""The hash of a report's data as everybody may see it."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from kith.service.reports.models import Report


def keyed_hash(data: str, report: Report) -> str:
    """The hash of a report's data under this installation's key and for this report only."""
    return salted_hmac("kith.reports.data", f"{report.pk}:{data}", algorithm="sha256").hexdigest()
