"""What PostgreSQL must be able to do before any table is made."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    """Sign-in attempts are counted in the database, so that every process counts the same ones."""
    call_command("createcachetable", database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
