"""What stands in an address in place of `<int:number>`: a row of the caller's, a row of somebody else's, and none.

A kind of row is told by the address up to the parameter. Whoever adds a page with a new kind adds it here; the matrix
fails until then.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.urls import reverse

from kambium.accounts.models import (
    Account,
    AccountFile,
    AccountMember,
    Activity,
    Address,
    Comment,
    Contact,
    CustomField,
)
from kambium.api.models import Token, Webhook
from kambium.commerce.models import ExchangeRate, Order, Product
from kambium.core.models import Notice, Pin, SavedView, StoredFile, Term
from kambium.demo.world import World
from kambium.exchange.models import Run
from kambium.people.models import Delegation, Grant, GrantRequest, Leave, Person
from kambium.portfolio.models import Proposal
from tests.contracts.callers import Caller

MISSING = 10**9
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
WORDS = {
    "accounts/<int:number>/<slug:key>": "no-such-tab",
    "accounts/<int:number>/merges/<int:other>": str(MISSING),
    "accounts/<int:number>/distinct/<int:other>": str(MISSING),
    "accounts/<int:number>/cells/<slug:key>": "status",
    "settings/vocabularies/<slug:name>": "industry",
    "imports/template/<slug:record_key>": "account",
    "lists/<slug:key>": "accounts",
    "lists/<slug:key>/bulk/<slug:name>": "status",
    "sso/<slug:provider_id>": "company",
    "api/v1/<slug:key>": "accounts",
    "api/v1/<slug:key>/bulk/<slug:name>": "status",
    "api/v1/<slug:key>/<int:number>/<slug:name>": "assign",
    "api/v1/<path:rest>": "x/y",
    "api/v1/webhooks/<int:number>/<slug:name>": "trial",
    "api/v1/webhooks/<int:number>/deliveries/<int:delivery>": str(MISSING),
    "me/webhooks/<int:number>/<slug:name>": "trial",
    "me/webhooks/<int:number>/log/<int:delivery>": str(MISSING),
}


@dataclass(frozen=True)
class Pair:
    """A row the caller may see, and one hidden from the caller; None where the world has none."""

    own: int | None
    hidden: int | None


def first(ids: object) -> int | None:
    return next(iter(ids), None)  # type: ignore[call-overload, no-any-return]


def of_account(model: type, **wanted: object) -> Callable[[Caller, World], Pair]:
    """Rows of an account, by the account's own owner."""

    def found(who: Caller, world: World) -> Pair:
        rows = (
            model.objects.alive()
            if model is not AccountMember
            else (
                model.objects.exclude(person_id=who.person_id)  # everybody may take themselves off a team
            )
        )
        column = "id" if model is Account else "account_id"
        pairs = list(rows.filter(**wanted).order_by("id").values_list("id", column))
        return Pair(
            first(number for number, account in pairs if account in who.own),
            first(number for number, account in pairs if account in who.unseen),
        )

    return found


def comments(who: Caller, world: World) -> Pair:
    """A comment of one's own, where one sees accounts, and one on an account out of sight."""
    hidden = of_account(Comment)(who, world).hidden
    if not who.own:
        return Pair(None, hidden)
    account = Account.objects.get(pk=min(who.own))
    mine = Comment.objects.create(
        account=account, author_id=who.person_id, body="内部备注", owner_id=account.owner_id,
        division_id=account.division_id, branch_id=account.branch_id, team_id=account.team_id,
    )  # fmt: skip
    return Pair(mine.pk, hidden)


def leaves(who: Caller, world: World) -> Pair:
    """A leave to come, of the caller and of somebody in another part of the company."""
    start = world.today + timedelta(40 + 10 * who.person_id)
    days = DateRange(start, start + timedelta(5))
    mine = Leave.objects.create(person_id=who.person_id, away=days)
    other = Leave.objects.create(person=stranger(who, world), away=days)
    return Pair(mine.pk, None if who.role == "hr" else other.pk)


def delegations(who: Caller, world: World) -> Pair:
    """One that waits, from the caller's line to a colleague there, and one among strangers."""
    giver = {"lead": world.lin, "director": world.chen}.get(who.role, Person.objects.get(pk=who.person_id))
    mine = _delegation(giver, world.song if who.role != "trainer" else world.gao, world)
    return Pair(mine.pk, _delegation(stranger(who, world), world.luo if who.role != "admin" else world.ma, world).pk)


