"""Marks for people and companies."""

import pytest

from kambium.core.ui.names import company_mark, initials, tint


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("陈思远", "陈"),
        ("欧阳修", "欧"),
        ("Chen Siyuan", "CS"),
        ("Mary Anne O’Neil", "MA"),
        ("élodie durand", "ÉD"),
        ("Cher", "C"),
        ("李 Li", "李"),
        ("", ""),
        ("007", ""),
    ],
)
def test_a_persons_mark(name, mark):
    assert initials(name) == mark


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("华东重工集团", "华东"),
        ("（上海）贸易", "上海"),
        ("Huadong Heavy Industry", "HH"),
        ("Xinglan", "XI"),
        ("3M", "M"),
        ("360", "36"),
        ("", ""),
    ],
)
def test_a_companys_mark(name, mark):
    assert company_mark(name) == mark


def test_the_tint_of_an_id_is_one_of_six_and_always_the_same():
    assert [tint(n) for n in (0, 5, 6, 1_000_001)] == ["h0", "h5", "h0", "h5"]
