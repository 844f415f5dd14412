from django.db import models

from kith.service.core.models.base import Row


class PolicyThreshold(Row):
    """An organisation's own threshold in place of the default (see ``core.domain.policies``)."""

    organisation = models.ForeignKey("core.Organisation", on_delete=models.CASCADE, related_name="thresholds")
    key = models.CharField(max_length=60)
    value = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_threshold_a_key")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
