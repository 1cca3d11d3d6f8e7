"""The words an installation starts with."""

from django.db import migrations

from kambium.accounts.vocabularies import DELIVERED
from kambium.core.terms import deliver


def install(apps, schema_editor):
    deliver(DELIVERED, apps.get_model("core", "Term"), apps.get_model("core", "Revision"))


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_initial"),
        ("accounts", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(install, migrations.RunPython.noop, elidable=False),
    ]
