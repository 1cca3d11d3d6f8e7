"""What goes on with each account: stories chosen for it, one after the other, laid out over the months to today."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle, pairwise
from random import Random

from kambium.demo.companies import known_since
from kambium.demo.days import Calendar, next_worked
from kambium.demo.dice import dice
from kambium.demo.reading import Product, Stage, Story, industries, stories
from kambium.demo.reading import accounts as table

# Days from today at which the open steps of the accounts fall due, account by account.
OPEN = (0, -4, 2, 5, 1, 9, -1, 14, 3, 7, 21, 0, -9, 4, 6, 12, 1, 28, 10, -2)
# Fast enough for one who travels: what is sold and kept abroad is talked over more than looked at.
ABROAD = (
    "frame",
    "trial",
    "tender",
    "delivery",
    "cost",
    "audit",
    "review",
    "exchange",
    "forecast",
    "newhead",
    "payment",
)
TODAY = ("huadong", "lanchuan", "yueling", "shuoshi")
QUIET = {"dormant": 120, "lost": 190}
EUROPE, AMERICA = ("DE", "DK", "NO"), ("US",)


@dataclass(frozen=True)
class Planned:
    """A stage of one telling of a story about one product; `thread` is the same for all its stages."""

    stage: Stage
    product: Product
    thread: tuple[str, int]


@dataclass(frozen=True)
class Touch:
    """A planned contact with an account, and when the step it leads to was due and done by the next one."""

    account: str
    plan: Planned
    day: date
    due: date | None = None
    done: date | None = None


def touches(calendar: Calendar, seed: int) -> list[Touch]:
    """All touches in the order of their days; within a day in the order of the accounts."""
    found = [
        touch
        for number, line in enumerate(table())
        for touch in _of_account(number, line, calendar, dice(seed, line["key"]))
    ]
    return sorted(found, key=lambda touch: touch.day)


def _of_account(number: int, line: dict[str, str], calendar: Calendar, random: Random) -> Iterator[Touch]:
    wanted = int(line["activities"])
    tracks = 1 if wanted <= 16 else 2 if wanted <= 36 else 3
    told = _tell(line, random)
    for track in range(tracks):
        share = wanted // tracks + (track < wanted % tracks)
        stages = _stages(line, share, told, track)
        yield from _lay_out(number, track, line, stages, calendar, random)


def _tell(line: dict[str, str], random: Random) -> Iterator[tuple[Story, Product]]:
    """Stories for an account without end, none twice before all were told, each about another product."""
    status = line["status"] if line["status"] == "prospect" else "active"
    fitting = [s for s in stories() if status in s.fit and (line["name_zh"] or s.key in ABROAD)]
    fitting = fitting or [s for s in stories() if status in s.fit]
    products = list(industries()[line["industry"]].products)
    random.shuffle(fitting)
    random.shuffle(products)
    if status == "prospect":
        fitting.sort(key=lambda story: story.key != "first")
    return zip(cycle(fitting), cycle(products), strict=False)


def _stages(line: dict[str, str], wanted: int, told: Iterator[tuple[Story, Product]], track: int) -> list[Planned]:
    """So many stages; who went quiet ends with the attempt to win them back."""
    ending = next(s for s in stories() if s.key == "revive") if line["status"] in QUIET else None
    body = wanted - (len(ending.stages) if ending else 0)
    found: list[Planned] = []
    while len(found) < body:
        found += _thread(*next(told), (line["key"], 100 * track + len(found)))
    last = found[body - 1].product
    return found[:body] + (_thread(ending, last, (line["key"], -1)) if ending else [])


def _thread(story: Story, product: Product, thread: tuple[str, int]) -> list[Planned]:
    return [Planned(stage, product, thread) for stage in story.stages]


def _lay_out(
    number: int, track: int, line: dict[str, str], stages: list[Planned], calendar: Calendar, random: Random
) -> Iterator[Touch]:
    """Days for the stages of one track, counted backwards from the last, and when each next step was due."""
    offset = OPEN[(number + 7 * track) % len(OPEN)]
    ages = _ages(line, stages, _last(line, track, offset, random), calendar, random)
    days = [calendar.back(age) for age in ages]
    for place, planned in enumerate(stages):
        touch = Touch(line["key"], planned, days[place])
        if place + 1 < len(stages):
            yield _followed(touch, days[place + 1], stages[place + 1], random)
        elif line["status"] in QUIET or (track and random.random() < 0.4):
            yield touch
        else:
            yield replace(touch, due=max(calendar.due(offset), touch.day))


def _last(line: dict[str, str], track: int, offset: int, random: Random) -> int:
    """How many days ago the last touch of the track was."""
    if line["status"] in QUIET:
        return QUIET[line["status"]]
    if line["key"] in TODAY and track == 1:
        return 0
    return max(random.randint(1, 17), 3 - offset)


def _ages(line: dict[str, str], stages: list[Planned], last: int, calendar: Calendar, random: Random) -> list[int]:
    """Days before today, oldest first: some days between stages, a longer rest between stories."""
    room = (calendar.today - known_since(line, calendar)).days - last - 1
    gaps = [random.randint(4, 15) if a.thread == b.thread else 0 for a, b in pairwise(stages)]
    rests = [random.uniform(0.5, 1.5) if gap == 0 else 0.0 for gap in gaps]
    spare = room - sum(gaps)
    if spare > 0 and any(rests):
        start = random.uniform(0, 0.04) * spare
        gaps = [gap + int(rest * (spare - start) / sum(rests)) for gap, rest in zip(gaps, rests, strict=True)]
    elif spare < 0:
        gaps = [gap * room // max(1, sum(gaps)) for gap in gaps]
    ages = [last]
    for gap in reversed(gaps):
        ages.append(ages[-1] + max(1, gap))
    return ages[::-1]


def _followed(touch: Touch, following: date, planned: Planned, random: Random) -> Touch:
    """The step led to the following touch, on time or not; between two stories there often was none."""
    if planned.thread != touch.plan.thread and random.random() < 0.6:
        return touch
    due = next_worked(max(following + timedelta(random.randint(-3, 2)), touch.day))
    return replace(touch, due=due, done=following)
