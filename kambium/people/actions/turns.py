"""One at a time: some checks look at many rows (a tree, a chain), so two such changes must not overlap."""

import zlib

from django.db import connection


def take_turn(what: str) -> None:
    """Wait until no other transaction works on `what`; held until the end of this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(f"kambium.people.{what}".encode())])
