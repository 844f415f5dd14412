"""Samples for the walk over every address (``tests/integration/test_access.py``).

When you add an address with a new argument, add a line to ``BY_ARGUMENT``: how a world's own thing of that
kind is made. The walk then tries it with every role, from the same organisation and from another. A new
kind of scope needs a line in ``SCOPE_HOLDERS``: who holds a role on it.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone
from tests.factories import (
    CohortFactory,
    CohortRoleFactory,
    MailFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    SecondFactorFactory,
    StoredFileFactory,
    TokenFactory,
)
from tests.factories.learning import (
    AgreementVersionFactory,
    AlumnusFactory,
    CertificateFactory,
    ConcernFactory,
    EventFactory,
    EvidenceFactory,
    GoalFactory,
    JointProjectFactory,
    MeetingFactory,
    MentoringFactory,
    MentorRequestFactory,
    ReflectionFactory,
    RelationshipFactory,
    ResourceFactory,
    SeriesFactory,
    SeriesOrganiserFactory,
)
from tests.factories.recruitment import ApplicationFactory, ChannelFactory

from kith.evaluation.plan_file import PlanFile
from kith.evaluation.planning.frozen import freeze, frozen_json
from kith.foundation.provenance import provenance
from kith.programmes import load_instrument
from kith.programmes.capabilities import RaterKind
from kith.programmes.types import Raters, RatersOfKind
from kith.publishing.model import Paragraph, Section
from kith.publishing.model import Report as Model
from kith.publishing.report_json import report_to_json
from kith.service.cohorts.models import Cohort, CohortRole, HandOver, PeopleImport, Place, StageDate
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.domain.permissions import Role
from kith.service.core.models import Job, JobState, Organisation
from kith.service.learning.models import (
    AgreementVersion,
    Alumnus,
    AlumnusAsked,
    Certificate,
    Concern,
    Meeting,
    MentorRequest,
    Reflection,
    ReflectionShare,
    Relationship,
    Series,
    SeriesMeeting,
    SpinOff,
)
from kith.service.matches.domain.actions import start_run
from kith.service.matches.domain.exercises.actions import change_rules, create_exercise, upload_table
from kith.service.matches.domain.exercises.running import start_run as start_exercise
from kith.service.matches.models import Decision, Exercise, ExerciseDecision
from kith.service.people.models import Consent, ErasureRequest, Membership, Person
from kith.service.planning.domain.actions import create_from_template
from kith.service.planning.domain.actions import start_run as start_scenario_run
from kith.service.planning.domain.versions import latest
from kith.service.planning.models import Scenario, ScenarioRun
from kith.service.recruitment.models import (
    Application,
    ApplicationFile,
    Baseline,
    Call,
    Check,
    FunnelRelease,
    Panel,
    Review,
    Reviewer,
)
from kith.service.reports.models import EvaluationPlan, Report, RunningNote
from kith.service.surveys.domain.building.actions import change_draft, make_questionnaire, say_rights
from kith.service.surveys.domain.building.versions import publish_version
from kith.service.surveys.domain.raters.pinning import pin_raters
from kith.service.surveys.domain.shared.waves import add_shared_wave
from kith.service.surveys.domain.waves import lay_out, open_wave
from kith.service.surveys.models import (
    AnswersImport,
    Invitation,
    KeptMapping,
    PaperSheet,
    Questionnaire,
    Rater,
    Response,
    ResponseFile,
    Wave,
)

MEMBERS = {f"{role} of the organisation": Role(role) for role in Membership.OrganisationRole}
TEAM = {f"{role} of the cohort": Role(role) for role in CohortRole.Kind}
PARTICIPANT = "participant"
OTHER_PARTICIPANT = "another participant"
APPLICANT = "applicant"
ALUMNUS = "alumnus"
ORGANISER = "organiser of a series"
HOLDERS: Mapping[str, Role] = {
    **MEMBERS,
    **TEAM,
    PARTICIPANT: Role.PARTICIPANT,
    OTHER_PARTICIPANT: Role.PARTICIPANT,
    APPLICANT: Role.APPLICANT,
    ALUMNUS: Role.ALUMNUS,
    ORGANISER: Role.ORGANISER,
}
HOLDERS_ON: Mapping[str, Mapping[str, Role]] = {
    "relationship": {PARTICIPANT: Role.MEMBER, OTHER_PARTICIPANT: Role.MEMBER},
    "reflection": {PARTICIPANT: Role.WRITER, OTHER_PARTICIPANT: Role.READER},
    "concern": {PARTICIPANT: Role.WRITER},
}
"""Who is something else on one kind of thing than in the cohort: the two are a pair, one of them has written
a reflection and lets the other read it, and has told the coordinator that something is not right."""
OUTSIDE = frozenset({APPLICANT, ALUMNUS, ORGANISER})
IN_THE_COHORT = frozenset(HOLDERS) - OUTSIDE
"""To an applicant the cohort is not there: they hold their own application and nothing else. Nor is it to those
who took part in another year."""

RUNNING_HERE = frozenset({"lead of the cohort", "deputy of the cohort"})

SCOPE_HOLDERS: Mapping[str, frozenset[str]] = {
    "organisation": frozenset(MEMBERS),
    "cohort": IN_THE_COHORT,
    "cohort_owner": frozenset(MEMBERS),
    "place": IN_THE_COHORT - {OTHER_PARTICIPANT},
    "wave": IN_THE_COHORT,
    "invitation": frozenset({PARTICIPANT}),
    "report": IN_THE_COHORT,
    "application": IN_THE_COHORT - {PARTICIPANT, OTHER_PARTICIPANT} | {APPLICANT},
    "review": frozenset({f"{Role.REVIEWER} of the cohort"}),
    "relationship": IN_THE_COHORT,
    "reflection": frozenset({PARTICIPANT, OTHER_PARTICIPANT}),
    "concern": frozenset(
        {PARTICIPANT, "lead of the organisation", "lead of the cohort", "deputy of the cohort"}
    ),
    "alumni": frozenset(MEMBERS) | RUNNING_HERE | {ALUMNUS},
    "series": frozenset(MEMBERS) | RUNNING_HERE | {ALUMNUS, ORGANISER},
    "exercise": frozenset(MEMBERS),
    "questionnaire": frozenset(MEMBERS),
    "scenario": frozenset(MEMBERS),
}
"""Whose role counts on which kind of thing, told here a second time on purpose."""


def role_on(scope: str, holder: str) -> Role:
    """What somebody of the world is on a kind of thing."""
    return HOLDERS_ON.get(scope, {}).get(holder, HOLDERS[holder])


@dataclass
class World:
    """One organisation with a cohort, and a person for each way of holding a role."""

    organisation: Organisation
    cohort: Cohort
    people: dict[str, Person]
    place: Place
    """The participant's."""
    partner: Place
    """Another participant's, on the other side."""
    application: Application
    """The applicant's, sent."""
    made: dict[str, Any] = field(default_factory=dict)
    doors: set[Any] = field(default_factory=set)
    """Guards that everybody has stood before."""

    def argument(self, view: str, name: str) -> Any:
        """What stands for this argument in an address about this world."""
        make = BY_VIEW.get((view, name)) or BY_ARGUMENT.get(name)
        if make is None:
            raise LookupError(f"{view} takes {name!r}: add a line for it to BY_ARGUMENT")
        key = f"{view}:{name}" if (view, name) in BY_VIEW else name
        if key not in self.made:
            self.made[key] = make(self)
        return self.made[key]

    @property
    def relationship(self) -> Relationship:
        """Of the participant and the other participant, from a published pair."""
        return _once(self, "relationship", _relationship)


