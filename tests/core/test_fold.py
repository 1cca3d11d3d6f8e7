"""Folding: how names are compared, searched and ordered."""

import pytest

from kambium.core.search.fold import fold, grams, pinyin, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Acme   GmbH ", "acme gmbh"),
        ("ＡＢＣ（中国）", "abc(中国)"),
        ("Société Générale", "societe generale"),
        ("STRASSE Straße", "strasse strasse"),
        ("华为　技术", "华为 技术"),
    ],
)
def test_width_case_accents_and_blanks_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("华为技术", "huaweijishu", "hwjs"),
        ("重庆长安", "chongqingchangan", "cqca"),
        ("中石化 Sinopec", "zhongshihuasinopec", "zshs"),
        ("Acme", "", ""),
    ],
)
def test_pinyin_in_full_and_by_initials(name: str, full: str, initials: str) -> None:
    assert pinyin(name) == (full, initials)


def test_chinese_names_are_ordered_by_pinyin_and_latin_ones_by_letters() -> None:
    names = ["张江", "阿里", "Bosch", "李宁", "王府井"]
    assert sorted(names, key=sort_key) == ["阿里", "Bosch", "李宁", "王府井", "张江"]


def test_two_character_pieces_serve_two_character_words() -> None:
    assert grams("华为技术 hw h 华为") == ["华为", "为技", "技术", "hw", "h"]
    assert set(grams("华为")) <= set(grams("深圳华为技术"))
