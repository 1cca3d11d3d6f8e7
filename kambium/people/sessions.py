"""Sessions in the database, as Django keeps them, read with a statement that is not written anew for every page."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Stored
from django.db import connection
from django.utils import timezone

SQL = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(Stored):
    """Django's own; only the reading of a session is different."""

    def load(self) -> dict[str, Any]:
        """What the session holds; one that is not there or is over holds nothing and loses its key."""
        with connection.cursor() as cursor:
            cursor.execute(SQL, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(row[0])
        return found
