from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("media", "0002_rights_and_checks"),
    ]

    operations = [
        migrations.AddField(
            model_name="mediadocument",
            name="upload_hash",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=40),
        ),
    ]
