"""Charts drawn on the server: places, names, and nothing that the content policy forbids."""

import xml.etree.ElementTree as ET

import pytest

from kambium.core.ui import svg
from kambium.core.ui.svg.bars import ticks
from kambium.core.ui.svg.relmap import fit

BARS = [svg.Bar("1月", 1000, 800, 900, "/orders/?month=1"), svg.Bar("2月", 500, None, 1000), svg.Bar("3月", 250)]
SERIES = ("实际", "去年同期", "目标")


def parsed(markup):
    return ET.fromstring(str(markup))


def by_class(markup, name):
    return [e for e in parsed(markup).iter() if name in (e.get("class") or "").split()]


def test_a_sparkline_runs_from_lowest_to_highest_and_ends_in_a_dot():
    drawn = svg.sparkline([0, 5, 10])
    assert by_class(drawn, "spark")[0].find("polyline").get("points") == "3.0,21.0 44.0,12.0 85.0,3.0"
    assert (parsed(drawn).find("circle").get("cx"), parsed(drawn).find("circle").get("cy")) == ("85", "3")


def test_a_missing_value_leaves_its_place_in_time_empty():
    assert parsed(svg.sparkline([0, None, 10])).find("polyline").get("points") == "3.0,21.0 85.0,3.0"
    assert svg.sparkline([None, 4]) == "–"


def test_a_level_line_does_not_divide_by_zero():
    assert parsed(svg.sparkline([7, 7])).find("polyline").get("points") == "3.0,21.0 85.0,21.0"


@pytest.mark.parametrize(("value", "width"), [(0, "0"), (50, "50"), (78.5, "78.5"), (130, "100"), (-5, "0")])
def test_a_meter_stays_within_its_track(value, width):
    assert by_class(svg.meter(value), "fill")[0].get("width") == width


def test_a_meter_marks_what_is_expected_and_leaves_an_unknown_value_empty():
    drawn = svg.meter(None, "warn", expected=75, top=100)
    assert by_class(drawn, "fill") == []
    assert by_class(drawn, "tick")[0].get("d") == "M75.0 0v6"


def test_a_mix_shares_its_width_and_says_it_in_words():
    drawn = svg.mix([("bad", 1), ("warn", 0), ("good", 3)], "1 overdue, 3 planned")
    assert [(e.get("class"), e.get("x"), e.get("width")) for e in parsed(drawn)] == [
        ("track", None, "100"), ("bad", "0", "25"), ("good", "25", "75"),
    ]  # fmt: skip
    assert parsed(drawn).get("aria-label") == "1 overdue, 3 planned"


def test_rings_draw_each_dimension_and_say_what_is_unknown():
    drawn = svg.rings(68, [svg.Ring("关系", 80, "good"), svg.Ring("回款", None, "bad")], "健康分")
    assert [e.get("stroke-dasharray") for e in by_class(drawn, "ring")] == ["60 100"]
    assert len(by_class(drawn, "track")) == 2
    assert parsed(drawn).get("aria-label") == "健康分 68 · 关系 80 · 回款 –"


@pytest.mark.parametrize(
    ("top", "axis"),
    [
        (0, [0, 1]),
        (1, [0, 0.25, 0.5, 0.75, 1]),
        (1800, [0, 500, 1000, 1500, 2000]),
        (2000, [0, 500, 1000, 1500, 2000]),
        (2001, [0, 1000, 2000, 3000]),
        (96_000, [0, 25_000, 50_000, 75_000, 100_000]),
    ],
)
def test_an_axis_has_round_steps(top, axis):
    assert ticks(top) == pytest.approx(axis)


def test_bars_stand_on_zero_and_name_their_numbers(chinese):
    drawn = svg.bars(BARS, "收入", SERIES)
    assert [e.get("height") for e in by_class(drawn, "now")] == ["84.00%", "42.00%", "21.00%"]
    assert [e.get("aria-label") for e in by_class(drawn, "slot")] == [
        "1月：实际 1,000，去年同期 800，目标 900", "2月：实际 500，目标 1,000", "3月：实际 250",
    ]  # fmt: skip
    assert by_class(drawn, "slot")[0].get("data-tip") == "1月|1,000|800|900"


