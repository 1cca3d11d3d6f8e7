"""Work on a list that takes longer than an answer may: done by a job, followed on a page, told when it ends.

Its progress lives in the notice the person gets, so that it can be looked at from anywhere and needs no table.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from kambium.core import context, files
from kambium.core.access import Actor
from kambium.core.jobs import RETRY
from kambium.core.models import Notice
from kambium.core.registry import verbs
from kambium.core.web.listing.export import TYPES, file_name, write
from kambium.core.web.listing.listing import Listing
from kambium.core.web.listing.spec import lists

RUNNING, DONE, FAILED = "work.running", "work.done", "work.failed"
AT_ONCE = 1_000
Params = Mapping[str, Sequence[str]]


class Otherwise(Exception):
    """There are not as many rows by now as the person agreed to change."""


def begin(person_id: int, label: Any, total: int) -> Notice:
    """The notice by which a person follows a piece of work."""
    said = {}
    for code, name in (("zh-hans", "what_zh"), ("en", "what_en")):
        with translation.override(code):
            said[name] = str(label)
    data = {"what": said["what_zh"], **said, "done": 0, "total": total}
    return Notice.objects.create(person_id=person_id, key=f"work:{uuid4()}", kind=RUNNING, data=data)


def step(notice: Notice, done: int) -> None:
    """Say how far it is."""
    notice.data["done"] = done
    Notice.objects.filter(pk=notice.pk).update(data=notice.data)


def end(notice: Notice, done: int, url: str, *, kind: str = DONE) -> None:
    """Say that it is over, and where its result is; the notice is unread again."""
    notice.data["done"] = done
    Notice.objects.filter(pk=notice.pk).update(
        data=notice.data, kind=kind, url=url, read_at=None, created_at=timezone.now()
    )


def start_bulk(
    notice: Notice, verb: str, person_id: int, params: Params, ids: Sequence[int] | None, values: Mapping[str, Any]
) -> None:
    """Queue a bulk change once the transaction is through."""
    facts: dict[str, Any] = {"notice_id": notice.pk, "verb": verb, "person_id": person_id, "values": dict(values)}
    facts |= {"ids": list(ids) if ids is not None else None, "params": _plain(params)}
    transaction.on_commit(lambda: bulk.defer(**facts))


def start_export(notice: Notice, list_key: str, person_id: int, params: Params, form: str, most: int) -> None:
    """Queue an export once the transaction is through."""
    facts: dict[str, Any] = {"notice_id": notice.pk, "list_key": list_key, "person_id": person_id, "form": form}
    facts |= {"most": most, "params": _plain(params)}
    transaction.on_commit(lambda: export.defer(**facts))


def _plain(params: Params) -> dict[str, list[str]]:
    return {name: list(found) for name, found in params.items()}


@app.task(retry=RETRY, pass_context=True)
def bulk(
    job: Any,
    notice_id: int,
    verb: str,
    person_id: int,
    params: dict[str, Any],
    ids: list[int] | None,
    values: dict[str, Any],
) -> None:
    """Change the rows and say that it is done in one transaction, so that a job killed half-way has changed nothing."""
    with _followed(job, notice_id, person_id, (*verbs[verb].refusals, Otherwise)) as one:
        if one is not None:
            change_rows(one, verb, params, ids, values)


@app.task(retry=RETRY, pass_context=True)
def export(
    job: Any, notice_id: int, list_key: str, person_id: int, params: dict[str, Any], form: str, most: int
) -> None:
    """Make the file and leave it with the person who asked for it; nobody else can fetch it."""
    with _followed(job, notice_id, person_id) as one:
        if one is not None:
            make_file(one, list_key, params, form, most)


@dataclass
class Following:
    """A piece of work: its notice, and for whom and as whom it is done."""

    notice: Notice
    person: Any
    actor: Actor


@contextmanager
def _followed(
    job: Any, notice_id: int, person_id: int, refusals: tuple[type[Exception], ...] = ()
) -> Iterator[Following | None]:
    """The work as its person sees it; None when it is done already. What breaks for good is said in the notice."""
    notice = Notice.objects.filter(pk=notice_id, kind=RUNNING).first()
    person = _people().sitting().filter(pk=person_id, is_active=True).first()
    if notice is None or person is None:
        yield None
        return
    actor = person.actor(via="job")
    with translation.override(person.language), timezone.override(person.time_zone):
        try:
            with context.acting(actor, where="job"):
                yield Following(notice, person, actor)
        except refusals as no:
            notice.data["why"] = str(no)
            end(notice, notice.data["done"], "", kind=FAILED)
        except Exception:
            if job.job.attempts + 1 >= (RETRY.max_attempts or 1):
                end(notice, notice.data["done"], "", kind=FAILED)
            raise


def change_rows(one: Following, verb: str, params: Params, ids: list[int] | None, values: dict[str, Any]) -> None:
    """The bulk change itself, a thousand rows a statement, lowest id first, all in one transaction (ADR 9)."""
    doing, at = verbs[verb], timezone.now()
    spec = lists[doing.list_key]
    listing = Listing.of(spec, one.person, one.actor, at, params)
    with transaction.atomic():
        with listing.as_seen().reading():
            found = list(listing.ids(doing.permission, ids))
        if len(found) != one.notice.data["total"]:
            raise Otherwise(_("Meanwhile there are %(n)d. Look again before you go on.") % {"n": len(found)})
        done = sum(doing.act(chunk, by=one.actor, at=at, **values) for chunk in _pieces(found))
        end(one.notice, done, reverse(spec.address))


def _pieces(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def make_file(one: Following, list_key: str, params: Params, form: str, most: int) -> None:
    """The export itself."""
    at = timezone.now()
    listing = Listing.of(lists[list_key], one.person, one.actor, at, params)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        with path.open("wb") as target:
            count = write(listing, form, target, most, lambda done: step(one.notice, done))
        with path.open("rb") as source, transaction.atomic():
            size = path.stat().st_size
            upload = UploadedFile(File(source), file_name(listing, form), TYPES[form], size)
            stored = files.keep(upload, by=one.actor, limit=size)
            end(one.notice, count, reverse("list_file", args=[stored.pk]))


def _people() -> Any:
    return get_user_model()._default_manager
