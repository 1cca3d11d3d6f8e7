"""What can be wrong with a file or a cell, told in words a sales office understands.

A problem is a code with its facts. The code is what tests and programs look at; the words are looked up only when a
person reads them, so that reading needs no Django settings.
"""

from typing import ClassVar

SHOWN_CHARS = 80
"""How much of a value is quoted in a message."""


def gettext_noop(text: str) -> str:
    """Mark a text for translation without translating it here."""
    return text


FILE_PROBLEMS: dict[str, str] = {
    "empty_file": gettext_noop("The file is empty."),
    "no_rows": gettext_noop("The file has no rows."),
    "not_found": gettext_noop("The file “%(name)s” can't be opened."),
    "wrong_type": gettext_noop(
        "The file is of the type %(found)s, which is no table. Save the table as XLSX or CSV and choose that file."
    ),
    "web_page": gettext_noop(
        "This is a web page with the ending of a spreadsheet. Open it in Excel or WPS, save it as XLSX, and choose "
        "that file."
    ),
    "binary": gettext_noop("This is not a table: the file holds binary data. Save the table as XLSX or CSV."),
    "encrypted": gettext_noop("The workbook is protected by a password. Remove the password and save it again."),
    "damaged": gettext_noop("The workbook is damaged and can't be read. Open it in Excel or WPS and save it again."),
    "too_old": gettext_noop("The workbook is of an Excel version before 1997. Save it as XLSX."),
    "inflated_too_large": gettext_noop("Unpacked, the workbook is larger than %(limit)s MB."),
    "inflation": gettext_noop("The workbook unpacks to over %(limit)s times its size, which no real table does."),
    "doctype": gettext_noop("The workbook holds a document type declaration, which no spreadsheet program writes."),
    "no_sheets": gettext_noop("The workbook has no sheet with cells."),
    "no_such_sheet": gettext_noop("The workbook has no sheet “%(sheet)s”. It has: %(sheets)s."),
    "too_many_rows": gettext_noop("The table has more than %(limit)s rows. Split it into several files."),
    "too_many_columns": gettext_noop("Line %(line)s goes beyond column %(limit)s, the last one that is read."),
    "too_many_merges": gettext_noop("The sheet has more than %(limit)s merged regions."),
    "sheet_too_large": gettext_noop("The sheet has more than %(limit)s cells. Save the workbook as XLSX."),
    "cell_too_long": gettext_noop(
        "A cell on line %(line)s holds more than %(limit)s characters, or a quotation mark opened before it is never "
        "closed."
    ),
    "line_too_long": gettext_noop("Line %(line)s is longer than %(limit)s MB: this is not a table."),
    "quote_open": gettext_noop("The quotation mark opened on line %(line)s is never closed."),
    "quote_broken": gettext_noop(
        "On line %(line)s text follows a closing quotation mark. Double the quotation marks inside a cell."
    ),
    "nul_bytes": gettext_noop("Line %(line)s holds NUL bytes: the file is damaged or not a text file."),
    "bad_bytes": gettext_noop(
        "Line %(line)s can't be read as %(encoding)s. Save the file as CSV UTF-8 and choose it again."
    ),
    "encoding_mixed": gettext_noop(
        "Line %(line)s is in another encoding than the lines before: read as %(encoding)s it says “%(text)s”. Save "
        "the file as CSV UTF-8 and choose it again."
    ),
    "encoding_doubtful": gettext_noop(
        "It is not clear which encoding line %(line)s is in: “%(text)s” (%(encoding)s) or “%(other_text)s” "
        "(%(other)s). Save the file as CSV UTF-8, or name the encoding."
    ),
    "encoding_unknown": gettext_noop(
        "Line %(line)s makes no sense in UTF-8, GB18030 or Western European encoding. Save the file as CSV UTF-8, or "
        "name the encoding."
    ),
    "mojibake": gettext_noop(
        "Line %(line)s was garbled before it came here: “%(text)s”. Export the file again from its source."
    ),
    "lost_characters": gettext_noop(
        "On line %(line)s characters were already lost: “%(text)s”. Export the file again from its source."
    ),
    "no_such_encoding": gettext_noop("“%(encoding)s” is not an encoding that is known here."),
    "no_such_header_row": gettext_noop("The table has no row %(row)s that could be its header."),
}

