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
