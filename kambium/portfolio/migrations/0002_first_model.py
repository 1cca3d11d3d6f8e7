"""The tier model an installation starts with."""

from datetime import date
from functools import partial

from django.db import migrations

from kambium.portfolio import defaults


def install(apps, schema_editor):
    defaults.install(partial(apps.get_model, "portfolio"), date(2000, 1, 1))


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop, elidable=False)]
