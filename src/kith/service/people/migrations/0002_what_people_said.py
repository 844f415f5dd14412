from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="is_given",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="consent",
            name="basis",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