def _once(world: World, key: str, make: Callable[[World], Any]) -> Any:
    if key not in world.made:
        world.made[key] = make(world)
    return world.made[key]


def new_world(organisation: Organisation | None = None) -> World:
    """``organisation``: a second cohort of one that is there already, with people of its own."""
    organisation = organisation or OrganisationFactory()
    cohort = CohortFactory(organisation=organisation)
    for stage in ("people", "preferences", "matching", "running", "measuring", "report"):
        dates = {"starts_on": cohort.starts_on, "ends_on": cohort.ends_on}
        StageDate.objects.create(cohort=cohort, stage=stage, **dates)
    people: dict[str, Person] = {}
    for name, role in MEMBERS.items():
        people[name] = MembershipFactory(organisation=organisation, role=role).person
    for name, role in TEAM.items():
        people[name] = CohortRoleFactory(cohort=cohort, role=role).person
    for person in people.values():
        SecondFactorFactory(user=person)
    confirmed = {"cohort": cohort, "state": Place.State.CONFIRMED}
    place = PlaceFactory(**confirmed, attributes={"site": "Northgate", "line_of_management": "Medicine"})
    people[PARTICIPANT] = place.person
    lines = {"site": "Northgate", "line_of_management": "Operations"}
    partner = PlaceFactory(**confirmed, side="manager", attributes=lines)
    people[OTHER_PARTICIPANT] = partner.person
    application = ApplicationFactory(call__cohort=cohort)
    people[APPLICANT] = application.person
    people[ALUMNUS] = AlumnusFactory(organisation=organisation).person
    world = World(organisation, cohort, people, place, partner, application)
    people[ORGANISER] = _series(world).organisers.get().person
    return world


