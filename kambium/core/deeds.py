"""What can be done with one record: each change that a page offers, declared so that programs can ask for it too.

A domain declares its deeds in `deeds.py`. A deed says what is asked (the form the page uses) and does it with the
action the page calls, so that both obey one rule. The names `create`, `change` and `remove` are what programs know as
POST, PATCH and DELETE; any other name is an address of its own below the row.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kambium.core.access import Actor
from kambium.core.registry import Socket
from kambium.core.terms import Words

if TYPE_CHECKING:
    from django import forms
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Asking:
    """Who asks for a deed, and when. `row` is the row it is about, as the actor sees it; None for a new one, for one in
    the recycle bin, and while only the shape of the form is asked for. `version` is the one that was read."""

    person: Any
    actor: Actor
    words: Words
    at: datetime
    number: int = 0
    row: Any = None
    version: int | None = None
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Deed:
    """A change of one row; the key is `record.name`.

    `form(asking, data, only)` makes the form, with no more than the fields named in `only` where that is not empty.
    `act(asking, values)` does it and returns the row. `is_new`: it makes one. `is_partial`: fields that are not named
    stay, or are asked for as they are stored. `is_versioned`: the version that was read is compared. `in_bin`: it is
    about a row in the recycle bin.
    """

    key: str
    label: "str | _StrPromise"
    permission: str
    act: "Callable[[Asking, Mapping[str, Any]], Any]"
    form: "Callable[[Asking, Any, frozenset[str]], forms.Form] | None" = None
    is_new: bool = False
    is_partial: bool = False
    is_versioned: bool = False
    in_bin: bool = False

    @property
    def record(self) -> str:
        """The record it belongs to."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """Its name within the record."""
        return self.key.partition(".")[2]


deeds: Socket[Deed] = Socket("deeds")
