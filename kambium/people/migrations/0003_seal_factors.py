"""The secrets of second factors that stand open are sealed, and opened again on the way back."""

from django.db import migrations

from kambium.core.sealing import seal, unseal
from kambium.people.factor_secrets import turned


def seal_all(apps, schema_editor):
    _turn_all(apps, seal)


def open_all(apps, schema_editor):
    _turn_all(apps, unseal)


def _turn_all(apps, turn):
    for row in apps.get_model("mfa", "Authenticator").objects.all():
        data = turned(row.data, turn)
        if data != row.data:
            row.data = data
            row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_team_source_run"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal_all, open_all)]
