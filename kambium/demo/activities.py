"""About 1,500 activities of 18 months: who did them, with whom, and what is still to be done."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kambium.accounts.models import Account, Activity, Participant
from kambium.demo.cast import COLLEAGUES
from kambium.demo.companies import Handover, numbers
from kambium.demo.customers import Known
from kambium.demo.days import Calendar
from kambium.demo.dice import dice
from kambium.demo.plot import AMERICA, EUROPE, Touch
from kambium.demo.telling import CURRENCIES, Teller, Telling

# Whom one talks to when the post in question is vacant or unknown.
INSTEAD = {
    "engineer": ("engineer", "user", "buyer"),
    "user": ("user", "engineer", "buyer"),
    "buyer": ("buyer", "head_buyer", "engineer"),
    "head_buyer": ("head_buyer", "clerk", "boss", "buyer"),
    "boss": ("boss", "head_buyer", "engineer", "buyer"),
    "quality": ("quality", "engineer", "user", "buyer"),
    "finance": ("finance", "head_buyer", "buyer"),
}
LENGTHS = {"call": (10, 35), "visit": (60, 180), "meeting": (30, 90)}
MORNING, AFTERNOON = (8 * 60 + 35, 11 * 60 + 45), (13 * 60 + 15, 17 * 60 + 40)
LATE, EARLY = (15 * 60, 18 * 60 + 30), (8 * 60, 9 * 60 + 30)


@dataclass
class Diary:
    """What was done: the rows, and what later parts ask of them."""

    activities: list[Activity] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    of_account: dict[int, list[Activity]] = field(default_factory=lambda: defaultdict(list))


class Keeper:
    """Writes the diary touch by touch, in the order of the days."""

    def __init__(
        self, calendar: Calendar, seed: int, people: dict[str, list[Known]], handed: dict[str, Handover]
    ) -> None:
        self.calendar, self.people, self.handed = calendar, people, handed
        self.random = dice(seed, "activities")
        self.telling = Telling(seed)
        self.busy: set[tuple[int, datetime]] = set()
        self.diary = Diary()

    def write(self, touch: Touch, account: Account) -> None:
        """One activity with its participants."""
        author = self._author(touch, account)
        contact = self._contact(touch)
        english = COLLEAGUES[author].language == "en" or not account.name_zh
        teller = _teller(account, contact, english=english)
        words = self.telling.words(touch, teller)
        kind = self.random.choice(touch.plan.stage.kinds)
        at = self._moment(touch.day, account, COLLEAGUES[author].number)
        low, high = LENGTHS.get(kind, (0, 0))
        row = Activity(
            id=len(self.diary.activities) + 1, account_id=account.pk, kind=kind, subject=words.subject,
            body=words.body, happened_at=at, minutes=self.random.randrange(low, high, 5) if high else None,
            place=account.city if kind == "visit" else "", by_id=COLLEAGUES[author].number,
            next_step=words.next_step, next_on=touch.due, created_by_id=COLLEAGUES[author].number,
            next_owner_id=COLLEAGUES[author].number if touch.due else None, owner_id=account.owner_id,
            division_id=account.division_id, branch_id=account.branch_id, team_id=account.team_id,
            deleted_at=account.deleted_at, deleted_by_id=account.deleted_by_id,
        )  # fmt: skip
        row.created_at = row.updated_at = self._entered(at)
        self.diary.activities.append(row)
        self.diary.of_account[account.pk].append(row)
        self._join(row, touch, contact, author)

    def _author(self, touch: Touch, account: Account) -> str:
        """Mostly the owner of that day; the engineer from pre-sales in technical matters, the lead at the top."""
        owner = self._owner(touch.account, touch.day, account)
        chance = self.random.random()
        if touch.plan.stage.who == "engineer" and chance < 0.16:
            return "daniel"
        if touch.plan.stage.who == "boss" and chance < 0.3:
            return "liang" if COLLEAGUES[owner].team == "south" else "wang"
        return owner

    def _owner(self, key: str, day: date, account: Account) -> str:
        handed = self.handed.get(key)
        if handed is not None and day < handed.day:
            return handed.giver
        return next((c.key for c in COLLEAGUES.values() if c.number == account.owner_id), "shen")

    def _contact(self, touch: Touch) -> Known:
        there = {k.post: k for k in self.people[touch.account] if k.first <= touch.day <= k.last}
        return next(
            (there[post] for post in INSTEAD[touch.plan.stage.who] if post in there), next(iter(there.values()))
        )

    def _moment(self, day: date, account: Account, author: int) -> datetime:
        """A free moment of the author's day, in the hours at which the customer is awake."""
        hours = LATE if account.country in EUROPE else EARLY if account.country in AMERICA else MORNING
        if hours is MORNING and day < self.calendar.today and self.random.random() < 0.55:
            hours = AFTERNOON
        minute = self.random.randrange(hours[0], hours[1], 5)
        if day == self.calendar.today:
            minute = 8 * 60 + self.random.randrange(10, 80, 5)
        while (author, at := self.calendar.at(day, minute)) in self.busy:
            minute += 5
        self.busy.add((author, at))
        return at

    def _entered(self, at: datetime) -> datetime:
        """Entered within the hour as a rule, on the following day now and then."""
        later = timedelta(minutes=self.random.randint(3, 55))
        if self.random.random() < 0.15:
            later += timedelta(hours=self.random.randint(14, 20))
        return min(at + later, self.calendar.now)

    def _join(self, row: Activity, touch: Touch, contact: Known, author: str) -> None:
        contacts = [contact.contact.pk]
        if row.kind in ("visit", "meeting") and self.random.random() < 0.35:
            others = [k for k in self.people[touch.account] if k.first <= touch.day <= k.last and k is not contact]
            contacts += [self.random.choice(others).contact.pk] if others else []
        add = self.diary.participants.append
        for number in contacts:
            add(Participant(id=len(self.diary.participants) + 1, activity_id=row.pk, contact_id=number))
        if row.kind in ("visit", "meeting") and (colleague := self._company(touch, author)):
            person = COLLEAGUES[colleague].number
            add(Participant(id=len(self.diary.participants) + 1, activity_id=row.pk, person_id=person))

    def _company(self, touch: Touch, author: str) -> str:
        """Who of ours came along."""
        chance = self.random.random()
        if touch.plan.stage.who == "engineer" and author != "daniel" and chance < 0.4:
            return "daniel"
        if touch.plan.stage.who == "boss" and author != "shen":
            return "zhao" if chance < 0.35 else "shen"
        return ""


