"""What people's tables hold about a person, why, and how it is let go."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.personal_data import Basis, PersonalData, Rows, blank, declare, delete
from kith.service.people.models import Consent, DemoPersona, ErasureRequest, Membership, Person


def close_accounts(rows: Rows) -> int:
    """Nothing is left in the row but its id, so that what others did with this person still adds up."""
    people = list(rows)
    for person in people:
        person.email = f"{person.pk}@erased.invalid"
        person.name = ""
        person.preferred_name = ""
        person.is_active = person.is_staff = person.is_superuser = False
        person.last_login = None
        person.erased_at = timezone.now()
        person.set_unusable_password()
        person.save()
    return len(people)


def end_memberships(rows: Rows) -> int:
    today = timezone.now().date()
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=today)).update(ends_on=today - timedelta(days=1))


def take_back_consents(rows: Rows) -> int:
    return rows.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())


def expire_sessions(now: datetime) -> None:
    """Where somebody was signed in is forgotten with the session itself."""
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


_UNTIL_FORGOTTEN = _("Until you ask to be forgotten.")


def declare_all() -> None:
    _declare_account()
    _declare_sign_in()
    _declare_roles()


def _declare_account() -> None:
    declare(
        PersonalData(
            model=Person,
            purpose=_("Your account: who you are, how to write to you, in which language and time."),
            basis=Basis.PUBLIC_TASK,
            retention=_UNTIL_FORGOTTEN,
            of=lambda person: Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person)),
            export=("email", "name", "preferred_name", "language", "time_zone", "created_at", "last_login"),
            erase=close_accounts,
        )
    )
    declare(
        PersonalData(
            model=EmailAddress,
            purpose=_("The e-mail addresses you can sign in with."),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until you remove them or ask to be forgotten."),
            of=lambda person: EmailAddress.objects.filter(user=person),
            export=("email", "verified", "primary"),
            erase=delete,
        )
    )
    declare(
        PersonalData(
            model=EmailConfirmation,
            purpose=_("Which of your addresses is waiting to be shown as yours."),
            basis=Basis.LEGITIMATE_INTEREST,
            retention=_("Until the address is shown to be yours."),
            of=lambda person: EmailConfirmation.objects.filter(email_address__user=person),
            export=("created", "sent"),
            erase=delete,
        )
    )
    declare(
        PersonalData(
            model=DemoPersona,
            purpose=_("An invented person of the demonstration."),
            basis=Basis.LEGITIMATE_INTEREST,
            retention=_("As long as the demonstration."),
            of=lambda person: DemoPersona.objects.filter(person=person),
            export=("label", "description"),
            erase=delete,
        )
    )


def _declare_sign_in() -> None:
    declare(
        PersonalData(
            model=Authenticator,
            purpose=_("Your second step for signing in."),
            basis=Basis.LEGITIMATE_INTEREST,
            retention=_("Until you remove it or ask to be forgotten."),
            of=lambda person: Authenticator.objects.filter(user=person),
            export=("type", "created_at", "last_used_at"),
            erase=delete,
        )
    )
    declare(
        PersonalData(
            model=UserSession,
            purpose=_("Where you are signed in, so that you can end it."),
            basis=Basis.LEGITIMATE_INTEREST,
            retention=_("Until you sign out, at most 12 hours."),
            of=lambda person: UserSession.objects.filter(user=person),
            export=("ip", "user_agent", "created_at", "last_seen_at"),
            erase=delete,
            expire=expire_sessions,
        )
    )


def _declare_roles() -> None:
    declare(
        PersonalData(
            model=Membership,
            purpose=_("Your roles in organisations."),
            basis=Basis.PUBLIC_TASK,
            retention=_("As history of who could do what; when you are forgotten, without your name."),
            of=lambda person: Membership.objects.filter(person=person),
            export=("organisation__name", "role", "starts_on", "ends_on"),
            erase=end_memberships,
        )
    )
    declare(
        PersonalData(
            model=Consent,
            purpose=_("What you agreed to or not, in which words, and when you took it back."),
            basis=Basis.LEGAL_OBLIGATION,
            retention=_("As proof that you agreed; when you are forgotten, without your name."),
            of=lambda person: Consent.objects.filter(person=person),
            export=(
                "purpose",
                "wording_version",
                "is_given",
                "basis",
                "organisation__name",
                "cohort_id",
                "given_at",
                "withdrawn_at",
            ),
            erase=take_back_consents,
        )
    )
    declare(
        PersonalData(
            model=ErasureRequest,
            purpose=_("That you asked to be forgotten, and what each organisation answered."),
            basis=Basis.LEGAL_OBLIGATION,
            retention=_("As proof that it was answered; when you are forgotten, without your name."),
            of=lambda person: ErasureRequest.objects.filter(person=person),
            export=("organisation__name", "state", "created_at", "decided_at", "reason"),
            erase=blank(reason=""),
        )
    )
