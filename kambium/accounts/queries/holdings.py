"""What belongs to an account, counted by kind, whatever area it is of."""

from dataclasses import dataclass
from typing import Any

from kambium.core.access import areas, permissions
from kambium.core.access.owned import owned_models
from kambium.core.models import Event, SearchEntry
from kambium.core.registry import records


@dataclass(frozen=True)
class Held:
    """How many rows of one kind."""

    label: Any
    count: int


def holdings(account_id: int) -> list[Held]:
    """The rows that hang on an account and are not in the recycle bin; kinds with none are left out."""
    found = []
    for model in owned_models():
        if model.root_column == "account_id" and model not in (Event, SearchEntry):
            count = model.objects.alive().filter(account_id=account_id).count()
            label = next((one.label for one in records if one.model is model), None) or _area(model)
            found += [Held(label, count)] if count else []
    return found


def _area(model: Any) -> Any:
    """What files do not carry is called like the area that decides who sees it."""
    return areas[permissions[model.permission].area].label
