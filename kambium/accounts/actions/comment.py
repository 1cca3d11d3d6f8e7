"""Comments among colleagues: written, changed, removed; whoever is called by @ hears of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.accounts.actions.taking import seen_account, take
from kambium.accounts.actions.telling import tell, tell_listeners
from kambium.accounts.mentions import excerpt, mentioned, tokenised
from kambium.accounts.models import Account, Comment
from kambium.core import events
from kambium.core.access import Actor, Refused, require
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.models import Event
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.telling import facts
from kambium.people.models import Person
from kambium.people.queries import names

LONGEST = 5_000


class NoWords(Rejected):
    """An empty comment, or one that is too long."""


@dataclass(frozen=True)
class Written:
    """A comment, and those it mentions who may not see it and were therefore not told."""

    comment: Comment
    untold: tuple[Person, ...]


def write_comment(*, by: Actor, account_id: int, body: str, at: datetime, chosen: Collection[int] = ()) -> Written:
    """Comment on an account. Mentioned colleagues who may see it are told, then owner and followers.

    `@name` mentions whoever has that name; of namesakes the one among `chosen`. Raises NoWords.
    """
    account = seen_account(by, account_id)
    require(by, "comments.write", account)
    text, people = _read(body, chosen)
    with transaction.atomic():
        columns = {column: getattr(account, column) for column in OWNER_COLUMNS}
        comment = Comment.objects.create(
            account=account, subject_id=account.pk, body=text, author_id=by.person_id, created_at=at,
            mentions=sorted(people), **columns,
        )  # fmt: skip
        data = {**facts(account=account), "excerpt": excerpt(text)}
        event = events.record("comment.written", comment, root=account, by=by, at=at, data=data)
        told = _call(event, account, set(people), by)
        tell_listeners(event, account, by=by, permission="comments.view", to="#comments", but=told)
    return Written(comment, tuple(p for n, p in people.items() if n not in told and n != by.person_id))


def change_comment(*, by: Actor, comment_id: int, body: str, at: datetime, chosen: Collection[int] = ()) -> Written:
    """Change one's own comment; those it mentions newly are told. Raises Refused for somebody else's, NoWords."""
    with transaction.atomic():
        comment = _own(by, comment_id)
        text, people = _read(body, {*chosen, *comment.mentions})
        new = {number: person for number, person in people.items() if number not in comment.mentions}
        comment.body, comment.mentions, comment.edited_at = text, sorted(people), at
        comment.save(update_fields=["body", "mentions", "edited_at"])
        data = {**facts(account=comment.account), "excerpt": excerpt(text)}
        event = events.record("comment.changed", comment, root=comment.account, by=by, at=at, data=data)
        told = _call(event, comment.account, set(new), by)
    return Written(comment, tuple(p for n, p in new.items() if n not in told and n != by.person_id))


def remove_comment(*, by: Actor, comment_id: int, at: datetime) -> Comment:
    """Remove one's own comment. Raises Refused for somebody else's."""
    with transaction.atomic():
        comment = _own(by, comment_id)
        comment.deleted_at = at
        comment.save(update_fields=["deleted_at"])
        events.record("comment.removed", comment, root=comment.account, by=by, at=at)
    return comment


def _own(by: Actor, number: int) -> Comment:
    comment = take(Comment, number, by=by, permission="comments.write")
    if comment.author_id != by.person_id:
        raise Refused("comments.write")
    return comment


def _read(body: str, chosen: Collection[int]) -> tuple[str, dict[int, Person]]:
    """The text as it is kept, and those it mentions."""
    text = body.replace("\r\n", "\n").strip()
    if not text:
        raise NoWords(_("Write something first."), "body")
    if len(text) > LONGEST or "\0" in text:
        raise NoWords(_("A comment has %(most)d characters at most.") % {"most": LONGEST}, "body")
    staff = [(p.id, (p.name_zh, p.name_en)) for p in names.now().values() if p.is_active] if "@" in text else []
    text = tokenised(text, staff, chosen)
    return text, {person.pk: person for person in Person.objects.active().filter(pk__in=mentioned(text))}


def _call(event: Event, account: Account, people: set[int], by: Actor) -> frozenset[int]:
    return tell(event, account, people, by=by, permission="comments.view", kind="comment.mentioned", to="#comments",
                needs_action=True)  # fmt: skip
