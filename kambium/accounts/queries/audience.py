"""Who of some people may see something of an account: nobody is told of what they may not see."""

from collections.abc import Collection

from kambium.accounts.models import Account, Follow
from kambium.accounts.queries.rights import may
from kambium.people.models import Person


def who_may_see(account_id: int, people: Collection[int], permission: str = "accounts.view") -> frozenset[int]:
    """Those of the people whose roles, delegations or account teams let them see the account (or do `permission`)."""
    actors = [person.actor() for person in Person.objects.sitting().filter(pk__in=people, is_active=True)]
    if not actors:
        return frozenset()
    answers = {f"p{actor.person_id}": may(actor, permission, "id") for actor in actors}
    row = Account.objects.alive().filter(pk=account_id).annotate(**answers).values(*answers).first() or {}
    return frozenset(int(key[1:]) for key, yes in row.items() if yes)


def listeners(account: Account) -> set[int]:
    """Who wants to hear of an account: its followers and its owner."""
    following = set(Follow.objects.filter(account=account).values_list("person_id", flat=True))
    return following | ({account.owner_id} if account.owner_id else set())
