"""Importing, step by step: files, columns, check, done."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.core import files
from kambium.core.access import NotThere, require
from kambium.core.web.page import Request, page
from kambium.core.web.show import go, say, show
from kambium.exchange import actions
from kambium.exchange.actions.perform import record_labels
from kambium.exchange.forms import PRESET_NAMES, ExportForm, OptionsForm, UploadForm
from kambium.exchange.mapping import (
    AUTO,
    BadMap,
    Plan,
    dump,
    export_of,
    load_bytes,
    mapping_for,
    plan,
    presets,
    suggested,
)
from kambium.exchange.mapping.language import MapFile
from kambium.exchange.models import Run
from kambium.exchange.queries import (
    by_headers,
    mapped,
    part_rows,
    remembered,
    sheets_of,
    signature_of,
    sources_of,
    tables_of,
    visible_runs,
)
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.table import Table
from kambium.exchange.views.telling import part_facts

RUNS_SHOWN = 50


@page("exchange.use", methods=("GET", "POST"))
def imports(request: Request) -> HttpResponse:
    """Upload files; below, what was imported before."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        what = form.cleaned_data["what"] or AUTO
        try:
            kept = [files.keep(upload, by=request.actor) for upload in form.cleaned_data["files"]]
        except files.TooLarge as error:
            form.add_error("files", str(error))
        else:
            named = {"preset": what} if what in presets() else {"record": "" if what == AUTO else what}
            run = actions.begin(by=request.actor, files=kept, **named)
            return go(request, reverse("import_run", args=[run.pk]))
    return files_page(request, form, ExportForm(request.actor))


def files_page(request: Request, form: UploadForm, exports: ExportForm) -> HttpResponse:
    """Where files come in and records go out."""
    facts = {"form": form, "runs": visible_runs(request.actor)[:RUNS_SHOWN], "templates": record_labels()}
    status = 422 if form.errors or exports.errors else 200
    return show(request, "exchange/imports.html", {**facts, "exports": exports}, status=status)


@page("exchange.use")
def run(request: Request, run_id: int) -> HttpResponse:
    """One import, at whatever step it is."""
    subject = _one(request, run_id)
    if subject.state in ("new", "failed", "stopped"):
        return _mapping_page(request, subject, OptionsForm(initial=_initial(subject)))
    facts = {"run": subject, "parts": part_facts(subject), "texts": (subject.problem or {}).get("texts", [])}
    return show(request, "exchange/run.html", facts)


@page("exchange.use")
def progress(request: Request, run_id: int) -> HttpResponse:
    """How far it is; when it is over the whole page is shown anew."""
    subject = _one(request, run_id)
    if subject.is_over:
        return go(request, reverse("import_run", args=[run_id]))
    return show(request, "exchange/run.html", {"run": subject, "parts": []}, block="progress")


@page("exchange.use", methods=("GET", "POST"))
def mapping(request: Request, run_id: int) -> HttpResponse:
    """Which column means what. Saving it goes on to the check, which writes nothing."""
    subject = _one(request, run_id)
    form = OptionsForm(request.POST or None, initial=_initial(subject))
    if request.method == "POST" and form.is_valid() and subject.state in ("new", "checked", "stopped", "failed"):
        try:
            read = _read(subject, anew="anew" in request.POST)
            found = mapped(read.map, read.plan, request.POST.dict())
            text, lasting = dump(found), dump(by_headers(found, read.plan))
            load_bytes(text.encode(), "mapping")
        except (BadMap, Unreadable):
            return _mapping_page(request, subject, form, status=422)
        for part in read.plan.parts:
            require(request.actor, part.record.import_permission)
        known = signature_of(read.tables)
        actions.remember(
            by=request.actor, run=subject, mapping=text, lasting=lasting, signature=known, at=timezone.now()
        )
        actions.start(by=request.actor, run=subject, dry=True, options=form.options())
        return go(request, reverse("import_run", args=[run_id]))
    return _mapping_page(request, subject, form, status=422 if form.errors else 200)


@page("exchange.use", methods=("POST",))
def sheet(request: Request, run_id: int) -> HttpResponse:
    """Read another sheet of a workbook."""
    subject = _one(request, run_id)
    try:
        choices = {str(f.pk): names for f, _now, names in sheets_of(subject, tables_of(sources_of(subject)))}
    except Unreadable:
        choices = {}
    file, name = request.POST.get("file", ""), request.POST.get("sheet", "")
    if name not in choices.get(file, []):
        raise NotThere
    actions.choose_sheet(by=request.actor, run=subject, file_id=int(file), sheet=name)
    return go(request, reverse("import_run", args=[run_id]))


