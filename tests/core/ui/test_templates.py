"""The environment and the kit: strict, escaping, in two languages, and as documented."""

import inspect
import re
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import UndefinedError
from jinja2.runtime import Macro

from kambium.core.ui.jinja import render_block

KIT = Path(inspect.getfile(render_block)).parents[1] / "templates" / "ui"
SIGNATURE = re.compile(r"^  (\w+)\((.*)\)( \[call\??\])?$", re.MULTILINE)
MACRO = re.compile(r"{% macro (\w+)\((.*?)\) %}(.*?){%-? endmacro", re.DOTALL)
PRIVATE = {"label_of", "below", "leaf", "branch"}


@pytest.fixture
def env():
    return engines["jinja2"].env


@pytest.fixture
def request_(rf):
    return rf.get("/accounts/?q=x")


def draw(env, text, **facts):
    return env.from_string(text).render(**facts)


def test_a_name_that_does_not_exist_is_an_error_and_not_a_blank(env):
    with pytest.raises(UndefinedError, match="'nobody' is undefined"):
        draw(env, "{{ nobody }}")


def test_text_from_outside_is_escaped(env):
    assert draw(env, "{{ name }}", name="<b>") == "&lt;b&gt;"
    assert "&lt;b&gt;" in draw(env, "{{ kit.pill(name) }}", name="<b>")
    assert "<b>" not in draw(env, "{% call kit.card(name, footer=name) %}{{ name }}{% endcall %}", name="<b>")


def test_words_follow_the_reader(env):
    said = []
    for lang in ("zh-hans", "en"):
        with translation.override(lang):
            said.append(draw(env, '{{ _("Undo") }} {{ ngettext("%(n)s day", "%(n)s days", 2, n=2) }}'))
    assert said == ["撤销 2 天", "Undo 2 days"]


def test_the_kit_does_what_its_list_says():
    documented = {name: (args, call or "") for name, args, call in SIGNATURE.findall((KIT / "kit.html").read_text())}
    written = {}
    for part in sorted((KIT / "kit").glob("*.html")):
        for name, args, body in MACRO.findall(part.read_text()):
            call = " [call?]" if "caller=none" in args else " [call]" if "caller()" in body else ""
            args = re.sub(r"(, )?caller=none", "", args)
            written[name] = (", ".join(filter(None, [args, "**attributes" if "kwargs" in body else ""])), call)
    assert {k: v for k, v in written.items() if k not in PRIVATE} == documented


def test_every_macro_of_the_list_can_be_had(env):
    names = [name for name, _, _ in SIGNATURE.findall((KIT / "kit.html").read_text())]
    assert len(names) > 50
    assert all(isinstance(getattr(env.globals["kit"], name), Macro) for name in names)
    with pytest.raises(AttributeError, match="no macro 'nothing'"):
        env.globals["kit"].nothing  # noqa: B018


def test_unknown_arguments_become_attributes(env):
    drawn = draw(env, '{{ kit.button("Go", "check", "primary", hx_post="/x/", disabled=true) }}')
    assert drawn.startswith('<button type="button" class="btn primary" hx-post="/x/" disabled><svg class="i"')
    assert drawn.endswith("Go</button>")


def test_a_head_that_sorts_turns_round_and_says_so(env, request_):
    text = '{{ kit.th("Name", request, "name", sort, first="-") }}'
    heads = [draw(env, text, request=request_, sort=sort) for sort in ("", "name", "-name")]
    assert [re.search('aria-sort="(.*?)".*?href="(.*?)"', h).groups() for h in heads] == [
        ("none", "?q=x&amp;sort=-name"), ("ascending", "?q=x&amp;sort=-name"), ("descending", "?q=x&amp;sort=name"),
    ]  # fmt: skip


