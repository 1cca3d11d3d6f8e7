"""`visible_to` against an independent walk of a random company: same rows for every person, area and permission."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from kambium.accounts.models import Account, AccountMember, Activity, Contact
from kambium.core.access import DELEGATED, MEMBER, OWN, TREE, Scope, permissions
from kambium.core.access.owned import is_within, reach
from kambium.people.models import Delegation, Grant, Person, Team

NOW = datetime.now(UTC)
RUNNING = DateTimeTZRange(NOW - timedelta(days=10), NOW + timedelta(days=10))
OVER = DateTimeTZRange(NOW - timedelta(days=20), NOW - timedelta(days=1))
ROLES = ["kam", "lead", "director", "executive", "hr", "finance", "auditor"]
CHECKED = ("accounts.view", "accounts.edit", "accounts.assign", "accounts.export", "accounts.team")


def company(rnd: random.Random) -> tuple[list[Team], list[Person]]:
    """A tree five levels deep with people at every level."""
    teams: list[Team] = []
    for number in range(24):
        parent = None if not teams else rnd.choice([t for t in teams if t.depth < 4])
        team = Team.objects.create(name_en=f"Team {number}", parent=parent, depth=parent.depth + 1 if parent else 0)
        team.path = [*(parent.path if parent else []), team.pk]
        team.save(update_fields=["path"])
        teams.append(team)
    people = [
        Person.objects.create(email=f"p{n}@example.test", name_en=f"Person {n}", team=rnd.choice(teams))
        for n in range(30)
    ]
    return teams, people


def grants(rnd: random.Random, teams: list[Team], people: list[Person]) -> None:
    for person in people:
        for role in rnd.sample(ROLES, k=rnd.choice((1, 1, 2))):
            unit = rnd.choice(teams) if role in ("lead", "director") else None
            Grant.objects.create(person=person, role=role, team=unit, active=rnd.choice((RUNNING, RUNNING, OVER)))
    for _ in range(20):
        giver, holder = rnd.sample(people, 2)
        Delegation.objects.create(
            from_person=giver,
            to_person=holder,
            areas=rnd.sample(["accounts", "contacts", "activities"], k=2),
            active=rnd.choice((RUNNING, OVER)),
            requested_by=giver,
            approved_at=rnd.choice((NOW, NOW, None)),
            revoked_at=rnd.choice((None, None, NOW)),
        )


def owner_columns(owner: Person | None) -> dict[str, int | None]:
    path = owner.team.path if owner and owner.team else []
    return {
        "owner_id": owner.pk if owner else None,
        "division_id": path[1] if len(path) > 1 else None,
        "branch_id": path[2] if len(path) > 2 else None,
        "team_id": path[-1] if path else None,
    }


def portfolio(rnd: random.Random, people: list[Person]) -> None:
    for number in range(300):
        owner = rnd.choice([*people, None])
        columns = owner_columns(owner)
        account = Account.objects.create(name_en=f"Account {number}", **columns)
        Contact.objects.create(account=account, name_en=f"Contact {number}", **columns)
        Activity.objects.create(account=account, kind="call", subject="Call", happened_at=NOW, **columns)
        if number % 5 == 0:
            AccountMember.objects.create(
                account=account, person=rnd.choice(people), role="presales", active=rnd.choice((RUNNING, OVER))
            )


def runs(period: DateTimeTZRange) -> bool:
    return bool(period.lower <= NOW < period.upper)


class Oracle:
    """The rules told again, in plain Python over plain rows, without a line of the product's own access code."""

    def __init__(self) -> None:
        self.parent = dict(Team.objects.values_list("id", "parent_id"))
        self.team_of = dict(Person.objects.values_list("id", "team_id"))
        self.grants = [(g.person_id, g.role, g.team_id) for g in Grant.objects.all() if runs(g.active)]
        self.members = {(m.person_id, m.account_id) for m in AccountMember.objects.all() if runs(m.active)}
        self.delegations = [
            (d.from_person_id, d.to_person_id, set(d.areas))
            for d in Delegation.objects.all()
            if runs(d.active) and d.approved_at and not d.revoked_at
        ]

    def under(self, team: int | None, unit: int | None) -> bool:
        while team is not None:
            if team == unit:
                return True
            team = self.parent[team]
        return False

    def sees(self, person: int, permission: str, owner: int | None, account: int) -> bool:
        return any(
            self._by_role(person, permission, owner, account, permissions[permission].roles.get(role, Scope(0)), unit)
            for holder, role, unit in self.grants
            if holder == person
        )

    def _by_role(
        self, person: int, permission: str, owner: int | None, account: int, scope: Scope, unit: int | None
    ) -> bool:
        area = permission.partition(".")[0]
        if scope & Scope.ALL:
            return True
        if scope & TREE and (self.under(self.team_of.get(owner or 0), unit) or self.parent.get(unit or 0, 1) is None):
            return True
        if scope & OWN and owner == person:
            return True
        if scope & MEMBER and (person, account) in self.members:
            return True
        return bool(scope & DELEGATED) and any(
            giver == owner and holder == person and area in areas for giver, holder, areas in self.delegations
        )


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_every_person_sees_exactly_the_rows_the_rules_give(seed: int) -> None:
    rnd = random.Random(seed)
    teams, people = company(rnd)
    grants(rnd, teams, people)
    portfolio(rnd, people)
    oracle = Oracle()
    accounts = list(Account.objects.values_list("id", "owner_id"))
    children = {
        "contacts.view": list(Contact.objects.values_list("id", "owner_id", "account_id")),
        "activities.view": list(Activity.objects.values_list("id", "owner_id", "account_id")),
    }
    models = {"contacts.view": Contact, "activities.view": Activity}
    checks = 0
    for person in people:
        actor = Person.objects.get(pk=person.pk).actor()
        for permission in CHECKED:
            seen = set(Account.objects.visible_to(actor, permission).values_list("id", flat=True))
            assert seen == {a for a, owner in accounts if oracle.sees(person.pk, permission, owner, a)}
            checks += len(accounts)
        for permission, rows in children.items():
            seen = set(models[permission].objects.visible_to(actor).values_list("id", flat=True))
            assert seen == {c for c, owner, a in rows if oracle.sees(person.pk, permission, owner, a)}
            checks += len(rows)
    assert checks == 30 * 7 * 300