@page("exchange.use", methods=("POST",))
def start(request: Request, run_id: int) -> HttpResponse:
    """After the check: write it."""
    subject = _one(request, run_id)
    if subject.state == "checked":
        actions.start(by=request.actor, run=subject, dry=False, options=subject.options)
    return go(request, reverse("import_run", args=[run_id]))


@page("exchange.use", methods=("POST",))
def stop(request: Request, run_id: int) -> HttpResponse:
    """Stop it; nothing of it is kept."""
    actions.stop(by=request.actor, run=_one(request, run_id))
    return go(request, reverse("import_run", args=[run_id]))


@page("exchange.use", methods=("POST",))
def reversion(request: Request, run_id: int) -> HttpResponse:
    """Take it back."""
    try:
        taken = actions.revert(by=request.actor, run=_one(request, run_id), at=timezone.now())
    except actions.CannotRevert as error:
        say(request, str(error), tone="bad")
    else:
        kept = sum(part.kept for part in taken)
        say(request, _("Taken back; %(kept)d rows stay because somebody worked on them") % {"kept": kept} if kept
            else _("Taken back"))  # fmt: skip
    return go(request, reverse("import_run", args=[run_id]))


@page("exchange.use")
def refused(request: Request, run_id: int) -> HttpResponse:
    """The refused rows with their reasons, as a file."""
    subject = _one(request, run_id)
    if subject.errors_file is None:
        raise NotThere
    return files.send(request, subject.errors_file)  # type: ignore[return-value]


def _one(request: Request, run_id: int) -> Run:
    found = visible_runs(request.actor).filter(pk=run_id).first()
    if found is None:
        raise NotThere
    return found


def _initial(subject: Run) -> dict[str, str]:
    return {
        "existing": "overwrite" if subject.options.get("overwrite", True) else "fill",
        "unknown": "make" if subject.options.get("make_terms", True) else "refuse",
    }


@dataclass(frozen=True)
class Read:
    """The files of a run as they are understood.

    `is_remembered` says that it is by the mapping of the last time, `export` names the system that wrote them.
    """

    tables: list[Table]
    map: MapFile
    plan: Plan
    is_remembered: bool = False
    export: str = ""


def _read(subject: Run, *, anew: bool = False) -> Read:
    tables = tables_of(sources_of(subject))
    if subject.mapping and not anew:
        found = load_bytes(subject.mapping.encode(), "mapping")
        return Read(tables, found, plan(tables, found))
    if not anew and (text := remembered(subject, tables)):
        with suppress(BadMap):  # fields may have gone since
            found = load_bytes(text.encode(), "mapping")
            if (planned := plan(tables, found)).parts:
                return Read(tables, found, planned, is_remembered=True)
    said = subject.preset or subject.record
    export = "" if said or anew else export_of(tables) or ""
    found = mapping_for(said or export, tables) if said or export else suggested(tables)
    return Read(tables, found, plan(tables, found), export=export)


def _mapping_page(request: Request, subject: Run, form: OptionsForm, *, status: int = 200) -> HttpResponse:
    """The columns with their fields; a file that cannot be read is said instead."""
    anew = "anew" in request.GET or "anew" in request.POST
    facts: dict[str, Any] = {"run": subject, "form": form, "anew": anew, "rows": [], "left": [], "sheets": []}
    facts |= {"is_remembered": False, "export": None}
    texts = list((subject.problem or {}).get("texts", []))
    try:
        read = _read(subject, anew=anew)
        facts["rows"] = part_rows(read.plan, request.POST.dict())
        facts["left"] = [one.message() for one in read.plan.left if not one.is_fine]
        facts["sheets"] = sheets_of(subject, read.tables)
        facts |= {"is_remembered": read.is_remembered, "export": PRESET_NAMES.get(read.export)}
    except Unreadable as error:
        texts.append(error.message())
    except BadMap as error:
        texts += [problem.message() for problem in error.problems]
    facts |= {"texts": list(dict.fromkeys(texts)), "templates": record_labels()}
    return show(request, "exchange/mapping.html", facts, status=status)
