import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import kith.foundation.ids


def pin_what_is_asked_today(apps, schema_editor):
    """Cohorts that were made before keep the questionnaire that their people have been answering."""
    from kith.foundation.faults import KithError
    from kith.programmes import load_instrument
    from kith.programmes.read import read_definition
    from kith.questionnaires.write import to_json

    pinned = apps.get_model("matches", "PreferencesQuestionnaire")
    for cohort in apps.get_model("cohorts", "Cohort").objects.select_related("definition"):
        text, name = cohort.definition.text, f"{cohort.definition.key}.toml"
        definition = read_definition(text, name).for_variant(cohort.variant or None)
        for key in sorted({role.preferences for role in definition.roles if role.preferences}):
            try:
                instrument = load_instrument(key)
            except KithError:
                continue  # it asked nothing before either
            pinned.objects.create(
                cohort=cohort, key=key, instrument=to_json(instrument), instrument_sha256=instrument.sha256
            )


class Migration(migrations.Migration):
    dependencies = [("matches", "0002_initial"), ("cohorts", "0005_closing")]

    operations = [
        migrations.CreateModel(
            name="PreferencesQuestionnaire",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kith.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("key", models.CharField(max_length=80)),
                ("instrument", models.JSONField()),
                ("instrument_sha256", models.CharField(max_length=64)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preferences_questionnaires",
                        to="cohorts.cohort",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "key"), name="one_preferences_questionnaire_a_key"
                    )
                ]
            },
        ),
        migrations.RunPython(pin_what_is_asked_today, migrations.RunPython.noop),
    ]
