import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("weblinks", "0001_initial"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="pagelink",
            name="page",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="weblinks",
                to=settings.WAGTAIL_PAGE_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pagelink",
            name="holder_type",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="contenttypes.contenttype",
            ),
        ),
        migrations.AddField(
            model_name="pagelink",
            name="holder_id",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="pagelink",
            name="holder_title",
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AddField(
            model_name="pagelink",
            name="holder_language",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="pagelink",
            name="mended_at",
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AddField(
            model_name="pagelink",
            name="until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="pagelink",
            index=models.Index(fields=["holder_type", "holder_id"], name="weblinks_holder"),
        ),
    ]