@pytest.mark.django_db
@pytest.mark.parametrize(("seed", "within"), [(0, 10), (1, 5)])
def test_a_condition_narrows_what_is_seen_and_never_widens_it(seed: int, within: int) -> None:
    """`within`: for how many of the 180 conditions the reach need not be said again."""
    rnd = random.Random(seed)
    teams, people = company(rnd)
    grants(rnd, teams, people)
    portfolio(rnd, people)
    branches = [team.pk for team in teams if team.depth == 2]
    shortened = 0
    for person in people:
        actor = Person.objects.get(pk=person.pk).actor()
        seen = Account.objects.visible_to(actor)
        for where in (Q(owner_id=person.pk), Q(owner_id=rnd.choice(people).pk), Q(branch_id=rnd.choice(branches)),
                      Q(owner_id=person.pk) | Q(owner_id=None), ~Q(owner_id=person.pk),
                      Q(owner_id=person.pk) & Q(name_en__contains="7")):  # fmt: skip
            narrowed = Account.objects.visible_to(actor, "", where)
            assert set(narrowed.values_list("id")) == set(seen.filter(where).values_list("id"))
            shortened += is_within(where, reach(actor, "accounts.view", "id") or Q())
    assert shortened == within


def test_a_condition_is_within_a_reach_only_when_one_of_its_terms_is_an_alternative() -> None:
    mine_or_team = Q(owner_id=7) | Q(team_id=3)
    assert is_within(Q(owner_id=7), mine_or_team)
    assert is_within(Q(owner_id=7, status="active"), mine_or_team)
    assert not is_within(Q(), mine_or_team)
    assert not is_within(Q(owner_id=8), mine_or_team)
    assert not is_within(Q(owner_id=7) | Q(owner_id=8), mine_or_team)
    assert not is_within(~Q(owner_id=7), mine_or_team)
    assert not is_within(Q(owner_id=7), Q(owner_id=7, team_id=3))
    assert not is_within(Q(owner_id=7), ~mine_or_team)
    assert not is_within(Q(owner_id=7), Q(pk__in=()))


@pytest.mark.django_db
def test_the_system_itself_holds_no_grant_and_reads_nothing() -> None:
    from kambium.core.access import Actor

    Account.objects.create(name_en="Somebody's")
    assert Account.objects.visible_to(Actor(0)).count() == 0
