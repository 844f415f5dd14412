"""Files that were sent as answers."""

from __future__ import annotations

from django.db import models

from kith.service.core.models import AnswerFile
from kith.service.surveys.models.asking import Response


class ResponseFile(AnswerFile):
    """A file in a response: under its pseudonym as the response is, under no name that somebody typed."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="files")

    def __str__(self) -> str:
        return f"file of {self.response_id}"