def _import(world: World) -> PeopleImport:
    file = StoredFileFactory(organisation=world.organisation)
    return PeopleImport.objects.create(cohort=world.cohort, file=file, side="clinician")


def _wave(world: World) -> Wave:
    """The cohort's first wave, open, with the participant asked to answer it."""
    if "wave" not in world.made:
        wave = lay_out(by=Actor.system("tests"), cohort=world.cohort)[0]
        wave.state, wave.closes_at = Wave.State.OPEN, timezone.now() + timedelta(days=7)
        wave.save()
        world.made["wave"] = wave
    return world.made["wave"]


def _invitation(world: World) -> Invitation:
    return Invitation.objects.get_or_create(wave=_wave(world), place=world.place)[0]


def _rater(world: World) -> Rater:
    """Named by the participant to say how they see their work."""
    invitation = _invitation(world)
    wanted = Raters((RatersOfKind(RaterKind.COLLEAGUE, 0, 3),), (invitation.place.side,))
    row = pin_raters(invitation.wave, wanted, frozenset())
    given = {"kind": "colleague", "name": "Rita Bell", "email": "rita@elsewhere.example"}
    return Rater.objects.get_or_create(asked_in=row, place=invitation.place, defaults=given)[0]


def _sheet_code(world: World) -> str:
    """Of the questionnaire as it was printed for the participant."""
    code = "-".join(secrets.token_hex(2).upper() for _half in range(2))
    made, _is_new = PaperSheet.objects.get_or_create(invitation=_invitation(world), defaults={"code": code})
    return made.code


def _shared(world: World) -> Wave:
    """A questionnaire of the cohort's that different people answer by one address, open."""

    def make(world: World) -> Wave:
        today, sha = timezone.localdate(), _wave(world).instrument_sha256
        made = add_shared_wave(
            by=Actor.system("tests"), cohort=world.cohort, instrument_sha256=sha, name="All of us",
            opens_on=today, closes_on=today + timedelta(days=5), people=40,
        )  # fmt: skip
        return open_wave(by=Actor.system("tests"), wave=made)

    return _once(world, "shared", make)


def _questionnaire(world: World) -> Questionnaire:
    """One of the organisation's own, with a version that is published."""

    def make(world: World) -> Questionnaire:
        by = Actor.system("tests")
        made = make_questionnaire(
            by=by, organisation=world.organisation, title="Ours", like=load_instrument("preparedness")
        )
        rights = {"owner": "Us", "licence": "Ours"}
        say_rights(by=by, questionnaire=made, seen_revision=0, words_are="own", rights=rights)
        tongues = {"languages": ["en", "zh-hans"]}
        change_draft(
            by=by, questionnaire=made, seen_revision=1, what="languages",
            change=lambda draft: draft["instrument"].update(tongues),
        )  # fmt: skip
        publish_version(by=by, questionnaire=made, seen_revision=made.revision)
        return made

    return _once(world, "questionnaire", make)


def _run_number(world: World) -> int:
    """A finished run of the engine, with the two in it."""
    run = start_run(by=Actor.system("tests"), cohort=world.cohort, best_for="most")
    perform(run.job_id)
    return run.number


def _exercise(world: World) -> Exercise:
    """A matching from files, with a draft."""

    def make(world: World) -> Exercise:
        by = Actor.system("tests")
        made = create_exercise(by=by, organisation=world.organisation, kind="pairs", name="A try")
        for key, name in (("left", "doctors.csv"), ("right", "managers.csv")):
            content = io.BytesIO(f"id,name,site\n{key}1,Ann,Leeds\n{key}2,Bo,York\n".encode())
            upload_table(by=by, exercise=made, key=key, name=name, stream=content)
        rules = '[[rule]]\nprefer = "same_site"\nweight = 1\n'
        change_rules(by=by, exercise=made, rules=rules, seen_revision=made.revision)
        for _number in (1, 2):
            perform(start_exercise(by=by, exercise=made).job_id)
        return made

    return _once(world, "exercise", make)


