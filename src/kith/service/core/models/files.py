import uuid

from django.db import models

from kith.service.core.models.base import Row


class StoredFile(Row):
    """A file somebody gave us or we made. Served only through a permission check, never by address."""

    organisation = models.ForeignKey("core.Organisation", on_delete=models.CASCADE)
    content = models.FileField(upload_to="%Y/%m/%d/")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    delete_after = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class AnswerFile(models.Model):
    """A file that is the answer to a question. The answers hold its reference and nothing else of it.

    It goes with whatever it answers (the key that each app adds), and its content with it. No moment is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    field = models.CharField(max_length=80)
    """Of the question it answers; inside a repeat with the number."""
    ending = models.CharField(max_length=8)
    """By its content, such as ``.pdf``."""
    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    @property
    def reference(self) -> str:
        """What stands in the answers, and is its name wherever answers are read without names."""
        return f"{self.pk}{self.ending}"
