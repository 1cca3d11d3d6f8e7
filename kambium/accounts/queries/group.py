"""The group an account belongs to: a tree of parents and subsidiaries."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Func, JSONField
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from kambium.accounts.models import Account
from kambium.core.access import Actor
from kambium.people.models.person import named

MOST = 500
# Stands inside a statement about accounts_account, whose row it starts from.
GROUP = """
WITH RECURSIVE up AS (
    SELECT a.id, a.parent_id, 0 AS step, ARRAY[a.id] AS seen FROM accounts_account a WHERE a.id = accounts_account.id
    UNION ALL
    SELECT a.id, a.parent_id, up.step + 1, up.seen || a.id FROM up JOIN accounts_account a ON a.id = up.parent_id
    WHERE a.id <> ALL(up.seen)
), down AS (
    (SELECT id FROM up ORDER BY step DESC LIMIT 1)
    UNION
    SELECT a.id FROM down JOIN accounts_account a ON a.parent_id = down.id WHERE a.deleted_at IS NULL
)
SELECT id FROM down LIMIT %s
"""
ABOVE = """
WITH RECURSIVE up AS (
    SELECT id, parent_id, ARRAY[id] AS seen FROM accounts_account WHERE id = %(lower)s
    UNION ALL
    SELECT a.id, a.parent_id, up.seen || a.id FROM up JOIN accounts_account a ON a.id = up.parent_id
    WHERE a.id <> ALL(up.seen)
)
SELECT EXISTS (SELECT FROM up WHERE id = %(upper)s)
"""


def is_above(upper: int, lower: int) -> bool:
    """Whether an account is another one or a parent of it, directly or through others."""
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, {"upper": upper, "lower": lower})
        (found,) = cursor.fetchone()
    return bool(found)


@dataclass(frozen=True)
class Branch:
    """An account in the tree of its group; `depth` counts from the topmost one the reader may see."""

    id: int
    name_zh: str
    name_en: str
    city: str
    status: str
    owner_id: int | None
    depth: int

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        return named(self.name_zh, self.name_en)


COLUMNS = ("id", "name_zh", "name_en", "city", "status", "owner_id", "parent_id")


def group_column(actor: Actor) -> Func:
    """A column for a statement about accounts: the whole group of each as JSON rows, as far as the actor may see it."""
    members = RawSQL(GROUP, (MOST,))  # noqa: S611  (no input in the text)
    rows = Account.objects.visible_to(actor).filter(pk__in=members).order_by("sort_zh", "id")
    one = JSONObject(**{name: name for name in COLUMNS})
    return Func(ArraySubquery(rows.values_list(one)), function="to_jsonb", output_field=JSONField())


def branches(rows: list[dict[str, Any]]) -> list[Branch]:
    """The rows of a group as a tree, in order. An account whose parent is hidden stands where the parent would."""
    return list(_tree(rows))


def _tree(rows: list[dict[str, Any]]) -> Iterator[Branch]:
    seen = {row["id"] for row in rows}
    children: dict[int | None, list[dict[str, Any]]] = {}
    for row in rows:
        children.setdefault(row["parent_id"] if row["parent_id"] in seen else None, []).append(row)
    waiting = [(row, 0) for row in reversed(children.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        waiting += [(child, depth + 1) for child in reversed(children.get(row["id"], []))]
        facts = {name: value for name, value in row.items() if name != "parent_id"}
        yield Branch(**facts, depth=depth)
