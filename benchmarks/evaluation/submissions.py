"""Answers arrive from everybody at once: measured with the service, and a claim of the evaluation too."""

from benchmarks.service.submissions import measure

__all__ = ["measure"]
