"""What permissions, references and checks register with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    from kith.service.cohorts.domain.notices import register_notices
    from kith.service.core.domain.events import subscribe
    from kith.service.core.domain.links import register_link_route
    from kith.service.core.domain.tick import every_tick
    from kith.service.core.models import LinkPurpose
    from kith.service.recruitment.domain.events import ApplicationSubmitted, ApplicationWithdrawn
    from kith.service.recruitment.domain.evidence import evidence, nudging
    from kith.service.recruitment.web.evidence import (
        check_sections,
        evidence_notices,
        evidence_parts,
        evidence_sections,
    )
    from kith.service.recruitment.web.parts import register_part
    from kith.service.recruitment.web.sections import register_section

    register_link_route(LinkPurpose.GIVE_PERMISSION, "recruitment:permission")
    register_link_route(LinkPurpose.GIVE_REFERENCE, "recruitment:reference")
    subscribe(ApplicationSubmitted, evidence.application_submitted)
    subscribe(ApplicationWithdrawn, evidence.application_withdrawn)
    every_tick("recruitment.nudge_permissions")(nudging.nudge_due)
    register_notices("evidence", evidence_notices.notices)
    register_part(30, "permission", evidence_parts.permission_part)
    register_part(40, "references", evidence_parts.references_part)
    register_section(10, "identity", evidence_sections.identity_section)
    register_section(20, "answers", evidence_sections.answers_section)
    register_section(25, "eligibility", evidence_sections.eligibility_section)
    register_section(30, "permission", evidence_sections.permission_section)
    register_section(40, "checks", check_sections.checks_section)
    register_section(90, "history", evidence_sections.history_section)
