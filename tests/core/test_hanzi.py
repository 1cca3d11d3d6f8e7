"""Readings come from pypinyin's files as pypinyin itself reads them, and cost little memory."""

import subprocess
import sys

from kambium.core.search import hanzi


def test_every_character_and_phrase_is_read_as_pypinyin_reads_it() -> None:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    usual = {code: hanzi.plain(PINYIN_DICT[code].split(",")[0]) for code in hanzi.HAN if code in PINYIN_DICT}
    assert {code: reading.strip() for code, reading in hanzi.singles().items()} == usual
    told = {phrase: [hanzi.plain(readings[0]) for readings in each] for phrase, each in PHRASES_DICT.items()}
    assert dict(hanzi.all_phrases()) == told


def test_a_phrase_is_read_otherwise_than_its_characters_and_the_longest_wins() -> None:
    assert hanzi.syllables("重工") == ["zhong", "gong"]
    assert hanzi.syllables("重庆重工") == ["chong", "qing", "zhong", "gong"]
    lengths = [len(phrase) for phrase, _readings in hanzi.phrases()["重"]]
    assert lengths == sorted(lengths, reverse=True)


def test_pypinyin_itself_is_never_imported() -> None:
    asked = "import sys; from kambium.core.search.fold import pinyin; print(pinyin('华为'), 'pypinyin' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout
    assert told == "('huawei', 'hw') False\n"
