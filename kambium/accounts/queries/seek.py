"""Accounts by what people call them."""

from kambium.accounts.models import Account
from kambium.accounts.naming import name_key
from kambium.core.access import Actor
from kambium.core.search.find import find
from kambium.people.models.person import named

MOST = 8


def accounts_called(actor: Actor, text: str, number: int | None = None) -> list[tuple[int, str]]:
    """Ids and names of the accounts a text may mean, those of exactly that name alone if there are any.

    `number` is the id the text itself names. Only what the actor may see.
    """
    rows = Account.objects.visible_to(actor)
    if number is not None:
        found = rows.filter(pk=number)
    else:
        found = rows.filter(name_key=name_key(text)) if name_key(text) else rows.none()
    exact = [(pk, named(zh, en)) for pk, zh, en in found.values_list("pk", "name_zh", "name_en")[:MOST]]
    return exact or ([] if number is not None else offers(actor, text))


def offers(actor: Actor, text: str) -> list[tuple[int, str]]:
    """Ids and names of accounts that a typed beginning may mean."""
    return [
        (hit.object_id, named(hit.title_zh, hit.title_en)) for hit in find(actor, text, kinds=["account"], limit=MOST)
    ]
