"""Form fields: look, and the words that tie a control to its hint and its errors."""

import datetime as dt

import pytest
from django import forms

from kambium.core.ui.fields import Day, Moment, Switch, control, kind


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the licence", max_length=5)
    note = forms.CharField(widget=forms.Textarea, required=False)
    industry = forms.ChoiceField(choices=[("a", "A")], required=False)
    ways = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    told = forms.BooleanField(required=False)
    live = forms.BooleanField(widget=Switch, required=False)
    file = forms.FileField(required=False)
    on = forms.DateField(widget=Day, required=False)
    at = forms.DateTimeField(widget=Moment, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


@pytest.fixture
def kit():
    from django.template import engines

    return engines["jinja2"].env.globals["kit"]


def test_every_field_is_drawn_in_its_own_way():
    assert {f.name: kind(f) for f in Sample()} == {
        "name": "text", "note": "text", "industry": "select", "ways": "group", "told": "check", "live": "switch",
        "file": "file", "on": "text", "at": "text", "version": "hidden",
    }  # fmt: skip


def test_a_refused_control_points_to_its_hint_and_its_error():
    drawn = control(Sample({"name": "too long"})["name"])
    assert 'class="input"' in drawn
    assert drawn.count('aria-invalid="true"') == 1
    assert 'aria-describedby="id_name_hint id_name_error"' in drawn
    assert 'value="too long"' in drawn


def test_a_sound_control_points_to_its_hint_alone():
    drawn = control(Sample({"name": "ok"})["name"])
    assert "aria-invalid" not in drawn
    assert 'aria-describedby="id_name_hint"' in drawn


def test_a_switch_says_that_it_is_one():
    assert 'role="switch"' in control(Sample()["live"])


def test_dates_are_written_as_the_browsers_calendar_reads_them(chinese):
    form = Sample(initial={"on": dt.date(2026, 11, 3), "at": dt.datetime(2026, 11, 3, 9, 5)})
    assert 'type="date"' in control(form["on"])
    assert 'value="2026-11-03"' in control(form["on"])
    assert 'type="datetime-local"' in control(form["at"])
    assert 'value="2026-11-03T09:05"' in control(form["at"])


def test_a_field_has_its_label_its_mark_its_hint_and_its_error(kit, english):
    drawn = kit.field(Sample({"name": "too long"})["name"])
    assert '<label for="id_name">Name<span class="req" aria-hidden="true">*</span></label>' in drawn
    assert '<span class="hint" id="id_name_hint">As on the licence</span>' in drawn
    assert '<span class="error" id="id_name_error">' in drawn
    assert "Ensure this value has at most 5 characters (it has 8)." in drawn


def test_a_group_of_choices_is_a_fieldset_with_a_legend(kit):
    drawn = kit.field(Sample({"ways": ["b"]})["ways"])
    assert '<legend class="label">Ways<span class="req" aria-hidden="true">*</span></legend>' in drawn
    assert 'name="ways" value="b" id="id_ways_1" checked>' in drawn
    assert 'name="ways" value="a" id="id_ways_0">' in drawn


def test_a_hidden_field_is_only_its_control(kit):
    assert kit.field(Sample()["version"]).strip() == '<input type="hidden" name="version" id="id_version">'
