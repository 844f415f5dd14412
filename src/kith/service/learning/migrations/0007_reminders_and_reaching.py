import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0006_alter_cohortrole_role"),
        ("learning", "0006_alumni_spin_offs_and_series"),
    ]

    operations = [
        migrations.AddField(model_name="concern", name="answered_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="concern", name="reach_by", field=models.CharField(blank=True, max_length=300)
        ),
        migrations.AddField(
            model_name="relationship",
            name="nudges_unanswered",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(
                models.F("cohort"),
                models.F("kind"),
                models.F("state"),
                django.db.models.functions.comparison.Coalesce("last_met_on", "started_on"),
                models.F("id"),
                name="quiet_longest",
            ),
        ),
    ]
