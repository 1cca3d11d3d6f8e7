"""The templates' environment: strict, escaping, in the reader's language, with the formatters and the kit at hand."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from django.http import HttpRequest
from django.template import engines
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.templatetags.static import static
from django.utils import translation
from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, StrictUndefined
from jinja2.runtime import Macro

from kambium.core.ui import attributes, dates, fields, figures, icons, links, names, svg, words


class Kit:
    """The macros of `ui/kit/`, listed in `ui/kit.html`, without an import in every template.

    So a block that is rendered alone finds them too.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def __getattr__(self, name: str) -> Macro:
        for part in self._module("ui/kit.html").PARTS:
            macro = getattr(self._module(f"ui/kit/{part}.html"), name, None)
            if isinstance(macro, Macro):
                if not self._environment.auto_reload:
                    setattr(self, name, macro)
                return macro
        raise AttributeError(f"ui/kit has no macro {name!r}")

    def _module(self, template: str) -> Any:
        return self._environment.get_template(template).module


def compiled(folder: Path) -> BytecodeCache:
    """What templates were compiled to, kept in a folder: a start then need not compile them, which takes a second.

    Jinja compares each template's text, but not its own version nor the rules of this file; the folder's name does.
    """
    inner = compiled_place(folder)
    inner.mkdir(mode=0o700, parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(inner))


def compiled_place(folder: Path) -> Path:
    """The part of the folder that is for this Jinja and these rules; what lies beside it is of another version."""
    rules = jinja2.__version__.encode() + Path(__file__).read_bytes()
    return folder / hashlib.sha256(rules).hexdigest()[:12]


def environment(compiled_folder: Path, **options: Any) -> Environment:
    """The environment for Django's Jinja2 backend, which passes its options."""
    chosen = {**options, "autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    chosen["bytecode_cache"] = compiled(compiled_folder)
    env = Environment(extensions=["jinja2.ext.i18n"], **chosen)  # noqa: S701  (autoescape is on, above)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    said = {"_": words.gettext, "gettext": words.gettext, "pgettext": words.pgettext}
    env.globals.update(GLOBALS, kit=Kit(env), **said)
    env.filters["attrs"] = attributes.attributes
    return env


def render_block(request: HttpRequest, template: str, block: str, facts: Mapping[str, Any]) -> str:
    """One block of a page, alone: what htmx swaps in. It sees `facts` and the globals, not the page's top-level sets.

    Raises KeyError when that very template has no such block.
    """
    page: Any = engines["jinja2"].get_template(template)
    drawing = page.template
    known = {
        **facts,
        "request": request,
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
    }
    for processor in page.backend.template_context_processors:
        known.update(processor(request))
    env: Environment = drawing.environment
    context = drawing.new_context(known)
    try:
        next(drawing.root_render_func(context), None)  # what stands above the blocks: imports, names, macros
        return env.concat(drawing.blocks[block](context))
    except Exception:
        env.handle_exception()  # points the traceback at the template's own lines


GLOBALS: dict[str, Any] = {
    "url": links.url,
    "query": links.query,
    "my_pages": links.my_pages,
    "static": static,
    "icon": icons.icon,
    "number": figures.number,
    "percent": figures.percent,
    "short": figures.short,
    "money": figures.money,
    "exact_money": figures.exact_money,
    "amount": figures.amount,
    "amount_unit": figures.amount_unit,
    "filesize": figures.filesize,
    "day": dates.day,
    "weekday": dates.weekday,
    "month": dates.month,
    "moment": dates.moment,
    "ago": dates.ago,
    "due": dates.due,
    "duration": dates.duration,
    "initials": names.initials,
    "company_mark": names.company_mark,
    "tint": names.tint,
    "control": fields.control,
    "control_kind": fields.kind,
    "svg": svg,
}
