"""An event as it is told: in the reader's language, whoever wrote it in which."""

import pytest
from django.utils.translation import override

from kambium.core.story import told, worded


@pytest.mark.parametrize(
    ("language", "text"),
    [("zh-hans", "修改了年收入、自定义字段"), ("en", "Changed annual revenue, own fields")],
)
def test_changed_fields_bear_the_labels_of_the_reader(language, text):
    with override(language):
        assert told("account.changed", {"fields": ["annual_revenue", "power", "voltage"]}).text == text


def test_names_come_in_the_language_of_the_reader():
    data = {"fields": ["kind"], "subject": "Audit", "contact": "李敏", "contact_zh": "李敏", "contact_en": "Li Min"}
    with override("en"):
        assert told("activity.changed", data).text == "Changed kind of “Audit”"
        assert told("contact.changed", {**data, "fields": ["title"]}).text == "Changed job title of Li Min"


@pytest.mark.parametrize(
    ("value", "text"),
    [("2026-05-01", "1 May 2026"), ("2026-13-45", "2026-13-45"), ("0000-00-00", "0000-00-00"), ("", "–"), (None, "–"),
     ("2026-05-01 10:00", "2026-05-01 10:00"), (0, 0)],
)  # fmt: skip
def test_days_are_written_out_and_what_only_looks_like_one_is_left(value, text):
    with override("en"):
        assert worded(value) == text
