from django.db import models


class TickLease(models.Model):
    """One row: who ticks now, and when the last tick ended. Two workers never tick at once."""

    name = models.CharField(max_length=20, primary_key=True)
    holder = models.CharField(max_length=32, blank=True)
    expires_at = models.DateTimeField()
    ticked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} ticked {self.ticked_at}"