def _scenario(world: World) -> Scenario:
    """A workforce scenario of the smallest template."""

    def make(world: World) -> Scenario:
        return create_from_template(
            by=Actor.system("tests"),
            organisation=world.organisation,
            name="A try",
            template="one-by-two",
            variant="scenario.toml",
        )

    return _once(world, "scenario", make)


def _scenario_run(world: World) -> ScenarioRun:
    """A small run, finished."""

    def make(world: World) -> ScenarioRun:
        by = Actor.system("tests")
        run = start_scenario_run(by=by, version=latest(_scenario(world)), draws=2, seed=1)
        perform(run.job_id)
        return run

    return _once(world, "scenario run", make)


def _planned(world: World) -> Cohort:
    """The cohort with a frozen evaluation plan."""

    def make(_world: World) -> Cohort:
        on = timezone.localdate()
        content = frozen_json(freeze(PlanFile(), on))
        EvaluationPlan.objects.create(
            cohort=world.cohort, version=1, frozen=content, sha256=content["sha256"], frozen_at=timezone.now()
        )
        return world.cohort

    return _once(world, "plan", make)


def _exercise_decision(world: World) -> ExerciseDecision:
    given = {"kind": "lock", "one": "left1", "other": "right1", "reason": "they asked"}
    return ExerciseDecision.objects.create(exercise=_exercise(world), **given)


def _decision(world: World) -> Decision:
    reason = {"reason": "they asked", "kind": Decision.Kind.LOCK}
    return Decision.objects.create(cohort=world.cohort, left=world.place, right=world.partner, **reason)


def _check(world: World) -> Check:
    """A reference that has come, with its document."""
    file = StoredFileFactory(organisation=world.organisation)
    return Check.objects.create(application=world.application, kind="reference", state="received", file=file)


def _model(now: datetime) -> Model:
    section = Section("change", "What changed", (Paragraph("Scores rose."),))
    return Model("A report", "en", now, provenance("tests", inputs={}), (), (section,))


def _report(world: World) -> Report:
    """A published report with its files."""
    files = {
        kind: StoredFileFactory(organisation=world.organisation) for kind in ("pdf", "document", "bundle")
    }
    now = timezone.now()
    return Report.objects.create(
        cohort=world.cohort,
        number=1,
        audience=Report.Audience.PUBLIC,
        seed=1,
        content=report_to_json(_model(now)),
        page="<p>A report.</p>",
        job=Job.objects.create(name="tests.report", state=JobState.DONE, organisation=world.organisation),
        finished_at=now,
        published_at=now,
        **files,
    )


def _relationship(world: World) -> Relationship:
    return RelationshipFactory(cohort=world.cohort, pair__left=world.place, pair__right=world.partner)


def _agreement(world: World) -> AgreementVersion:
    """Proposed to the participant's pair, signed by nobody."""
    row = world.relationship.agreements.first()
    return row or AgreementVersionFactory(relationship=world.relationship)


def _reflection(world: World) -> Reflection:
    """The participant's, shared with their partner."""
    row = ReflectionFactory(person=world.place.person, cohort=world.cohort)
    ReflectionShare.objects.create(
        reflection=row, reader=ReflectionShare.With.PARTNER, relationship=world.relationship
    )
    return row


def _certificate(world: World) -> Certificate:
    """The participant's."""
    return _once(world, "certificate", lambda world: CertificateFactory(place=world.place))


def _concern(world: World) -> Concern:
    """The participant's, to the people who run the programme."""
    return ConcernFactory(cohort=world.cohort, relationship=world.relationship, person=world.place.person)


def _mentor_request(world: World) -> MentorRequest:
    """The participant is asked to mentor the other participant: two roles, one sign-in."""
    return MentorRequestFactory(cohort=world.cohort, person=world.place.person, mentees=[world.partner])


def _series(world: World) -> Series:
    """With its organiser, who need not have taken part."""

    def make(world: World) -> Series:
        return SeriesOrganiserFactory(series=SeriesFactory(organisation=world.organisation)).series

    return _once(world, "series", make)


