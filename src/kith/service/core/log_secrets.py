"""Log lines without the secrets of personal links: whoever reads a log must not be able to open one."""

from __future__ import annotations

import logging
import re

SECRET = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])", re.ASCII)
"""As ``domain.links`` makes them: 32 random bytes in the letters of base64."""


class HideSecrets(logging.Filter):
    """Writes ``(secret)`` where the address of a personal link would stand. Django logs whatever it refuses by
    its address."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if (told := SECRET.sub("(secret)", said)) != said:
            record.msg, record.args = told, None
        return True