def test_a_pager_leads_only_to_pages_that_exist(env, request_, english):
    page = {"before": "", "after": "abc", "rows": [1, 2]}
    drawn = draw(env, "{{ kit.pager(page, request, 1284) }}", page=page, request=request_)
    assert "1,284 in all" in drawn
    assert re.findall(r'<a class="btn small" href="(.*?)" rel="(.*?)"', drawn) == [("?q=x&amp;at=abc", "next")]
    assert drawn.count('aria-disabled="true"') == 1


def test_a_change_shows_direction_and_judgement(env, english):
    drawn = [draw(env, "{{ kit.delta(v, '%', good) }}", v=v, good=g) for v, g in ((8.4, "up"), (8.4, "down"), (-3, ""))]
    assert [re.search('class="(delta.*?)"', d)[1] for d in drawn] == ["delta good", "delta bad", "delta"]
    assert "#arrow-up-right" in drawn[0]
    assert '<span class="vh">down </span>3%' in drawn[2]
    assert draw(env, "{{ kit.delta(none) }}").strip() == '<span class="delta">–</span>'


def test_the_values_of_an_undo_survive_quotation_marks(env):
    drawn = draw(env, "{{ kit.toast('Saved', undo='/u/', values=values) }}", values={"a": "\"<&'"})
    assert 'hx-vals="{&#34;a&#34;: &#34;\\&#34;\\u003c\\u0026\\u0027&#34;}"' in drawn


def test_a_progress_bar_asks_until_it_is_told_to_stop(env):
    assert 'hx-get="/p/" hx-trigger="every 1s"' in draw(env, "{{ kit.progress('x', 1, 2, poll='/p/') }}")
    assert "hx-get" not in draw(env, "{{ kit.progress('x', 2, 2) }}")


@pytest.fixture
def pages(tmp_path, settings):
    """A template folder of our own beside the product's."""
    config = [dict(c) for c in settings.TEMPLATES]
    config[0]["DIRS"] = [tmp_path, *config[0]["DIRS"]]
    config[0]["OPTIONS"] = {**config[0]["OPTIONS"], "context_processors": []}
    settings.TEMPLATES = config
    return tmp_path


def test_a_block_is_drawn_alone_with_the_kit_and_without_its_page(pages, request_, chinese):
    (pages / "page.html").write_text(
        '{% extends "ui/layout.html" %}{% block main %}'
        "a{% block list %}{{ request.path }} {{ kit.tag(word) }}{% endblock %}b{% endblock %}"
    )
    assert render_block(request_, "page.html", "list", {"word": "<战略>"}).strip() == (
        '/accounts/ <span class="tag">&lt;战略&gt;</span>'
    )
    whole = render_block(request_, "page.html", "main", {"word": "x"})
    assert (whole[0], whole[-1]) == ("a", "b")
    with pytest.raises(KeyError, match="other"):
        render_block(request_, "page.html", "other", {})


def test_a_block_knows_the_token_that_forms_send(pages, request_):
    (pages / "page.html").write_text("{% block main %}{{ csrf_input }}{% endblock %}")
    assert 'name="csrfmiddlewaretoken"' in render_block(request_, "page.html", "main", {})


def test_a_fault_in_a_block_names_the_line_of_the_template(pages, request_):
    (pages / "page.html").write_text("{% block main %}\n\n{{ nobody }}{% endblock %}")
    with pytest.raises(UndefinedError) as found:
        render_block(request_, "page.html", "main", {})
    assert ("page.html", 3) in [(Path(str(t.path)).name, t.lineno + 1) for t in found.traceback]


def test_every_template_can_be_read(env):
    names = [n for n in env.list_templates(extensions=["html"]) if n.startswith("ui/")]
    assert len(names) > 20
    for name in names:
        env.get_template(name)


FORBIDDEN = re.compile(
    r"\sstyle=|\son[a-z]+=|<style|javascript:|<script(?![^>]*(src=|application/json))", re.IGNORECASE
)


@pytest.mark.parametrize("path", sorted(KIT.rglob("*.html")), ids=lambda p: p.relative_to(KIT).as_posix())
def test_no_template_needs_what_the_content_policy_forbids(path):
    assert FORBIDDEN.findall(path.read_text()) == []
