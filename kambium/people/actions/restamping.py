"""Owner columns: every row of an owner carries the units of the owner's team, and follows when the team moves."""

from collections.abc import Collection

from django.db import connection
from psycopg import sql

from kambium.core.access.owned import owned_models

RESTAMP = sql.SQL("""
UPDATE {table} AS r SET division_id = u.division, branch_id = u.branch, team_id = u.team
FROM (
    SELECT p.id, t.path[2] AS division, t.path[3] AS branch, p.team_id AS team
    FROM people_person p LEFT JOIN people_team t ON t.id = p.team_id WHERE p.id = ANY(%s)
) u
WHERE r.owner_id = u.id AND (r.division_id, r.branch_id, r.team_id) IS DISTINCT FROM (u.division, u.branch, u.team)
""")


def restamp(owners: Collection[int]) -> int:
    """Copy the units of these owners' teams onto every row they own, one statement a table; the rows changed."""
    changed = 0
    with connection.cursor() as cursor:
        for model in owned_models() if owners else []:
            cursor.execute(RESTAMP.format(table=sql.Identifier(model._meta.db_table)).as_string(), [list(owners)])
            changed += cursor.rowcount
    return changed
