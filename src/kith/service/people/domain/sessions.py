"""Where a person is signed in, and ending it."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from kith.service.people.models import Person


def end_all_sessions(person: Person, *, except_key: str | None = None) -> int:
    """Sign the person out everywhere (but here, if ``except_key`` says where here is); how many ended."""
    sessions = UserSession.objects.filter(user=person)
    if except_key is not None:
        sessions = sessions.exclude(session_key=except_key)
    ended = list(sessions)
    for session in ended:
        session.end()
    return len(ended)


def open_sessions(person: Person) -> list[UserSession]:
    """Where they are signed in now, the newest first."""
    return sorted(
        UserSession.objects.purge_and_list(person), key=lambda session: session.created_at, reverse=True
    )
