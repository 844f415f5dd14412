"""Mail on a laptop: one file for each, whose name says which it is."""

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.message import BadHeaderError

from kith.service.core import mail_folder
from kith.service.core.mail_folder import write

NOW = datetime(2026, 11, 22, 9, 1, 33, tzinfo=UTC)
LINK = "http://localhost:8000/place/" + "x" * 120 + "/"


def message(subject="Your place in Spring 2027", to="amina@example.org", body="Dear Amina"):
    return EmailMessage(subject, body, "bounces@localhost", [to])


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_mail_is_one_file_that_can_be_read_at_once(tmp_path):
    written = EmailMultiAlternatives(
        "Ihr Platz: Frühling",
        f"Dear Zoë,\n\nPlease say yes:\n{LINK}\n\n王芳\n",
        "bounces@localhost",
        ["amina@example.org"],
        reply_to=["office@example.org"],
        headers={"From": "Kith <kith@localhost>"},
    )
    written.attach_alternative("<p>Dear</p>", "text/html")
    path = write(tmp_path, written, NOW)
    assert path.read_text(encoding="utf-8") == (
        "From: Kith <kith@localhost>\n"
        "To: amina@example.org\n"
        "Reply-To: office@example.org\n"
        "Date: Sun, 22 Nov 2026 09:01:33 -0000\n"
        "Subject: Ihr Platz: Frühling\n"
        f"\nDear Zoë,\n\nPlease say yes:\n{LINK}\n\n王芳\n"
    )
    assert names(tmp_path) == ["2026-11-22 09-01-33 amina@example.org Ihr Platz Frühling.txt"]


def test_mails_of_one_moment_do_not_take_each_others_place(tmp_path):
    for body in ("one", "two", "three"):
        write(tmp_path, message(body=body), NOW)
    begun = "2026-11-22 09-01-33 amina@example.org Your place in Spring 2027"
    assert names(tmp_path) == [f"{begun} (2).txt", f"{begun} (3).txt", f"{begun}.txt"]
    assert (tmp_path / f"{begun}.txt").read_text().endswith("\none\n")


def test_nor_do_those_of_many_senders_at_once(tmp_path):
    together = Barrier(8)

    def send(sender):
        together.wait()
        for number in range(10):
            write(tmp_path, message(body=f"{sender}-{number}"), NOW)

    threads = [Thread(target=send, args=(sender,)) for sender in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bodies = {path.read_text().splitlines()[-1] for path in tmp_path.iterdir()}
    assert bodies == {f"{sender}-{number}" for sender in range(8) for number in range(10)}
    assert len(names(tmp_path)) == 80


@pytest.mark.parametrize(
    ("subject", "to", "name"),
    [
        ("../../etc/passwd", "a@example.org", "a@example.org etc passwd"),
        ('What: "now"? <yes> | no*', "a@example.org", "a@example.org What now yes no"),
        ("2027 年春季：邀请您参加", "王芳@example.org", "王芳@example.org 2027 年春季 邀请您参加"),
        ("...", "a/../b@example.org", "a .. b@example.org"),
        ("é" * 200, "b" * 200, "b" * 90 + " " + "é" * 45),
        ("季" * 200, "a@example.org", "a@example.org " + "季" * 30),
    ],
)
def test_a_name_is_safe_on_every_file_system(tmp_path, subject, to, name):
    path = write(tmp_path, message(subject, to), NOW)
    assert path.parent == tmp_path
    assert path.name == f"2026-11-22 09-01-33 {name}.txt"
    assert len(path.name.encode()) < 240


def test_it_is_what_a_laptop_sends_with(tmp_path, settings, monkeypatch):
    settings.MAIL_FOLDER = tmp_path / "mail"
    monkeypatch.setattr(mail_folder.timezone, "now", lambda: NOW)
    connection = get_connection(settings.MAIL_TO_FOLDER)
    assert connection.send_messages([message(), message(to="ben@example.org")]) == 2
    assert names(tmp_path / "mail") == [
        "2026-11-22 09-01-33 amina@example.org Your place in Spring 2027.txt",
        "2026-11-22 09-01-33 ben@example.org Your place in Spring 2027.txt",
    ]
    with pytest.raises(BadHeaderError):
        connection.send_messages([message(subject="two\nlines")])