def _alumnus(world: World) -> Alumnus:
    return _once(
        world, "alumnus", lambda world: AlumnusFactory(organisation=world.organisation, would_mentor=True)
    )


def _series_meeting(world: World) -> SeriesMeeting:
    now = timezone.now()
    when = {"on": now.date(), "at": now.time(), "zone": "UTC", "starts_at": now + timedelta(days=7)}
    return SeriesMeeting.objects.create(series=_series(world), title="A guest", minutes=60, **when)


def _hand_over(world: World) -> HandOver:
    both = {role: world.people[f"{role} of the cohort"] for role in (Role.LEAD, Role.DEPUTY)}
    return HandOver.objects.create(
        cohort=world.cohort, from_person=both[Role.DEPUTY], to_person=both[Role.LEAD], on=timezone.localdate()
    )


def _reviewer(world: World) -> Reviewer:
    """The cohort's reviewer, with work to do."""
    person = world.people[f"{Role.REVIEWER} of the cohort"]
    return Reviewer.objects.get_or_create(call=world.application.call, person=person)[0]


def _review(world: World) -> Review:
    return Review.objects.create(application=world.application, reviewer=_reviewer(world))


def _application_file(world: World) -> ApplicationFile:
    """What the applicant sent with the application."""

    def make(world: World) -> ApplicationFile:
        file = StoredFileFactory(organisation=world.organisation)
        row = ApplicationFile.objects.create(
            application=world.application, field="proof", ending=".csv", file=file
        )
        Application.objects.filter(pk=world.application.pk).update(answers={"proof": row.reference})
        return row

    return _once(world, "application file", make)


def _answer_file(world: World) -> ResponseFile:
    """What somebody sent with their answers, to be read by the evaluator."""

    def make(world: World) -> ResponseFile:
        response = Response.objects.create(
            wave=_wave(world), pseudonym="p" * 64, side="clinician", submitted_on=timezone.localdate(),
            may_be_reported=True, may_be_read=True,
        )  # fmt: skip
        file = StoredFileFactory(organisation=world.organisation)
        return ResponseFile.objects.create(response=response, field="proof", ending=".csv", file=file)

    return _once(world, "answer file", make)


def _panel(world: World) -> Panel:
    return Panel.objects.get_or_create(call=world.application.call, name="Panel")[0]


def _funnel_release(world: World, call: Call | None) -> FunnelRelease:
    """A page by group of a call, or pooled."""
    asked = {"label": "Sex", "language": "en", "left_out": [], "cohorts": [], "characteristic": "sex"}
    shown = report_to_json(_model(timezone.now()))
    return FunnelRelease.objects.create(
        organisation=world.organisation, call=call, asked=asked, shown=shown, guarded={}
    )


def _meeting(world: World) -> Meeting:
    """One that the participant logged, of a time that had been planned."""
    return MeetingFactory(
        relationship=world.relationship, logged_by=world.place.person, starts_at=timezone.now()
    )


