"""Who reports to whom at a customer."""

from django.db import connection

UP = """
WITH RECURSIVE up AS (
    SELECT id, reports_to_id, ARRAY[id] AS seen FROM accounts_contact WHERE id = %(lower)s
    UNION ALL
    SELECT c.id, c.reports_to_id, up.seen || c.id FROM up JOIN accounts_contact c ON c.id = up.reports_to_id
    WHERE c.id <> ALL(up.seen)
)
SELECT EXISTS (SELECT FROM up WHERE id = %(upper)s)
"""


def reports_up_to(lower: int, upper: int) -> bool:
    """Whether a contact is another one, or reports to them directly or through others."""
    with connection.cursor() as cursor:
        cursor.execute(UP, {"lower": lower, "upper": upper})
        (found,) = cursor.fetchone()
    return bool(found)
