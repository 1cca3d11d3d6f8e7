"""Importing, step by step: files, columns, check, done."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.core import files
from kambium.core.access import NotThere
from kambium.core.web.page import Request, page
from kambium.core.web.show import go, say, show
from kambium.exchange import actions
from kambium.exchange.forms import AUTO, OptionsForm, UploadForm
from kambium.exchange.mapping import BadMap, Plan, dump, load_bytes, mapping_for, plan, presets, suggested
from kambium.exchange.mapping.language import MapFile
from kambium.exchange.models import Run
from kambium.exchange.queries import mapped, part_rows, sources_of, visible_runs
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.table import open_table
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
    facts = {"form": form, "runs": visible_runs(request.actor)[:RUNS_SHOWN]}
    return show(request, "exchange/imports.html", facts, status=422 if form.errors else 200)


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
            found, planned = _planned(subject)
            text = dump(mapped(found, planned, request.POST.dict()))
            load_bytes(text.encode(), "mapping")
        except (BadMap, Unreadable):
            return _mapping_page(request, subject, form, status=422)
        Run.objects.filter(pk=subject.pk).update(mapping=text)
        subject.refresh_from_db()
        actions.start(by=request.actor, run=subject, dry=True, options=form.options())
        return go(request, reverse("import_run", args=[run_id]))
    return _mapping_page(request, subject, form, status=422 if form.errors else 200)


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
    return files.send(subject.errors_file)  # type: ignore[return-value]


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


def _planned(subject: Run) -> tuple[MapFile, Plan]:
    tables = [open_table(s.path, name=s.name, sheet=s.sheet) for s in sources_of(subject)]
    if subject.mapping:
        found = load_bytes(subject.mapping.encode(), "mapping")
    elif subject.preset or subject.record:
        found = mapping_for(subject.preset or subject.record, tables)
    else:
        found = suggested(tables)
    return found, plan(tables, found)


def _mapping_page(request: Request, subject: Run, form: OptionsForm, *, status: int = 200) -> HttpResponse:
    """The columns with their fields; a file that cannot be read is said instead."""
    texts = list((subject.problem or {}).get("texts", []))
    rows, left = [], []
    try:
        _found, planned = _planned(subject)
        rows, left = part_rows(planned), [one.message() for one in planned.left if not one.is_fine]
    except Unreadable as error:
        texts.append(error.message())
    except BadMap as error:
        texts += [problem.message() for problem in error.problems]
    facts = {"run": subject, "form": form, "rows": rows, "left": left, "texts": list(dict.fromkeys(texts))}
    return show(request, "exchange/mapping.html", facts, status=status)
