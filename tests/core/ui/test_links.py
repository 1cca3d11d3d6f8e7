"""Addresses and attributes in templates."""

from django.test import RequestFactory

from kambium.core.ui.attributes import attributes
from kambium.core.ui.links import query


def page(path):
    return RequestFactory().get(path)


def test_a_link_changes_one_parameter_and_keeps_the_others():
    assert query(page("/x/?q=%E5%8D%8E&sort=name&at=abc"), sort="-name", at=None) == "?q=%E5%8D%8E&sort=-name"


def test_a_list_is_said_several_times_and_an_empty_one_not_at_all():
    assert query(page("/x/?tag=a&tag=b"), tag=["c", "d&e"]) == "?tag=c&tag=d%26e"
    assert query(page("/x/?tag=a"), tag=[]) == "?"


def test_keyword_arguments_become_attributes():
    given = {"hx_post": "/a/?x=1&y=2", "disabled": True, "hidden": False, "title": None, "for_": "id", "data_n": 3}
    assert attributes(given) == ' hx-post="/a/?x=1&amp;y=2" disabled for="id" data-n="3"'


def test_an_attribute_cannot_break_out():
    assert attributes({"title": '"><script>'}) == ' title="&#34;&gt;&lt;script&gt;"'
