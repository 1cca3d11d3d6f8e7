"""Teams from files."""

from collections.abc import Callable, Mapping, Sequence

from django.db import connection

from kambium.core.search.fold import has_han
from kambium.core.staging import Batch, Stage, Values
from kambium.people.actions.restamping import restamp
from kambium.people.models import Company, Person, Team

PATHS = """WITH RECURSIVE tree AS (
    SELECT id, ARRAY[id] AS path FROM people_team WHERE parent_id IS NULL
    UNION ALL SELECT t.id, tree.path || t.id FROM people_team t JOIN tree ON t.parent_id = tree.id)
    UPDATE people_team t SET path = tree.path, depth = cardinality(tree.path) - 1 FROM tree
    WHERE t.id = tree.id AND t.path <> tree.path"""
MATCH = """UPDATE {stage} s SET target = t.id FROM {table} t WHERE s.target IS NULL AND t.is_active
    AND ((s.name_zh <> '' AND t.name_zh = s.name_zh) OR (s.name_en <> '' AND t.name_en = s.name_en))"""
PARENT = """SELECT s.line, t.id FROM {stage} s JOIN {table} t ON s.parent IN (t.name_zh, t.name_en) AND t.is_active
    WHERE s.parent <> ''"""
PARENT_IN_FILE = """SELECT DISTINCT ON (s.line) s.line, coalesce(o.target, o.new_id) FROM {stage} s JOIN {stage} o
    ON s.parent IN (o.name_zh, o.name_en) AND o.line <> s.line WHERE s.parent <> '' ORDER BY s.line, o.line"""


class TeamWriter:
    """Writes teams. One without a parent comes right under the company; the company's own unit is made if missing."""

    model = Team
    insert_only: frozenset[str] = frozenset()
    dependents: tuple[tuple[str, str], ...] = ()
    derived: Mapping[str, tuple[str, ...]] = {}

    def columns(self, batch: Batch) -> Mapping[str, str]:
        return {"name_zh": "text", "name_en": "text", "parent": "text", "parent_id": "bigint"}

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        return lambda row: None  # nothing follows

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        stage.run(MATCH)

    def resolve(self, stage: Stage, batch: Batch) -> None:
        stage.refuse("coalesce(s.name_zh, '') = '' AND coalesce(s.name_en, '') = ''", "no_name")
        stage.resolve("parent_id", PARENT)
        stage.resolve("parent_id", PARENT_IN_FILE)
        stage.refuse("s.parent <> '' AND s.parent_id IS NULL", "no_team", "jsonb_build_object('value', s.parent)")
        root = root_team()
        stage.run(
            "UPDATE {stage} s SET parent_id = %s WHERE s.parent_id IS NULL AND coalesce(s.target, 0) <> %s",
            [root.pk, root.pk],
        )

    def written(self, batch: Batch) -> Mapping[str, str]:
        return {"name_zh": "name_zh", "name_en": "name_en", "parent_id": "parent_id"}

    def after(self, stage: Stage, batch: Batch) -> None:
        if _place():
            restamp(list(Person.objects.exclude(team=None).values_list("pk", flat=True)))

    def reverted(self, accounts: Sequence[int]) -> None:
        _place()


def _place() -> int:
    """Bring the paths of all teams up to their parents; returns how many changed."""
    with connection.cursor() as cursor:
        cursor.execute(PATHS)
        return int(cursor.rowcount)


def make_teams(names: Sequence[str], run: int) -> None:
    """Teams of these names, right under the company, made by an import run."""
    if names:
        root = root_team()
        named = [("name_zh" if has_han(name) else "name_en", name[:80]) for name in names]
        Team.objects.bulk_create(
            [Team(parent=root, path=[], depth=1, source_run=run, **{column: name}) for column, name in named]
        )
        _place()


def root_team() -> Team:
    """The company's own unit at depth 0."""
    root = Team.objects.filter(parent=None).order_by("id").first()
    if root is None:
        company = Company.objects.first() or Company(name_zh="公司", name_en="Company")
        root = Team.objects.create(name_zh=company.name_zh, name_en=company.name_en or "Company", path=[], depth=0)
        Team.objects.filter(pk=root.pk).update(path=[root.pk])
    return root