ROW_PROBLEMS: dict[str, str] = {
    "too_many_cells": gettext_noop(
        "The row has %(cells)s cells but the header has %(columns)s: a cell holds an unquoted separator"
    ),
    "too_few_cells": gettext_noop("The row has %(cells)s cells but the header has %(columns)s: it is cut off"),
    "outside_columns": gettext_noop("Column %(column)s has no header but holds “%(value)s” here"),
}

VALUE_PROBLEMS: dict[str, str] = {
    "formula_error": gettext_noop("The formula gives %(value)s"),
    "formula_uncomputed": gettext_noop(
        "The formula has no stored result. Open the file in Excel or WPS, save it, and choose it again"
    ),
    "hash_marks": gettext_noop("“%(value)s” stands where a too narrow column hid the value when it was exported"),
    "digits_lost": gettext_noop(
        "“%(value)s” was a long number whose last digits the spreadsheet lost. Format the column as text and enter it "
        "again"
    ),
    "code_became_date": gettext_noop(
        "The spreadsheet turned a code into the date %(value)s. Format the column as text and enter it again"
    ),
    "control_character": gettext_noop("The text holds a control character (%(character)s)"),
    "not_a_number": gettext_noop("“%(value)s” is not a number"),
    "number_ambiguous": gettext_noop("“%(value)s” can mean %(one)s or %(other)s"),
    "not_a_date": gettext_noop("“%(value)s” is not a date"),
    "date_impossible": gettext_noop("“%(value)s” is not a date: there is no such day in the calendar"),
    "date_incomplete": gettext_noop("“%(value)s” does not say the day"),
    "date_ambiguous": gettext_noop("“%(value)s” can mean %(one)s or %(other)s"),
    "time_impossible": gettext_noop("“%(value)s” holds an impossible time of day"),
    "not_a_bool": gettext_noop("“%(value)s” is neither yes nor no"),
}

LEFT_OUT_REASONS: dict[str, str] = {
    "title": gettext_noop("above the header"),
    "repeated_header": gettext_noop("the header again"),
    "subtotal": gettext_noop("a subtotal"),
    "total": gettext_noop("a total"),
    "section": gettext_noop("the heading of a section"),
    "note": gettext_noop("a note"),
}


def translated(template: str) -> str:
    """The template in the reader's language."""
    from django.utils.translation import gettext

    return gettext(template)


class Problem(Exception):
    """A code with its facts."""

    templates: ClassVar[dict[str, str]] = {}

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = {key: shown(value) for key, value in facts.items()}
        super().__init__(self.templates[code] % self.facts)

    def message(self) -> str:
        """The problem in the reader's language."""
        return translated(self.templates[self.code]) % self.facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and (self.code, self.facts) == (other.code, other.facts)

    def __hash__(self) -> int:
        return hash((self.code, *self.facts))

    def __reduce__(self) -> tuple[object, ...]:
        return revived, (type(self), self.code, self.facts)


class Unreadable(Problem):
    """The file as a whole is refused; nothing of it may be used."""

    templates = FILE_PROBLEMS


class RowProblem(Problem):
    """One row has not the shape of the table."""

    templates = ROW_PROBLEMS


class BadValue(Problem):
    """One cell is not what its field needs."""

    templates = VALUE_PROBLEMS


def shown(value: object) -> object:
    """A fact as it is quoted: numbers as they are, texts cut to a readable length."""
    if isinstance(value, int):
        return value
    text = str(value)
    return text if len(text) <= SHOWN_CHARS else text[: SHOWN_CHARS - 1] + "…"


def revived(kind: type[Problem], code: str, facts: dict[str, object]) -> Problem:
    """A problem that came from another process."""
    return kind(code, **facts)
