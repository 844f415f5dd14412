"""Two processes that send at the same time: every mail goes, and none goes twice."""

import re
import subprocess
import sys
from collections import Counter

import pytest
from tests.integration.installations import KINDS, new_installation

MAILS = 40
QUEUE = f"""
from django.utils import timezone
from kith.service.core.models import Mail, Organisation
organisation = Organisation.objects.create(name="Leeds", slug="leeds")
now = timezone.now()
for n in range({MAILS}):
    to = {{"organisation": organisation, "to_address": f"receiver-{{n}}@example.org", "send_after": now}}
    Mail.objects.create(**to, purpose="t", subject="s", body="b", once_key=str(n))
"""
SEND = """
import sys
from django.utils import timezone
from kith.service.core.domain.sending import send_due
print("ready", flush=True)
sys.stdin.readline()
print(send_due(timezone.now()))
"""


@pytest.mark.database
@pytest.mark.parametrize("kind", KINDS)
def test_two_senders_at_once_send_each_mail_once(kind, tmp_path):
    installation = new_installation(kind, tmp_path / "senders")
    installation.prepare(QUEUE)
    command = [sys.executable, "-m", "kith.service.manage", "shell", "--verbosity", "0", "--command", SEND]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    senders = [subprocess.Popen(command, env=installation.environment, **pipes) for _number in range(2)]
    for sender in senders:
        assert sender.stdout.readline() == "ready\n"
    for sender in senders:
        sender.stdin.write("go\n")
        sender.stdin.flush()
    counts = [int(sender.communicate()[0]) for sender in senders]
    assert sum(counts) == MAILS
    folder = installation.home / "mail"
    sent = "\n".join(path.read_text() for path in folder.iterdir())
    receivers = Counter(re.findall(r"^To: (.*)$", sent, re.MULTILINE))
    assert receivers == {f"receiver-{number}@example.org": 1 for number in range(MAILS)}
