"""The words an installation starts with."""

from django.db import migrations

from kambium.accounts import defaults


def install(apps, schema_editor):
    defaults.install(apps.get_model("core", "Term"), apps.get_model("core", "Revision"))


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_initial"),
        ("accounts", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(install, migrations.RunPython.noop, elidable=False),
    ]
