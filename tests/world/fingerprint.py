"""A digest of all that the demo company consists of, to see that it is the same every time, in every process."""

import hashlib
import json
import sys
from datetime import date

import django


def fingerprint(today: date, seed: int) -> str:
    """Every column of every row, and the bytes of the files."""
    from kambium.demo.days import Calendar
    from kambium.demo.world import compose

    parts, contents = compose(Calendar.of(today), seed)
    rows = [
        [
            type(row).__name__,
            {
                f.attname: str(getattr(row, f.attname))
                for f in row._meta.concrete_fields
                if not (f.has_db_default() or f.generated)
            },
        ]
        for part in parts
        for row in part
    ]
    return hashlib.sha256(json.dumps([rows, sorted(contents)]).encode()).hexdigest()


if __name__ == "__main__":
    django.setup()
    print(fingerprint(date.fromisoformat(sys.argv[1]), int(sys.argv[2])))
