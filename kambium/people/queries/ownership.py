"""What a person owns, known only through the socket of owned models."""

from dataclasses import dataclass
from typing import Any

from kambium.core.access.owned import owned_models
from kambium.core.registry import records


@dataclass(frozen=True)
class Holding:
    """How many rows of one kind a person owns."""

    label: Any
    count: int


def holdings(person_id: int) -> list[Holding]:
    """The main rows a person owns, by kind; what hangs on them follows its main row. Kinds with none are left out."""
    found = []
    for model in owned_models():
        if model.root_column == "id":
            count = model.objects.alive().filter(owner_id=person_id).count()
            found += [Holding(_label(model), count)] if count else []
    return found


def _label(model: Any) -> Any:
    return next((r.label for r in records if r.model is model), model._meta.verbose_name_plural)