def test_a_period_is_a_link_only_where_it_leads_somewhere(english):
    slots = by_class(svg.bars(BARS, "Revenue", SERIES), "slot")
    assert [(e.tag, e.get("href")) for e in slots] == [("a", "/orders/?month=1"), ("g", None), ("g", None)]
    assert slots[1].get("aria-label") == "2月: 实际 500, 目标 1,000"


def test_the_target_is_drawn_only_between_periods_that_have_one():
    assert len(by_class(svg.bars(BARS, "x", SERIES), "goal-line")) == 1


def test_a_chart_of_nothing_is_an_empty_frame():
    assert [e.text for e in by_class(svg.bars([], "x", SERIES), "tick")] == ["0", "1"]


def test_a_funnel_counts_against_its_first_stage():
    drawn = svg.funnel([("发现", 16), ("赢单", 4)])
    assert "<b>4</b> <span" in drawn
    assert [e.text for e in by_class(drawn, "muted")] == ["100%", "25%"]
    assert svg.funnel([]) == '<ol class="funnel"></ol>'


def test_the_heat_table_tones_only_what_is_there():
    rows = [svg.HeatRow("战略", (svg.Cell(2, "good", "/a/", "健康"), svg.Cell(0, "bad", "/b/")), "¥1")]
    cells = parsed(svg.heat("级别", ["健康", "风险"], rows, "收入")).findall(".//td")
    assert [c.get("class") for c in cells] == ["good", "zero", "sum"]
    assert cells[0].find("a").get("aria-label") == "健康 2"


def contact(number, above=None, **more):
    facts = {"title": "总监", "role": "批准者", "stance": "友好", "tone": "good", "strength": 2, **more}
    return svg.Contact(number, f"沈{number}", above=above, **facts)


def test_a_superior_stands_over_the_middle_of_the_reports():
    drawn = svg.relmap([contact(1), contact(2, 1), contact(3, 1)], [], "图")
    assert [(e.get("x"), e.get("y")) for e in by_class(drawn, "box")] == [("108", "0"), ("0", "128"), ("216", "128")]
    assert len(by_class(drawn, "formal")) == 2


def test_a_circle_of_superiors_and_an_unknown_one_are_drawn_all_the_same():
    drawn = svg.relmap([contact(1, 2), contact(2, 1), contact(3, 99)], [(1, 3), (1, 1), (1, 99)], "图")
    assert len(by_class(drawn, "person")) == 3
    assert len(by_class(drawn, "sway")) == 1


def test_somebody_we_do_not_know_is_a_gap():
    drawn = svg.relmap([contact(1, strength=0, stance="未接触", tone="")], [], "图")
    assert by_class(drawn, "person")[0].get("class") == "person gap"
    assert by_class(drawn, "on") == []
    assert svg.relmap([], [], "图") == ""


def test_names_are_cut_by_the_width_they_take():
    assert [fit("上海华东重工", 8), fit("Shanghai", 8), fit("Shanghai Heavy", 8)] == [
        "上海华东…",
        "Shanghai",
        "Shanghai…",
    ]


def test_names_from_outside_stay_text():
    evil = '"><script>alert(1)</script>'
    for drawn in (
        svg.bars([svg.Bar(evil, 1, url=evil)], evil, (evil, evil, evil)),
        svg.rings(1, [svg.Ring(evil, 1, "good")], evil),
        svg.relmap([contact(1, title=evil, role=evil, url=evil)], [], evil),
        svg.funnel([(evil, 1)]),
        svg.heat(evil, [evil], [svg.HeatRow(evil, (svg.Cell(1, "good", evil, evil),), evil)], evil),
        svg.mix([("good", 1)], evil),
    ):
        assert "<script" not in drawn
        assert " style=" not in drawn
        parsed(drawn)
