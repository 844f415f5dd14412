from __future__ import annotations

from django.db import models

from kith.service.core.models import AnswerFile
from kith.service.recruitment.models.applications import Application


class ApplicationFile(AnswerFile):
    """A file in an application, under the name that the applicant gave it, made clean."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="files")

    def __str__(self) -> str:
        return f"file of {self.application_id}"
