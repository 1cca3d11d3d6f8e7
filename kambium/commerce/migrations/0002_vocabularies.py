"""The words of commerce an installation starts with."""

from django.db import migrations

from kambium.commerce.vocabularies import DELIVERED
from kambium.core.terms import deliver


def install(apps, schema_editor):
    deliver(DELIVERED, apps.get_model("core", "Term"), apps.get_model("core", "Revision"))


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_initial"),
        ("commerce", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(install, migrations.RunPython.noop, elidable=False),
    ]