def _delegation(giver: Person, taker: Person, world: World) -> Delegation:
    period = DateTimeTZRange(world.now - timedelta(1), world.now + timedelta(20))
    return Delegation.objects.create(
        from_person=giver, to_person=taker, areas=["activities"], active=period, requested_by=giver
    )


def stranger(who: Caller, world: World) -> Person:
    """Somebody who is neither the caller nor below the caller."""
    return world.jiang if who.role == "finance" else world.fang


def runs(who: Caller, world: World) -> Pair:
    """One's own import and a colleague's; who looks after the system sees all."""
    mine = Run.objects.create(record="account", by_id=who.person_id)
    other = Run.objects.create(record="account", by=stranger(who, world))
    return Pair(mine.pk, None if who.role == "admin" else other.pk)


def notices(who: Caller, world: World) -> Pair:
    """What the bell holds."""
    made = [Notice.objects.create(person_id=n, key=f"contract:{who.role}", kind="work.done", url="/", data=WORK) for n in  # noqa: E501
            (who.person_id, stranger(who, world).pk)]  # fmt: skip
    return Pair(made[0].pk, made[1].pk)


WORK = {"what": "客户", "what_zh": "客户", "what_en": "Accounts", "done": 1, "total": 1}


def works(who: Caller, world: World) -> Pair:
    """Work in the background."""
    made = [Notice.objects.create(person_id=n, key=f"work:{who.role}", kind="work.running", data=WORK) for n in
            (who.person_id, stranger(who, world).pk)]  # fmt: skip
    return Pair(made[0].pk, made[1].pk)


def exports(who: Caller, world: World) -> Pair:
    """Files that a job made."""
    return Pair(*(_export(number) for number in (who.person_id, stranger(who, world).pk)))


def _export(person: int) -> int:
    known = StoredFile.objects.filter(uploaded_by_id__isnull=False).first()
    digest = known.sha256 if known else "0" * 64
    made = StoredFile.objects.create(sha256=digest, name="客户.csv", size=1, uploaded_by_id=person)
    url = reverse("list_file", args=[made.pk])
    Notice.objects.create(person_id=person, key=f"work:{made.pk}", kind="work.done", url=url, data=WORK)
    return made.pk


def pins(who: Caller, world: World) -> Pair:
    """Pages in the side bar."""
    made = [Pin.objects.create(person_id=n, label="固定", url=f"/{who.role}/") for n in
            (who.person_id, stranger(who, world).pk)]  # fmt: skip
    return Pair(made[0].pk, made[1].pk)


def views(who: Caller, world: World) -> Pair:
    """Saved views."""
    made = [SavedView.objects.create(person_id=n, list_key="accounts", name=who.role) for n in
            (who.person_id, stranger(who, world).pk)]  # fmt: skip
    return Pair(made[0].pk, made[1].pk)


def sessions(who: Caller, world: World) -> Pair:
    """Open sessions in another browser."""
    made = []
    for number in (who.person_id, stranger(who, world).pk):
        key = f"contract-{who.role}-{number}"
        Session.objects.create(session_key=key, session_data="", expire_date=world.now + timedelta(1))
        row = UserSession.objects.create(user_id=number, session_key=key, ip="127.0.0.1", user_agent="")
        made.append(row.pk)
    return Pair(*made)


def grants(who: Caller, world: World) -> Pair:
    return Pair(Grant.objects.get(person=world.lin).pk, None)


def grant_requests(who: Caller, world: World) -> Pair:
    """One that somebody else than the caller asked for, so that it can be approved."""
    asker = world.luo if who.role != "admin" else world.qian
    row, _is_new = GrantRequest.objects.get_or_create(
        person=world.lin, role="executive",
        defaults={"active": DateTimeTZRange(world.now, None), "requested_by": asker},
    )  # fmt: skip
    return Pair(row.pk, None)


def terms(who: Caller, world: World) -> Pair:
    return Pair(first(Term.objects.filter(vocabulary="industry").values_list("id", flat=True)), None)


def own_fields(who: Caller, world: World) -> Pair:
    return Pair(first(CustomField.objects.order_by("id").values_list("id", flat=True)), None)


def portfolios(who: Caller, world: World) -> Pair:
    """People by whose accounts the caller sees as their owner, their lead or the company's reader."""
    owners = dict(Account.objects.filter(deleted_at=None).exclude(owner=None).values_list("id", "owner_id"))
    seen = {owner for number, owner in owners.items() if number in who.own}
    return Pair(first(sorted(seen)), first(sorted(set(owners.values()) - seen)))


