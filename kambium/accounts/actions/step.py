"""Next steps: done, done and followed by another, moved to another day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.accounts.actions.activity import log, save
from kambium.accounts.actions.taking import take
from kambium.accounts.models import Activity
from kambium.core import events
from kambium.core.access import Actor
from kambium.people.actions.rejected import Rejected, check_version


class NoOpenStep(Rejected):
    """The activity has no next step, or it is done already."""


@dataclass(frozen=True)
class Finished:
    """What finishing a step left: the activity whose step it was, and the one recorded for it, if any."""

    activity: Activity
    then: Activity | None


def finish(
    *,
    by: Actor,
    activity_id: int,
    version: int | None,
    at: datetime,
    done: Mapping[str, Any] | None = None,
    contacts: Collection[int] = (),
    people: Collection[int] = (),
) -> Finished:
    """A step is done. With `done` the doing is recorded as an activity, which carries the next step to come.

    Both are written or neither. Raises Stale, NoOpenStep and what `activity.log` raises.
    """
    with transaction.atomic():
        activity = _with_open_step(by, activity_id, version)
        activity.next_done_at = at
        save(activity, at, ["next_done_at"])
        data = {"step": activity.next_step}
        events.record("activity.step_done", activity, root=activity.account, by=by, at=at, data=data)
        then = None
        if done is not None:
            number = activity.account_id
            then = log(by=by, account_id=number, values=done, at=at, contacts=contacts, people=people)
    return Finished(activity, then)


def postpone(*, by: Actor, activity_id: int, version: int | None, next_on: date, at: datetime) -> Activity:
    """A step is due on another day. Raises Stale and NoOpenStep."""
    with transaction.atomic():
        activity = _with_open_step(by, activity_id, version)
        before, activity.next_on = activity.next_on, next_on
        if before != next_on:
            save(activity, at, ["next_on"])
            data = {"step": activity.next_step, "next_on": next_on.isoformat()}
            data["before"] = before.isoformat() if before else ""
            events.record("activity.step_moved", activity, root=activity.account, by=by, at=at, data=data)
    return activity


def _with_open_step(by: Actor, number: int, version: int | None) -> Activity:
    activity = take(Activity, number, by=by, permission="activities.edit")
    check_version(activity, version)
    if not activity.is_open:
        raise NoOpenStep(_("This step is done already."))
    return activity
