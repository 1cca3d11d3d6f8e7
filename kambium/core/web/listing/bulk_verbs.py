"""What can be done with many rows of a list at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kambium.core.registry import Socket

if TYPE_CHECKING:
    from django import forms
    from django.utils.functional import _StrPromise

AT_ONCE = 1_000


def nothing_asked(look: Any) -> "dict[str, forms.Field]":
    """A verb that needs no words."""
    return {}


@dataclass(frozen=True)
class BulkVerb:
    """A change of many rows. The key is `list.verb`.

    `permission` is asked of every row again when it is done. `fields(look)` are asked of the person; their cleaned
    values must be plain (they may travel to a job). `act(ids, by=…, at=…, **values)` changes at most a thousand rows in
    one transaction with set-based statements and returns how many it changed; done twice, it changes nothing more.
    `refusals` are what it may raise for a value. Above `typed_above` rows the number must be typed.
    """

    key: str
    label: "str | _StrPromise"
    icon: str
    permission: str
    act: Callable[..., int]
    fields: "Callable[[Any], Mapping[str, forms.Field]]" = field(default=nothing_asked)
    refusals: tuple[type[Exception], ...] = ()
    typed_above: int | None = None
    danger: bool = False

    @property
    def list_key(self) -> str:
        """The list it belongs to."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """Its name within the list."""
        return self.key.partition(".")[2]


bulk_verbs: Socket[BulkVerb] = Socket("bulk verbs")
