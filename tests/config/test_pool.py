"""Connections that outlive a request."""

import os

from django.db import ConnectionHandler, connection

from kambium.config.settings import database


def test_a_connection_the_server_dropped_never_reaches_a_page(db: None) -> None:
    settings = database(os.environ["DATABASE_URL"])
    settings["OPTIONS"]["pool"]["max_size"] = 1
    pooled = ConnectionHandler({"default": settings})["default"]
    try:
        with pooled.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (first,) = cursor.fetchone()
        pooled.close()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [first])
            assert cursor.fetchone() == (True,)
        with pooled.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            assert cursor.fetchone() != (first,)
    finally:
        pooled.close()
        pooled.close_pool()
