"""The pages that are measured, each beside its plain SQL."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import plain
from benchmarks.clock import WARM, Timing, spin, timed
from benchmarks.plain import Statement
from benchmarks.visitor import Failed, Visitor
from kambium.accounts.models import Account
from kambium.core.web.paging import read

NEXT = re.compile(r'href="([^"]+)" rel="next"')
IDS = 200
LIST_TARGET, ACCOUNT_TARGET, SEARCH_TARGET, TYPE_AHEAD_TARGET, SAVE_TARGET = 9.0, 10.0, 10.0, 6.0, 10.0


@dataclass(frozen=True)
class Ask:
    """One request; with `form` it is a POST."""

    path: str
    form: dict[str, str] | None = None
    fragment: bool = False


@dataclass(frozen=True)
class Scene:
    """Something people do, in several variants that are taken in turn, and the same in plain SQL."""

    label: str
    who: str
    asks: Sequence[Ask]
    plain: Sequence[Sequence[Statement]]
    target: float


@dataclass(frozen=True)
class Result:
    """What came out. `cpu` is the work of web server and database for one page, in milliseconds, which a busy machine
    hardly changes; `busy` is how long a second of work took just before."""

    label: str
    who: str
    target: float
    page: Timing
    plain: Timing
    cpu: float
    queries: int
    busy: float
    size: int

    @property
    def ratio(self) -> float:
        """The page beside the plain SQL."""
        return self.page.p50 / self.plain.p50


def scenes(visitors: dict[str, Visitor]) -> Iterator[Scene]:
    """All scenes in order."""
    owner = Account.objects.filter(owner__email="kam1@crowd.example")
    own = list(owner.order_by("id").values_list("id", flat=True)[:IDS])
    yield from _lists(visitors["executive"], owner.values_list("owner_id", flat=True)[0])
    yield from _searches()
    yield from _account_pages(own)
    yield from _saves(own)


def _lists(visitor: Visitor, kam: int) -> Iterator[Scene]:
    yield Scene("list, page 1", "executive", [Ask("/accounts/?view=all")], [plain.listed()], LIST_TARGET)
    path, place = hundredth(visitor)
    beyond = "AND sort_zh >= %s AND (sort_zh, id) > (%s, %s)"
    yield Scene("list, page 100", "executive", [Ask(path)], [plain.listed(beyond, place)], LIST_TARGET)
    where = "AND industry = 'machinery' AND status = 'active'"
    address = "/accounts/?view=all&industry=machinery&status=active"
    yield Scene("list, industry and status", "executive", [Ask(address)], [plain.listed(where)], LIST_TARGET)
    yield Scene("list, page 1", "kam", [Ask("/accounts/")], [plain.listed("AND owner_id = %s", [kam])], LIST_TARGET)


def hundredth(visitor: Visitor) -> tuple[str, list[object]]:
    """The address of the hundredth page (or the last, when there are fewer), and the place where it begins."""
    path = "/accounts/?view=all"
    for _ in range(99):
        found = NEXT.search(visitor.get(path).decode())
        if not found:
            break
        path = "/accounts/" + html.unescape(found[1])
    place = read(path.partition("at=")[2], 2)
    name, number = place[0] if place else ("", 0)
    return path, [name, name, number]


def _searches() -> Iterator[Scene]:
    pieces: list[list[Statement]] = [[(plain.PIECES, [[word]])] for word in ("轴承", "重工", "苏州", "电子")]
    initials: list[list[Statement]] = [[(plain.WORDS, [f"%{word}%"])] for word in ("shhf", "szrh", "njdy", "hzhf")]
    near: list[list[Statement]] = [[(plain.NEAR, [word, word])] for word in ("rheintehc", "cascadefeild", "orionbridg")]
    for label, words, statements in (
        ("two Chinese characters", ("轴承", "重工", "苏州", "电子"), pieces),
        ("pinyin initials", ("shhf", "szrh", "njdy", "hzhf"), initials),
        ("Latin with a slip", ("rheintehc", "cascadefeild", "orionbridg"), near),
    ):
        ahead = [Ask(f"/search/palette/?q={quote(word)}", fragment=True) for word in words]
        whole = [Ask(f"/search/?q={quote(word)}") for word in words]
        yield Scene(f"palette, {label}", "executive", ahead, statements, TYPE_AHEAD_TARGET)
        yield Scene(f"search page, {label}", "executive", whole, statements, SEARCH_TARGET)
    yield Scene(
        "palette, two Chinese characters", "kam", [Ask(f"/search/palette/?q={quote('轴承')}", fragment=True)],
        pieces[:1], TYPE_AHEAD_TARGET,
    )  # fmt: skip


def _account_pages(own: list[int]) -> Iterator[Scene]:
    some = list(Account.objects.order_by("id").values_list("id", flat=True)[: IDS * 10 : 10])
    for who, ids in (("executive", some), ("kam", own)):
        statements: list[list[Statement]] = [[(one, [number]) for one in plain.ACCOUNT] for number in ids]
        yield Scene("account page", who, [Ask(f"/accounts/{number}/") for number in ids], statements, ACCOUNT_TARGET)


def _saves(own: list[int]) -> Iterator[Scene]:
    turns = [(number, word) for word in ("dormant", "active") for number in own]
    edits = [Ask(f"/accounts/{number}/cells/status/", {"value": word}) for number, word in turns]
    changes: list[list[Statement]] = [[(plain.CHANGE, [word, number])] for number, word in turns]
    yield Scene("save a cell of the list", "kam", edits, changes, SAVE_TARGET)
    form = {"kind": "call", "subject": "measured", "next_step": "send the offer", "next_on": "2031-01-15"}
    logs = [Ask(f"/accounts/{number}/activity/new/", form) for number in own]
    inserts: list[list[Statement]] = [[(plain.LOG, [number])] for number in own]
    yield Scene("log an activity", "kam", logs, inserts, SAVE_TARGET)


def measured(scene: Scene, visitor: Visitor, line: Any, seconds: float, worked: Callable[[], float]) -> Result:
    """Both sides of a scene, one after the other; `worked` tells the seconds of work done so far."""
    busy = spin()
    asks, statements = cycle(scene.asks), cycle(scene.plain)
    visitor.reconnect()
    size = len(_sent(visitor, scene.asks[0]))
    before = worked()
    page = timed(lambda: _sent(visitor, next(asks)), seconds)
    cpu = (worked() - before) * 1000 / (page.n + WARM)
    bare = timed(lambda: plain.run(line, next(statements)), seconds / 3)
    return Result(scene.label, scene.who, scene.target, page, bare, cpu, queries(visitor, scene.asks), busy, size)


def _sent(visitor: Visitor, ask: Ask) -> bytes:
    return visitor.get(ask.path, fragment=ask.fragment) if ask.form is None else visitor.post(ask.path, ask.form)


def queries(visitor: Visitor, asks: Sequence[Ask]) -> int:
    """How many statements a request sends; the first one, which fills memories, does not count."""
    last = asks[-2:] if len(asks) > 1 else [asks[0], asks[0]]
    found = 0
    for ask in last:
        with CaptureQueriesContext(connection) as caught:
            status = _inside(visitor, ask).status_code
        if status not in (200, 204):
            raise Failed(f"{ask.path}: {status}")
        found = len(caught)
    return found


def _inside(visitor: Visitor, ask: Ask) -> Any:
    headers = {"HX-Request": "true"} if ask.fragment or ask.form is not None else {}
    call: Callable[..., Any] = visitor.inside.get if ask.form is None else visitor.inside.post
    return call(ask.path, *([ask.form] if ask.form is not None else []), headers=headers)
