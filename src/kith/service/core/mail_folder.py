"""Mail on a laptop: nothing leaves, and each mail becomes a file that somebody new finds and can read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import formatdate
from itertools import count
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

ROOM = 90
"""Bytes for the receiver and for the subject in a file's name: 255 are the most that file systems take."""
_UNSAFE = re.compile(r"[^\w.,+@-]+")


class EmailBackend(BaseEmailBackend):
    """Writes each mail into ``MAIL_FOLDER`` as one text file, named by its time, receiver and subject."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = settings.MAIL_FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            message.message()  # refuses what a mail server would refuse, such as a subject of two lines
            write(folder, message, timezone.now())
        return len(email_messages)


def write(folder: Path, message: EmailMessage, now: datetime) -> Path:
    """The file, which appears with everything in it and never takes the place of another."""
    words = as_text(message, now)
    name = next(name for name in _names(message, now) if _claim(folder, name))
    unfinished = _unfinished(folder, name)
    unfinished.write_text(words, encoding="utf-8")
    return unfinished.replace(folder / name)


def as_text(message: EmailMessage, now: datetime) -> str:
    """Who writes to whom about what, then the words as they were written: no line is folded, no link cut."""
    headers = {
        "From": message.extra_headers.get("From", message.from_email),
        "To": ", ".join(message.recipients()),
        "Reply-To": ", ".join(message.reply_to),
        "Date": formatdate(now.timestamp()),
        "Subject": message.subject,
    }
    head = "".join(f"{name}: {value}\n" for name, value in headers.items() if value)
    return f"{head}\n{str(message.body).strip()}\n"


def _claim(folder: Path, name: str) -> bool:
    """Whether the name is ours: only one sender can make the unfinished file, and only that one the finished."""
    unfinished = _unfinished(folder, name)
    try:
        unfinished.touch(exist_ok=False)
    except FileExistsError:
        return False
    if (folder / name).exists():
        unfinished.unlink()
        return False
    return True


def _unfinished(folder: Path, name: str) -> Path:
    return folder / f".{name}"


def _names(message: EmailMessage, now: datetime) -> Iterator[str]:
    """``2026-11-22 09-01-33 amina@example.org Your place in Spring 2027.txt``, then with ``(2)`` and so on."""
    receiver = next(iter(message.recipients()), "")
    parts = [f"{now:%Y-%m-%d %H-%M-%S}", _safe(receiver), _safe(str(message.subject))]
    stem = " ".join(part for part in parts if part)
    yield f"{stem}.txt"
    yield from (f"{stem} ({number}).txt" for number in count(2))


def _safe(words: str) -> str:
    """The words with nothing that means something to a file system, cut to fit."""
    kept = _UNSAFE.sub(" ", words).encode()[:ROOM].decode(errors="ignore")
    return kept.strip(" .")
