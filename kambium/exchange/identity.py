"""The number a row carries into a file, by which an import of that file finds the same row again.

It is signed with the key of this installation: a file of another one, or a number that was typed over, finds nothing
here, and its rows are matched by their business keys instead.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kambium.core.registry import FieldSpec, Record

OWN = "kambium_id"
LEAD = "kambium_"
SIGNED = 10
THE_ROW = FieldSpec(OWN, _("Kambium ID"), kind="row", help=_("Finds the row again; leave it as it is."))


def number(record: str, pk: int) -> str:
    """The number of a row of a record, such as 4711-9f2c01ab34."""
    return f"{pk}-{_signature(record, pk)}"


def row_of(record: str, text: str) -> int | None:
    """The id of the row that a number means; None where it is not one of this installation."""
    digits, _dash, signature = text.partition("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 19):
        return None
    return int(digits) if constant_time_compare(signature, _signature(record, int(digits))) else None


def _signature(record: str, pk: int) -> str:
    return salted_hmac("kambium.exchange.row", f"{record}:{pk}", algorithm="sha256").hexdigest()[:SIGNED]


def identities(record: Record) -> Iterator[FieldSpec]:
    """The fields by which a row and the rows it points to are told without a doubt."""
    yield replace(THE_ROW, to=record.key)
    for spec in record.fields:
        if spec.kind == "reference":
            label = format_lazy("{} {}", spec.label, THE_ROW.label)
            yield FieldSpec(f"{LEAD}{spec.name}", label, kind="row", to=spec.to)
