"""Pages that only the tests of the kit have: everything that scripts quicken, on one page, with the least behind it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from kambium.config.urls import urlpatterns as ours
from kambium.core.ui import sheet

PLAY = """
{% extends "ui/layout.html" %}
{% block title %}Kit{% endblock %}
{% block crumbs %}{{ kit.crumbs("Kit") }}{% endblock %}
{% block main %}<div class="stack">
  {% call kit.card("Card") %}{% call kit.props() %}<dt>Industry</dt>
    {% call kit.cell("cell", "/kit/cell/?edit", "Industry", "dd") %}Machinery{% endcall %}{% endcall %}{% endcall %}
  <div class="row">{{ kit.link_button("New", "/kit/form/", data_dialog=true, data_key="e") }}
    {{ kit.button("Refused", hx_get="/kit/refusal/", hx_target="this", id="refused") }}</div>
  {{ kit.progress("Importing", 0, 100, poll="/kit/progress/?n=50") }}
  <form id="talk" method="post" action="/kit/echo/" data-guard>
    {{ kit.composer("text", "Comment", "Send", "/kit/people/") }}</form>
  {{ kit.confirm("/kit/echo/", "Delete all", "Delete", csrf_input, word="Huadong") }}
  <form id="upload" method="post" action="/kit/upload/" enctype="multipart/form-data" data-upload>{{ csrf_input }}
    {{ kit.field(form["file"]) }}{{ kit.button("Upload", type="submit") }}</form>
  {% include "ui/sheet/lists.html" %}{% include "ui/sheet/charts.html" %}
</div>{% endblock %}
"""
FORM = """
<div class="pagehead"><h1>New account</h1></div><form method="post" action="/kit/form/" data-guard>{{ csrf_input }}
{{ kit.field(form["name"]) }}{% if refused %}<span class="error">No</span>{% endif %}
{{ kit.form_foot("Save", "/") }}</form>
"""
EDITOR = '{{ kit.cell_editor("cell", "/kit/cell/", "/kit/cell/", form["industry"], "Industry", "dd") }}'
CELL = """
{% call kit.cell("cell", "/kit/cell/?edit", "Industry", "dd", flash=said == "saved") %}{{ said }}{% endcall %}
"""
SAVED = """
<div id="toasts" hx-swap-oob="beforeend">{{ kit.toast("Saved", undo="/kit/echo/", values={"name": "a\\"b"}) }}</div>
"""


def draw(request: HttpRequest, template: str, status: int = 200, **facts: Any) -> HttpResponse:
    shown = engines["jinja2"].from_string(template).render({**sheet.facts(), **facts}, request)
    return HttpResponse(shown, status=status)


def play(request: HttpRequest) -> HttpResponse:
    return draw(request, PLAY)


def form(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return draw(request, FORM, refused=False)
    accepted = request.POST["name"] == "Huadong"
    return draw(request, SAVED) if accepted else draw(request, FORM, 422, refused=True)


def cell(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return draw(request, EDITOR) if "edit" in request.GET else draw(request, CELL, said="Machinery")
    accepted = request.POST["industry"] == "m"
    return draw(request, CELL + SAVED, said="saved") if accepted else draw(request, EDITOR, 422)


def refusal(request: HttpRequest) -> HttpResponse:
    return draw(request, '{% include "ui/error_fragment.html" %}', 403, title="Not yours", text="Ask", lang="en")


def progress(request: HttpRequest) -> HttpResponse:
    more = "/kit/progress/?n=100" if request.GET["n"] == "50" else ""
    return draw(request, "{{ kit.progress('Importing', n, 100, poll=more) }}", n=request.GET["n"], more=more)


def people(request: HttpRequest) -> HttpResponse:
    found = [{"id": 7, "name": "陈思远"}, {"id": 8, "name": "林若溪", "note": request.GET["q"]}]
    return draw(request, '{% include "ui/mentions.html" %}', people=found)


def upload(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = f"/kit/?uploaded={request.FILES['file'].name}"
    return answer


def echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(repr(sorted((name, request.POST.getlist(name)) for name in request.POST)))


urlpatterns = [
    path("kit/", play),
    path("kit/form/", form),
    path("kit/cell/", cell),
    path("kit/refusal/", refusal),
    path("kit/progress/", progress),
    path("kit/people/", people),
    path("kit/upload/", upload),
    path("kit/echo/", echo),
    *ours,
]
