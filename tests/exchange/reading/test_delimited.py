"""Text files of every separator and line end."""

import pytest

from kambium.exchange.reading import Limits
from tests.exchange.reading.making import left_out, refusal, rows, table


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_end_is_found(separator: str, end: str) -> None:
    text = end.join(
        separator.join(line) for line in (["name", "city", "n"], ["Acme", "Berlin", "1"], ["华为", "深圳", "2"])
    )
    found = table(text)
    assert found.delimiter == separator
    assert [column.header for column in found.columns] == ["name", "city", "n"]
    assert rows(found) == [["Acme", "Berlin", "1"], ["华为", "深圳", "2"]]
    assert [row.number for row in found.rows()] == [2, 3]


def test_decimal_commas_do_not_hide_the_semicolon() -> None:
    found = table("Name;Umsatz;Kosten\nAcme;1,5;2,5\nBeta;3,5;4,5\n")
    assert (found.delimiter, rows(found)) == (";", [["Acme", "1,5", "2,5"], ["Beta", "3,5", "4,5"]])


def test_commas_in_addresses_do_not_hide_the_tab() -> None:
    found = table("name\taddress\nAcme\t1 Main St, Springfield\nBeta\t2 Oak Ave, Shelbyville\n")
    assert rows(found)[0] == ["Acme", "1 Main St, Springfield"]


def test_the_separator_that_excel_names_in_the_first_line_is_taken() -> None:
    found = table("sep=;\nname;note\nAcme;a,b,c\n")
    assert (found.delimiter, found.header_row, rows(found)) == (";", 2, [["Acme", "a,b,c"]])
    assert [row.number for row in found.rows()] == [3]


def test_a_separator_that_is_asked_for_overrules() -> None:
    assert rows(table("a,b;c\n1,2;3\n", delimiter=";")) == [["1,2", "3"]]


def test_a_file_of_one_column_has_no_separator() -> None:
    found = table("name\nAcme\nBeta\n")
    assert (found.delimiter, rows(found)) == (None, [["Acme"], ["Beta"]])


def test_quoted_cells_keep_separators_quotes_and_line_ends() -> None:
    found = table('name,note,n\r\nAcme,"two\r\nlines, and ""quotes""",1\r\nBeta,plain,2\r\n')
    assert rows(found) == [["Acme", 'two\r\nlines, and "quotes"', "1"], ["Beta", "plain", "2"]]
    assert [row.number for row in found.rows()] == [2, 4]


def test_a_quotation_mark_within_a_cell_is_just_a_sign() -> None:
    assert rows(table('name,size\nPipe,5" long\n')) == [["Pipe", '5" long']]


def test_a_quotation_mark_that_is_never_closed_is_refused_by_the_line_it_opens_on() -> None:
    problem = refusal('name,note\nAcme,fine\nBeta,"open\nGamma,x\n')
    assert (problem.code, problem.facts) == ("quote_open", {"line": 3})


def test_text_behind_a_closing_quotation_mark_is_refused_by_its_line() -> None:
    problem = refusal('name,note\nAcme,"5" pipe"\n')
    assert (problem.code, problem.facts) == ("quote_broken", {"line": 2})


def test_a_quotation_mark_that_swallows_a_large_file_is_refused() -> None:
    problem = refusal('name,note\nAcme,"open\n' + "Beta,x\n" * 30_000)
    assert (problem.code, problem.facts["line"]) == ("cell_too_long", 2)


def test_a_row_with_too_many_cells_is_kept_with_its_problem() -> None:
    found = table("name,city,n\nAcme,Berlin,1\nBeta, Inc,Paris,2\nGamma,Rome,3\n")
    assert [row.problem and row.problem.code for row in found.rows()] == [None, "too_many_cells", None]
    assert next(str(row.problem) for row in found.rows() if row.problem) == (
        "The row has 4 cells but the header has 3: a cell holds an unquoted separator"
    )


def test_a_row_cut_short_is_told_where_all_others_are_whole() -> None:
    found = table("name,city,n\nAcme,Berlin,1\nBeta,Paris,2\n" + "Gamma,Rome,3\n" * 300 + "Delta,Oslo\n")
    problems = [(row.number, row.problem.code) for row in found.rows() if row.problem]
    assert problems == [(304, "too_few_cells")]


def test_rows_without_their_last_cells_are_filled_up_where_that_is_usual() -> None:
    found = table("name,city,note\nAcme,Berlin\nBeta,Paris,new\nGamma\n")
    assert [(row.cells, row.problem) for row in found.rows()] == [
        (["Acme", "Berlin", ""], None),
        (["Beta", "Paris", "new"], None),
        (["Gamma", "", ""], None),
    ]


def test_empty_lines_and_rows_of_separators_are_skipped_and_numbers_stay_those_of_the_file() -> None:
    found = table("name,city\n\nAcme,Berlin\n,\n  , \nBeta,Paris\n")
    assert [(row.number, row.cells) for row in found.rows()] == [(3, ["Acme", "Berlin"]), (6, ["Beta", "Paris"])]
    assert left_out(found) == []


def test_empty_cells_at_the_end_of_a_long_row_do_no_harm() -> None:
    assert [row.problem for row in table("a,b\n1,2,,\n").rows()] == [None]


def test_a_file_of_a_header_alone_has_no_rows_and_is_no_error() -> None:
    found = table("name,city\n")
    assert ([column.header for column in found.columns], rows(found)) == (["name", "city"], [])


def test_walking_twice_gives_the_same_rows() -> None:
    found = table("name,n\nAcme,1\n合计,1\n")
    assert rows(found) == rows(found) == [["Acme", "1"]]
    assert found.left_out_count == 1


def test_more_rows_than_allowed_are_refused_before_the_first_is_read() -> None:
    text = "name,n\n" + "".join(f"a{number},1\n" for number in range(100))
    assert len(rows(table(text, limits=Limits(rows=101)))) == 100
    problem = refusal(text, limits=Limits(rows=100))
    assert (problem.code, problem.facts) == ("too_many_rows", {"limit": 100})


def test_lines_within_quotes_do_not_count_as_rows() -> None:
    text = "name,note\n" + 'a,"1\n2\n3"\n' * 40
    assert len(rows(table(text, limits=Limits(rows=41)))) == 40


def test_columns_and_lines_tell_the_progress_of_a_long_file() -> None:
    assert table("name,n\nAcme,1\nBeta,2\n").line_count == 4
