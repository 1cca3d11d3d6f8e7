"""`@name` in a text calls a person, whoever stands behind the name."""

import pytest

from kambium.accounts.mentions import Piece, excerpt, mentioned, pieces, plain, token, tokenised

STAFF = [(1, ("陈思远", "Chen Siyuan")), (2, ("陈思", "")), (3, ("李明", "Li Ming")), (4, ("李明", ""))]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("@陈思远 看看", "@[陈思远](person:1) 看看"),
        ("@陈思远看看", "@[陈思远](person:1)看看"),
        ("和@陈思，一起", "和@[陈思](person:2)，一起"),
        ("@chen siyuan!", "@[chen siyuan](person:1)!"),
        ("a@陈思远.com", "a@陈思远.com"),
        ("@nobody", "@nobody"),
        ("@[已是](person:9) @陈思远", "@[已是](person:9) @[陈思远](person:1)"),
        ("no mention", "no mention"),
    ],
)
def test_names_after_an_at_become_mentions(text: str, kept: str) -> None:
    assert tokenised(text, STAFF) == kept


def test_of_namesakes_the_chosen_one_is_meant_and_nobody_without_a_choice() -> None:
    assert tokenised("@李明", STAFF) == "@李明"
    assert tokenised("@李明", STAFF, {4}) == "@[李明](person:4)"


def test_a_text_falls_into_its_pieces() -> None:
    assert list(pieces("你好 @[陈思远](person:1)！")) == [Piece("你好 "), Piece("@陈思远", 1), Piece("！")]
    assert mentioned("@[甲](person:1) @[乙](person:22)") == {1, 22}


def test_the_author_edits_plain_names() -> None:
    assert plain("a @[陈思远](person:1) b") == "a @陈思远 b"


def test_a_name_cannot_break_out_of_its_token() -> None:
    assert plain(token("a](person:9)[b", 7)) == "@a  person:9  b"
    assert mentioned(token("a](person:9)[b", 7)) == {7}


def test_an_excerpt_is_one_line_of_eighty_characters_at_most() -> None:
    assert excerpt("一\n\n@[陈思远](person:1)  二") == "一 @陈思远 二"
    assert len(excerpt("字" * 200)) == 80
    assert excerpt("字" * 200).endswith("…")
