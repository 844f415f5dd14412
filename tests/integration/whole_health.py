"""Every action of learning's room ``health``: see ``whole_actions``."""

from __future__ import annotations

from tests.integration.whole_actions import Action

HEALTH: dict[str, Action] = {}

ALLOWED_WHEN_CLOSED: dict[str, str] = {}
"""What still works when a cohort is closed, and why."""
