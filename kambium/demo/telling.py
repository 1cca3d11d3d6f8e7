"""Telling a touch in words: in the language of who writes, and never twice the same."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from kambium.demo.days import next_worked
from kambium.demo.dice import dice
from kambium.demo.plot import Touch
from kambium.demo.reading import Text, remarks

UNITS_EN = {"台": "units", "套": "sets", "根": "pieces", "只": "pieces"}
PLACES = (
    ("一号车间", "shop 1"), ("二号车间", "shop 2"), ("三号线", "line 3"), ("五号线", "line 5"),
    ("老线", "the old line"), ("新线", "the new line"), ("二期厂房", "the phase-two building"),
    ("南区", "the south bay"), ("北区", "the north bay"), ("总装区", "final assembly"),
    ("试制车间", "the pilot shop"), ("动力站", "the utility hall"), ("东跨", "the east aisle"), ("四号机组", "unit 4"),
    ("备用线", "the stand-by line"), ("改造区", "the rebuilt area"),
)  # fmt: skip
COUNTS = (4, 6, 8, 10, 12, 16, 18, 20, 24, 30, 32, 36, 40, 48, 60, 72, 80, 96, 120, 150, 180, 240)
CURRENCIES = {"CNY": ("元", 1), "EUR": ("欧元", 8), "USD": ("美元", 7)}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
HAN_LATIN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u4e00-\u9fff])")
HAN_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
SENTENCE = re.compile(r"(?:^|(?<=\. ))[a-z](?=[a-z])")
TECHNICAL = ("engineer", "user", "quality")
TRIES, PLAIN_TRIES = 20, 6  # after so many the subject names the place, too
REMEMBERED = 24  # ways of telling and remarks that are not used again while they are this fresh


class Words(NamedTuple):
    """A touch in words."""

    subject: str
    body: str
    next_step: str


@dataclass(frozen=True)
class Teller:
    """Who writes about whom: the language, the contact's name in it, and the money of the account."""

    english: bool
    contact: str
    currency: str
    scale: int


class Telling:
    """Remembers what has been said, so that no two subjects and no two bodies are alike anywhere."""

    def __init__(self, seed: int) -> None:
        self.random = dice(seed, "telling")
        self.said: set[str] = set()
        self.threads: dict[tuple[str, int], tuple[int, int, tuple[str, str]]] = {}
        self.fresh: deque[str] = deque(maxlen=REMEMBERED)

    def words(self, touch: Touch, teller: Teller) -> Words:
        """Subject, body and next step of a touch."""
        at = int(teller.english)
        for again, text in enumerate(self._ways(touch)):
            slots = self._slots(touch, teller)
            subject, body = (
                _fill(text.subject[at], slots, teller),
                self._body(text, touch.plan.stage.who, slots, teller),
            )
            if again >= PLAIN_TRIES:
                place = self.random.choice(PLACES)[at]
                subject += f" ({place})" if teller.english else f"（{place}）"
            if subject not in self.said and body not in self.said:
                break
        else:
            raise ValueError(f"nothing new to say: {touch}")
        self.said |= {subject, body}
        self.fresh.append(text.subject[0])
        return Words(subject, body, _fill(touch.plan.stage.next[at], slots, teller) if touch.due else "")

    def _ways(self, touch: Touch) -> Iterator[Text]:
        """The ways to tell the stage, those not heard for long first; then again with other figures."""
        ways = list(touch.plan.stage.texts)
        self.random.shuffle(ways)
        ways.sort(key=lambda text: text.subject[0] in self.fresh)
        for _again in range(TRIES):
            yield from ways

    def _body(self, text: Text, who: str, slots: dict[str, str], teller: Teller) -> str:
        """The body, every second time with a remark at its end that was not heard for long."""
        at = int(teller.english)
        body = _fill(text.body[at], slots, teller)
        if self.random.random() < 0.5:
            return body
        remark = self.random.choice([pair for pair in _pool(who) if self._suits(pair[0], body, teller)])
        self.fresh.append(remark[0])
        return body + (" " if teller.english else "") + _fill(remark[at], slots, teller)

    def _suits(self, remark: str, body: str, teller: Teller) -> bool:
        """Not heard for a while, and not naming the contact once more."""
        return remark not in self.fresh and ("{c}" not in remark or teller.contact not in body)

    def _slots(self, touch: Touch, teller: Teller) -> dict[str, str]:
        """Words for the braces. Quantity, amount and place stay the same through a telling of a story."""
        random, at, product = self.random, int(teller.english), touch.plan.product
        if touch.plan.thread not in self.threads:
            self.threads[touch.plan.thread] = (random.choice(COUNTS), random.randint(40, 900), random.choice(PLACES))
        count, worth, place = self.threads[touch.plan.thread]
        soon = next_worked(touch.day + timedelta(random.randint(4, 19)))
        return {
            "c": teller.contact,
            "p": (product.zh, product.en)[at],
            "q": f"{count} {UNITS_EN[product.unit] if teller.english else product.unit}",
            "m": _money(worth, teller),
            "s": place[at],
            "d": f"{soon.day} {MONTHS[soon.month - 1]}" if teller.english else f"{soon.month} 月 {soon.day} 日",
            "n": str(random.randint(3, 9)),
            "k": random.choice(("1.5", "2", "2.5", "3", "3.5", "4", "5", "6", "8")),
        }


def _pool(who: str) -> list[tuple[str, str]]:
    own = {"boss": []}.get(who, remarks()["technical" if who in TECHNICAL else "commercial"])
    return own + remarks()["anybody"]


def _money(worth: int, teller: Teller) -> str:
    """An amount in the account's money: 86 万元, CNY 860,000."""
    word, rate = CURRENCIES[teller.currency]
    thousands = worth * teller.scale // rate // 10 * 10 + 10
    if teller.english:
        return (
            f"{teller.currency} {thousands:,},000"
            if thousands < 2_000
            else f"{teller.currency} {thousands / 1000:.2f}M"
        )
    return f"{thousands // 10:,} 万{word}"


def _fill(pattern: str, slots: dict[str, str], teller: Teller) -> str:
    text = pattern.format_map(slots)
    if not teller.english:
        return spaced(text)
    return SENTENCE.sub(lambda found: found.group().upper(), text)


def spaced(text: str) -> str:
    """Chinese as it is set: a blank between Han and Latin or figures, none between Han and Han."""
    return HAN_HAN.sub("", HAN_LATIN.sub(" ", text))
