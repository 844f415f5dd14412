from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0004_alter_cohortrole_role")]

    operations = [
        migrations.AddField(model_name="cohort", name=name, field=models.DateTimeField(null=True))
        for name in ("closed_at", "archived_at", "read_until")
    ]