BY_ARGUMENT: dict[str, Callable[[World], Any]] = {
    "organisation_slug": lambda world: world.organisation.slug,
    "cohort_id": lambda world: world.cohort.pk,
    "place_id": lambda world: world.place.pk,
    "membership_id": lambda world: MembershipFactory(organisation=world.organisation, role=Role.VIEWER).pk,
    "role_id": lambda world: CohortRoleFactory(cohort=world.cohort, role=Role.VIEWER).pk,
    "request_id": lambda world: (
        ErasureRequest.objects.create(person=PersonFactory(), organisation=world.organisation).pk
    ),
    "import_id": lambda world: _import(world).pk,
    "mail_id": lambda world: MailFactory(organisation=world.organisation, cohort_id=world.cohort.pk).pk,
    "consent_id": lambda world: (
        Consent.objects.create(
            person=world.place.person, purpose="surveys.quotes", wording_version="1", given_at=timezone.now()
        ).pk
    ),
    "wave_id": lambda world: _wave(world).pk,
    "invitation_id": lambda world: _invitation(world).pk,
    "rater_id": lambda world: _rater(world).pk,
    "number": _run_number,
    "left_id": lambda world: world.place.pk,
    "right_id": lambda world: world.partner.pk,
    "decision_id": lambda world: _decision(world).pk,
    "report_id": lambda world: _report(world).pk,
    "token_id": lambda world: TokenFactory(person=world.place.person).pk,
    "kind": lambda _world: "lock",
    "application_id": lambda world: world.application.pk,
    "address": lambda world: world.application.call.address,
    "side": lambda _world: "clinician",
    "code": lambda _world: "newsletter",
    "channel_id": lambda world: ChannelFactory(call=world.application.call).pk,
    "release_id": lambda world: _funnel_release(world, world.application.call).pk,
    "baseline_id": lambda world: (
        Baseline.objects.create(
            organisation=world.organisation, name="Our staff", as_of=timezone.localdate(), counts={}
        ).pk
    ),
    "check_id": lambda world: _check(world).pk,
    "mapping_id": lambda world: (
        KeptMapping.objects.create(
            organisation=world.organisation, instrument="ours", title=secrets.token_hex(4), mapping=""
        ).pk
    ),
    "file_id": lambda world: _application_file(world).pk,
    "reviewer_id": lambda world: _reviewer(world).pk,
    "review_id": lambda world: _review(world).pk,
    "panel_id": lambda world: _panel(world).pk,
    "slot_id": lambda world: _panel(world).slots.create(starts_at=timezone.now(), minutes=30).pk,
    "relationship_id": lambda world: world.relationship.pk,
    "meeting_id": lambda world: _meeting(world).pk,
    "reflection_id": lambda world: _reflection(world).pk,
    "share_id": lambda world: (
        ReflectionShare.objects.get(reflection=world.argument("learning:reflection", "reflection_id")).pk
    ),
    "goal_id": lambda world: GoalFactory(relationship=world.relationship, person=world.place.person).pk,
    "evidence_id": lambda world: (
        EvidenceFactory(
            person=world.place.person,
            cohort=world.cohort,
            file=StoredFileFactory(organisation=world.organisation),
        ).pk
    ),
    "concern_id": lambda world: _concern(world).pk,
    "slug": lambda world: world.organisation.slug,
    "series_id": lambda world: _series(world).pk,
    "event_id": lambda world: EventFactory(cohort=world.cohort).pk,
    "resource_id": lambda world: (
        ResourceFactory(cohort=world.cohort, file=StoredFileFactory(organisation=world.organisation)).pk
    ),
    "mentor_request_id": lambda world: _mentor_request(world).pk,
    "mentoring_id": lambda world: MentoringFactory(cohort=world.cohort, mentee=world.place).pk,
    "project_id": lambda world: JointProjectFactory(relationship=world.relationship).pk,
    "alumnus_id": lambda world: _alumnus(world).pk,
    "asked_id": lambda world: (
        AlumnusAsked.objects.create(alumnus=_alumnus(world), cohort=world.cohort, ask="mentor").pk
    ),
    "spin_off_id": lambda world: (
        SpinOff.objects.create(
            cohort=world.cohort, name="Forum", kind="forum", started_on=world.cohort.starts_on
        ).pk
    ),
    "hand_over_id": lambda world: _hand_over(world).pk,
    "exercise_id": lambda world: _exercise(world).pk,
    "scenario_id": lambda world: _scenario(world).pk,
    "run_id": lambda world: _scenario_run(world).pk,
    "export_id": lambda world: (
        AnswersImport.objects.create(
            wave=_wave(world),
            file=StoredFileFactory(organisation=world.organisation),
            mapping="format_version = 1",
        ).pk
    ),
    "questionnaire_id": lambda world: _questionnaire(world).pk,
    "item_key": lambda world: _questionnaire(world).draft["page"][0]["item"][0]["key"],
    "page_key": lambda world: _questionnaire(world).draft["page"][0]["key"],
    "part_key": lambda world: _questionnaire(world).draft["page"][0]["key"],
    "scale_key": lambda world: _questionnaire(world).draft["scale"][0]["key"],
    "about": lambda _world: "page",
    "way": lambda _world: "down",
    "language": lambda _world: "zh-hans",
    "file": lambda _world: "toml",
    "group": lambda world: _exercise(world).runs.get(number=1).draft["groups"][0]["key"],
    "other": lambda _world: 2,
    "requirement": lambda _world: "manager_permission",
    "slot": lambda _world: "organisation-own",
    "ending": lambda _world: "close",
    "step_key": lambda _world: "check-answers",
    "key": lambda _world: "paired-learning",
    "secret": lambda _world: "forged",
    "uidb36": lambda _world: "forged",
}
"""Argument of an address: what stands for it."""

