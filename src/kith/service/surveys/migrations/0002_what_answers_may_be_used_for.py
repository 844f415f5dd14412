from django.db import migrations, models

ASKED_UNDER_THE_OLD_NOTICE = {"may_be_reported": True, "may_be_read": True, "may_be_quoted": False}
"""Whoever answered before now read that an evaluator reads their answers without names, and nothing of quotations."""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]

    operations = [
        operation
        for name, old in ASKED_UNDER_THE_OLD_NOTICE.items()
        for operation in (
            migrations.AddField(
                model_name="response", name=name, field=models.BooleanField(default=old)
            ),
            migrations.AlterField(
                model_name="response", name=name, field=models.BooleanField(default=False)
            ),
        )
    ]