def _teller(account: Account, contact: Known, *, english: bool) -> Teller:
    person = contact.contact
    name = person.name_en if english or not person.name_zh else person.name_zh
    currency = account.currency if account.currency in CURRENCIES else "USD" if account.country != "CN" else "CNY"
    scale = 3 if account.size == "5000-plus" else 1
    return Teller(english, name, currency, scale)


def _mark_done(touches: list[Touch], kept: Diary) -> None:
    """A step that was followed was done when the following activity took place."""
    for touch, row in zip(touches, kept.activities, strict=True):
        if touch.done is not None:
            later = (a.happened_at for a in kept.of_account[row.account_id] if a.happened_at.date() >= touch.done)
            row.next_done_at = min(later, default=None)


def _sum_up(account: Account, done: list[Activity]) -> None:
    """Copy to the account when it was last touched, and the open step that is due first."""
    account.last_activity_at = max((row.happened_at for row in done), default=None)
    open_steps = [row for row in done if row.is_open]
    if open_steps:
        first = min(open_steps, key=lambda row: (row.next_on or date.max, row.pk))
        account.next_step, account.next_step_on = first.next_step, first.next_on


def diary(
    touches: list[Touch],
    found: list[Account],
    calendar: Calendar,
    seed: int,
    people: dict[str, list[Known]],
    handed: dict[str, Handover],
) -> Diary:
    """Tell all touches, mark what was done since, and copy the last and the next to the accounts."""
    keeper = Keeper(calendar, seed, people, handed)
    for touch in touches:
        keeper.write(touch, found[numbers()[touch.account] - 1])
    _mark_done(touches, keeper.diary)
    for account in found:
        _sum_up(account, keeper.diary.of_account[account.pk])
    return keeper.diary