def tokens(who: Caller, world: World) -> Pair:
    """A token of the caller's and a colleague's; who oversees them ends both."""
    made = []
    for number in (who.person_id, stranger(who, world).pk):
        digest = f"contract-{who.role}-{number}-{Token.objects.count()}"
        until = world.now + timedelta(1)
        made.append(Token.objects.create(person_id=number, name="ERP", digest=digest, hint="abcd", expires_at=until).pk)
    return Pair(made[0], None if who.role in ("admin", "security") else made[1])


def webhooks(who: Caller, world: World) -> Pair:
    """A webhook of the caller's and a colleague's."""
    made = [Webhook.objects.create(person_id=number, name="ERP", url="https://erp.example/", kinds=["account.created"],
                                   secret="", gathered_at=world.now).pk
            for number in (who.person_id, stranger(who, world).pk)]  # fmt: skip
    return Pair(made[0], made[1])


KINDS: dict[str, Callable[[Caller, World], Pair]] = {
    "accounts/<int:number>": of_account(Account),
    "contacts/<int:number>": of_account(Contact),
    "activities/<int:number>": of_account(Activity),
    "addresses/<int:number>": of_account(Address),
    "members/<int:number>": of_account(AccountMember),
    "files/<int:number>": of_account(AccountFile),
    "comments/<int:number>": comments,
    "people/<int:number>": lambda who, world: Pair(world.lin.pk, None),
    "settings/teams/<int:number>": lambda who, world: Pair(world.team("south").pk, None),
    "settings/grants/<int:number>": grants,
    "settings/grants/requests/<int:number>": grant_requests,
    "settings/terms/<int:number>": terms,
    "settings/fields/<int:number>": own_fields,
    "portfolio/accounts/<int:number>": of_account(Account),
    "portfolio/people/<int:number>": portfolios,
    "portfolio/proposals/<int:number>": of_account(Proposal, state="open"),
    "orders/<int:number>": of_account(Order),
    "products/<int:number>": lambda who, world: Pair(first(Product.objects.values_list("id", flat=True)), None),
    "rates/<int:number>": lambda who, world: Pair(first(ExchangeRate.objects.values_list("id", flat=True)), None),
    "merges/<int:number>": lambda who, world: Pair(None, None),  # nothing has been merged in the world
    "leaves/<int:number>": leaves,
    "delegations/<int:number>": delegations,
    "me/sessions/<int:number>": sessions,
    "imports/<int:run_id>": runs,
    "notices/<int:number>": notices,
    "pins/<int:number>": pins,
    "exports/<int:number>": exports,
    "work/<int:number>": works,
    "views/<int:number>": views,
    "me/tokens/<int:number>": tokens,
    "settings/tokens/<int:number>": lambda who, world: Pair(tokens(who, world).own, None),
    "me/webhooks/<int:number>": webhooks,
    "settings/webhooks/<int:number>": lambda who, world: Pair(webhooks(who, world).own, None),
    "api/v1/<slug:key>/<int:number>": lambda who, world: Pair(None, None),  # opens by a token: test_api.py
    "api/v1/webhooks/<int:number>": lambda who, world: Pair(None, None),
}


OF_ACCOUNTS = [f"{name}/<int:number>" for name in
               ("accounts", "contacts", "activities", "addresses", "members", "files", "comments",
                "portfolio/accounts", "orders")]  # fmt: skip


def rows_of(who: Caller, world: World) -> dict[str, Pair]:
    """The rows of each kind for a caller; what the world has none of is made."""
    return {kind: made(who, world) for kind, made in KINDS.items()}


def kinds_in(route: str) -> list[str]:
    """The kinds of a route's parameters: the route up to and with each parameter."""
    return [route[: found.end()] for found in PARAMETER.finditer(route)]


def unmapped(route: str) -> list[str]:
    """The kinds of a route without an example."""
    return [kind for kind in kinds_in(route) if kind not in KINDS and kind not in WORDS]


def kind_of_row(route: str) -> str:
    """The kind of row a route is about, or ""."""
    return next((kind for kind in kinds_in(route) if kind in KINDS), "")


def address(route: str, number: int = 0) -> str:
    """The address of a route, with the number of a row and an example for each word."""
    for kind in reversed(kinds_in(route)):  # the last first, so that what stands before it keeps its place
        route = kind[: kind.rindex("<")] + WORDS.get(kind, str(number)) + route[len(kind) :]
    return "/" + route