BY_VIEW: dict[tuple[str, str], Callable[[World], Any]] = {
    ("learning:check_certificate", "code"): lambda world: _certificate(world).code,
    ("learning:certificate_pdf", "place_id"): lambda world: _certificate(world).place_id,
    ("learning:revoke_certificate", "place_id"): lambda world: _certificate(world).place_id,
    ("learning:series_meeting", "meeting_id"): lambda world: _series_meeting(world).pk,
    ("learning:agreement_version", "number"): lambda world: _agreement(world).number,
    ("learning:agreement_pdf", "number"): lambda world: _agreement(world).number,
    ("account_confirm_email", "key"): lambda _world: "forged",
    ("account_reset_password_from_key", "key"): lambda _world: "forged",
    ("recruitment:pooled_release", "release_id"): lambda world: _funnel_release(world, None).pk,
    ("recruitment:pooled_pdf", "release_id"): lambda world: _funnel_release(world, None).pk,
    ("reports:note_add", "kind"): lambda _world: "cost",
    ("planning:run_file", "kind"): lambda _world: "json",
    ("reports:note_drop", "note_id"): lambda world: (
        RunningNote.objects.create(cohort=world.cohort, kind="help").pk
    ),
    ("reports:plan_frozen", "cohort_id"): lambda world: _planned(world).pk,
    **{
        (f"reports:place_{name}", "place_id"): lambda world: (
            _report(world).cohort.places.get(pk=world.place.pk).pk
        )
        for name in ("pdf", "bundle")
    },
    ("api:revoke_organisation_token", "token_id"): lambda world: (
        TokenFactory(person=world.people[f"{Role.LEAD} of the cohort"]).pk
    ),
    ("matches:exercise_undo", "decision_id"): lambda world: _exercise_decision(world).pk,
    **{
        (f"matches:exercise_{name}", "number"): lambda _world: 1
        for name in (
            "run",
            "progress",
            "stop",
            "group",
            "why_not",
            "compare",
            "suits",
            "draft_csv",
            "problem",
            "result",
            "check",
            "publish",
        )
    },
    **{
        (f"matches:exercise_{name}", "key"): lambda _world: "left"
        for name in ("table", "drop_table", "cohort")
    },
    **{
        (f"surveys:{name}", "wave_id"): lambda world: _shared(world).pk
        for name in ("shared", "shared_poster")
    },
    **{
        (f"surveys:{name}", "address"): lambda world: _shared(world).shared.address
        for name in ("survey", "survey_done")
    },
    ("surveys:answer_file", "file_id"): lambda world: _answer_file(world).pk,
    ("surveys:paper_type", "code"): _sheet_code,
    **{
        (f"surveys:{name}", "invitation_id"): lambda world: _rater(world) and _invitation(world).pk
        for name in ("raters", "take_back_rater")
    },
    ("surveys:building_new_question", "kind"): lambda _world: "scale",
    **{
        (f"surveys:building_{name}", "number"): lambda _world: 1
        for name in ("version", "download", "take", "use_in_slot")
    },
    ("mfa_remove_webauthn", "pk"): lambda world: _passkey(world),
    ("mfa_edit_webauthn", "pk"): lambda world: _passkey(world),
}
"""Where one argument means different things: view, argument: what stands for it."""

SHUT_OFF = frozenset(
    {
        "home:demo_say_yes",
        "home:demo_answer",
        "home:demo_apply",
        "home:demo_judge",
        "home:demo_applicants_answer",
        "home:demo_meet",
    }
)
"""Only for the demonstration: outside development they are there for nobody, and the suite is outside."""

NOT_A_THING = frozenset(
    {
        "about", "address", "code", "ending", "file", "group", "item_key", "language", "page_key", "part_key", "scale_key",
        "way", "key", "kind", "number", "other", "requirement", "secret", "side", "slot",
        "step_key", "uidb36",
    }
)  # fmt: skip
"""Arguments that name no row, so that another organisation has none of its own."""


def _passkey(world: World) -> int:
    passkey = {"name": "key", "credential": {}}
    return Authenticator.objects.create(user=world.place.person, type="webauthn", data=passkey).pk
