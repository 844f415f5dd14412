"""A run as a report: what is needed, who will be there, how sure that is, what it costs and what it cannot say.

``workforce_report(run, written_at=..., speaker=...)`` gives :class:`kith.publishing.model.Report`, drawn by
:mod:`kith.publishing`; ``speaker`` is of :data:`SUBJECT`. ``lever_shares(run)`` says what each pulled lever did.
"""

from __future__ import annotations

from kith.workforce.report.levers import lever_shares
from kith.workforce.report.writing import SUBJECT, workforce_report

__all__ = ["SUBJECT", "lever_shares", "workforce_report"]
