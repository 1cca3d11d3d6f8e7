"""Signing in with e-mail and password, a passkey or single sign-on; reading the signed-in person in one statement."""

import json
from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from kambium.people.models import Person

COLUMNS = tuple(field.attname for field in Person._meta.concrete_fields)
PLACE = -1  # stands in the statement where the person's id will; nobody has it


class PersonBackend(AuthenticationBackend):
    """allauth's backend, with the person read together with all that a page needs."""

    def get_user(self, user_id: Any) -> Person | None:
        """The active person of that id."""
        sql, params = _statement()
        with connection.cursor() as cursor:
            cursor.execute(sql, [user_id if value == PLACE else value for value in params])
            row = cursor.fetchone()
        if row is None:
            return None
        person = Person.from_db(connection.alias, COLUMNS, row[:-1])
        person.__dict__["sitting"] = json.loads(row[-1])
        return person


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """Every page asks it, and writing it takes Django longer than answering it takes the database."""
    rows = Person.objects.sitting().filter(pk=PLACE, is_active=True)
    sql, params = rows.values_list(*COLUMNS, "sitting").query.sql_with_params()
    return sql, tuple(params)
