from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="account",
            name="account_owner",
        ),
        migrations.RemoveIndex(
            model_name="account",
            name="account_division",
        ),
        migrations.RemoveIndex(
            model_name="account",
            name="account_branch",
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("deleted_at__isnull", True)),
                fields=["industry", "status", "sort_zh", "id"],
                include=("annual_revenue", "currency"),
                name="account_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                fields=["owner", "sort_zh", "id"],
                include=("deleted_at", "annual_revenue", "currency"),
                name="account_owner",
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                fields=["division_id", "sort_zh", "id"],
                include=("deleted_at", "annual_revenue", "currency"),
                name="account_division",
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("branch_id__isnull", False)),
                fields=["branch_id", "sort_zh", "id"],
                include=("deleted_at", "annual_revenue", "currency"),
                name="account_branch",
            ),
        ),
    ]
