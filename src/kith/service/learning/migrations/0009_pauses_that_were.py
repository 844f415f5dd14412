from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0008_certificates_and_forms_sent_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="relationship",
            name="pauses",
            field=models.JSONField(default=list),
        ),
    ]
