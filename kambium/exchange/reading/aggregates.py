"""Rows of a table that are not records: totals, subtotals, notes, headers repeated on every page.

A row is left out only when it says so *and* looks so: an account called “Total Energies” or 合计科技 is a record.
"""

import re
from collections.abc import Sequence
from typing import Literal

from kambium.exchange.reading.cells import Cell, text_of
from kambium.exchange.reading.looks import is_filled, look_of
from kambium.exchange.reading.typography import plain
from kambium.exchange.reading.values import FORMULA_ERRORS

Reason = Literal["title", "repeated_header", "subtotal", "total", "section", "note"]

SUBTOTALS = frozenset({"小计", "本页小计", "subtotal", "sub-total", "sub total", "subtotals", "分类汇总"})
TOTALS = frozenset(
    {
        "合计", "总计", "共计", "累计", "汇总", "总合计", "本页合计", "本月合计", "本年累计", "总和",
        "合计金额", "总金额",
        "total", "totals", "grand total", "grand totals", "sum", "overall", "overall total",
        "平均", "平均值", "average", "averages", "mean",
    }
)  # fmt: skip
GROUP_ENDS = re.compile(r".{0,20}?(小计|合计|总计|共计|汇总)(?:[(\[].*)?")
GROUP_WORDS = re.compile(r"(?:(sub-?\s?total|total)s? (?:for|of) .+|.+ (sub-?\s?total|total)s?)", re.IGNORECASE)
NOTE = re.compile(
    r"(?:制表|填表|审核|复核|批准|经办|编制|打印|导出|统计|填报)(?:人|日期|时间|单位)?\s*:.*"
    r"|(?:备注|说明|注|注释|附注|数据来源|来源|提示)\s*\d*\s*:.*|\*+\s*注.*|(?:页码|第\s*\d+\s*页).*"
    r"|(?:notes?|sources?|remarks?|prepared by|printed on|exported (?:on|by|at)|generated (?:on|by|at)|"
    r"reviewed by|approved by|report date|date printed)\s*:.*|confidential.*|\*?\s*end of report.*",
    re.IGNORECASE | re.DOTALL,
)
KEY_VALUE = re.compile(r"[^:\d]{1,16}:\s*\S.*|[^:\d]{1,16}:", re.DOTALL)

ORNAMENT = "".join(sorted(" :*【】[]()《》"))
LOOKED_AT = 3
"""A total's label stands in one of the first cells that are filled."""
HOW_MANY = re.compile(r"(?:共|计)?[0-9,. ]+(?:家|个|条|人|项|户|台|件|rows?|items?|records?)")
NUMERIC = frozenset({"number", "empty", "error"})
NO_VALUE = frozenset({"-", "--", "—", "/", "元", "万元", "n/a"})


def spaceless(text: str) -> str:
    """A label with the spaces taken out that Chinese tables stretch it with: 合　　计."""
    text = plain(text).strip(ORNAMENT)
    return text if text.isascii() else text.replace(" ", "")


def total_word(cell: Cell) -> tuple[Reason, bool] | None:
    """Whether a cell is the label of a total; the flag says that it is nothing else, as 合计 is and 华东合计 is not."""
    if not isinstance(cell, str) or len(cell) > 60:
        return None
    label = spaceless(cell).lower()
    if label in SUBTOTALS:
        return "subtotal", True
    if label in TOTALS:
        return "total", True
    if found := GROUP_ENDS.fullmatch(label) or GROUP_WORDS.fullmatch(label):
        return ("total" if found.group(1) in ("总计", "共计") else "subtotal"), False
    return None


def total_reason(cells: Sequence[Cell], usual_texts: frozenset[int], width: int) -> Reason | None:
    """Why a row is a total, or None where it is a record.

    Behind its label a total holds figures alone. A label with a group's name in it counts only in a row that also lacks
    a text which records have, and holds a figure.
    """
    filled = [index for index, cell in enumerate(cells) if is_filled(cell)]
    for place, index in enumerate(filled[:LOOKED_AT]):
        found = total_word(cells[index])
        if not found:
            if look_of(cells[index]) in ("number", "code", "date"):
                return None
            continue
        reason, alone = found
        behind = [cells[later] for later in filled[place + 1 :]]
        if width < 2 or not all(map(is_figure, behind)):
            return None
        lacks = any(column not in filled for column in usual_texts)
        return reason if alone or (lacks and behind) else None
    return None


def is_figure(cell: Cell) -> bool:
    """Whether a cell behind a total's label is a figure, a sign for none, or a count of rows."""
    if look_of(cell) in NUMERIC:
        return True
    text = spaceless(text_of(cell)).lower()
    return text in NO_VALUE or text.upper() in FORMULA_ERRORS or HOW_MANY.fullmatch(text) is not None


def is_note(cells: Sequence[Cell], width: int) -> bool:
    """Whether a row is a note below (or between) the records: few cells, each of which reads like a note."""
    filled = [plain(text_of(cell)) for cell in cells if is_filled(cell)]
    if not filled or width < 2 or len(filled) > max(1, width // 2) or not NOTE.fullmatch(filled[0]):
        return False
    return all(NOTE.fullmatch(text) or KEY_VALUE.fullmatch(text) or look_of(text) == "date" for text in filled)
