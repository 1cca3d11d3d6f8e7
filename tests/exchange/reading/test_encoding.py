"""Every line is decoded right, or the file is refused naming the first bad one."""

import pytest

from kambium.exchange.reading import open_table
from kambium.exchange.reading.delimited import opener_of
from kambium.exchange.reading.encoding import find_encoding
from tests.exchange.reading.making import refusal, rows, table

CHINESE = "客户名称,城市\n华为技术有限公司,深圳\n明远工业,苏州\n"
CHINESE_ROWS = [["华为技术有限公司", "深圳"], ["明远工业", "苏州"]]
WESTERN = "name,city\nSánchez y Hijos,León\nMüller GmbH,Köln\n"


def encoding_of(content: bytes) -> str:
    return find_encoding(opener_of(content)).name


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (CHINESE.encode(), "utf-8"),
        (CHINESE.encode("utf-8-sig"), "utf-8-sig"),
        (CHINESE.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "utf-16-be"),
        (CHINESE.encode("utf-16-le"), "utf-16-le"),
        (CHINESE.encode("utf-16-be"), "utf-16-be"),
        (CHINESE.encode("gb18030"), "gb18030"),
        (CHINESE.encode("gbk"), "gb18030"),
    ],
    ids=["plain", "marked", "utf16", "utf16be", "utf16le unmarked", "utf16be unmarked", "gb18030", "gbk"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_chinese_file_is_read_in_each_encoding(content: bytes, name: str, end: str) -> None:
    wide = 2 if name.startswith("utf-16") else 1
    newline, wanted = "\n", end
    if wide == 2:
        codec = name
        content = content.decode(codec).replace(newline, wanted).encode(codec)
    else:
        content = content.replace(b"\n", end.encode())
    found = table(content)
    assert (found.encoding, found.columns[0].header, rows(found)) == (name, "客户名称", CHINESE_ROWS)


def test_latin_utf16_without_a_mark_is_recognised() -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        found = table("name,city\nAcme,Berlin\n".encode(codec))
        assert (found.encoding, rows(found)) == (codec, [["Acme", "Berlin"]])


def test_characters_of_four_bytes_are_read_from_gb18030() -> None:
    text = "客户名称,联系人\n吉祥科技有限公司,𠮷田\n明远工业集团,李😀明\n"
    assert rows(table(text.encode("gb18030"))) == [["吉祥科技有限公司", "𠮷田"], ["明远工业集团", "李😀明"]]


def test_traditional_characters_in_gb18030_are_read() -> None:
    text = "客戶名稱,城市\n臺灣積體電路製造股份有限公司,新竹\n鴻海精密工業,新北\n"
    assert rows(table(text.encode("gb18030")))[0] == ["臺灣積體電路製造股份有限公司", "新竹"]


def test_rare_names_in_gb18030_are_read_among_common_ones() -> None:
    text = "姓名,公司\n王喆,上海电气\n李珺,北方工业\n陈堃,中国中车\n骉骉,明远工业\n朱镕,东方航空\n"
    assert [cells[0] for cells in rows(table(text.encode("gb18030")))] == ["王喆", "李珺", "陈堃", "骉骉", "朱镕"]


def test_western_letters_are_read_from_utf8_where_gb18030_would_fit() -> None:
    assert rows(table("name\nJosé\nMüller\n")) == [["José"], ["Müller"]]
    assert rows(table("size\n½\n10 m²\n")) == [["½"], ["10 m²"]]
    assert rows(table("город\nМосква\nКазань\n")) == [["Москва"], ["Казань"]]
    assert rows(table("քաղաք\nԵրևան\n")) == [["Երևան"]]


def test_chinese_that_happens_to_be_valid_utf8_is_read_from_gb18030() -> None:
    content = "name,city\n隆盛,\n隆茂,\n".encode("gb18030")
    content.decode("utf-8")
    assert rows(table(content)) == [["隆盛", ""], ["隆茂", ""]]


def test_western_european_is_read_where_every_byte_is_certain() -> None:
    found = table(WESTERN.encode("cp1252"))
    assert found.encoding == "cp1252"
    assert rows(found) == [["Sánchez y Hijos", "León"], ["Müller GmbH", "Köln"]]


def test_the_same_names_are_read_from_utf8() -> None:
    assert rows(table(WESTERN)) == [["Sánchez y Hijos", "León"], ["Müller GmbH", "Köln"]]


def test_a_western_letter_that_means_another_in_central_europe_is_asked_about() -> None:
    problem = refusal("name,city\nMuñoz,Madrid\n".encode("cp1252"))
    assert (problem.code, problem.facts["line"]) == ("encoding_doubtful", 2)
    assert (problem.facts["text"], problem.facts["other_text"]) == ("Muñoz,Madrid", "Muńoz,Madrid")


def test_the_encoding_can_be_named() -> None:
    found = open_table("name,city\nMuñoz,Madrid\n".encode("cp1252"), encoding="cp1252")
    assert (found.encoding, rows(found)) == ("cp1252", [["Muñoz", "Madrid"]])
    assert rows(open_table("имя\nМосква\n".encode("cp1251"), encoding="windows-1251")) == [["Москва"]]
    assert rows(open_table(CHINESE.encode("utf-8-sig"), encoding="utf-8")) == CHINESE_ROWS


def test_a_named_encoding_that_does_not_fit_is_refused_by_line() -> None:
    problem = refusal(CHINESE.encode("gb18030"), encoding="utf-8")
    assert (problem.code, problem.facts["line"]) == ("bad_bytes", 1)
    assert refusal(b"a\n", encoding="klingon").code == "no_such_encoding"
    assert refusal(b"a\n", encoding="base64").code == "no_such_encoding"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("고객,도시\n삼성전자 주식회사,서울특별시\n현대자동차,울산광역시\n", "euc-kr"),
        ("顧客,都市\n株式会社日本電気,東京都港区\n三菱重工業株式会社,横浜市\n", "euc-jp"),
        ("顧客,都市\n株式会社日本電気,東京都港区\n", "shift-jis"),
        ("客戶名稱,城市\n臺灣積體電路製造股份有限公司,新竹\n", "big5"),
        ("имя,город\nИванов,Москва\nПетров,Казань\n", "cp1251"),
        ("όνομα,πόλη\nΠαπαδόπουλος,Αθήνα\n", "cp1253"),
        ("jméno,město\nDvořák,Plzeň\nČerný,Třebíč\n", "cp1250"),
        ("naam\nS\x87nchez\n", "latin-1"),
    ],
)
def test_other_encodings_are_refused_and_never_stored_wrong(text: str, codec: str) -> None:
    problem = refusal(text.encode(codec))
    assert problem.code in ("encoding_unknown", "encoding_doubtful")
    assert problem.facts["line"] in (1, 2)


def test_one_western_line_in_a_chinese_file_is_refused_by_its_number() -> None:
    content = CHINESE.encode("gb18030") + b"S\xe1nchez,Madrid\n" + "比亚迪,深圳\n".encode("gb18030")
    problem = refusal(content)
    assert (problem.code, problem.facts["line"], problem.facts["text"]) == ("encoding_mixed", 4, "Sánchez,Madrid")


def test_one_chinese_line_in_a_western_file_is_refused_by_its_number() -> None:
    content = WESTERN.encode("cp1252") + "华为,深圳\n".encode("gb18030") + WESTERN.encode("cp1252")
    problem = refusal(content)
    assert (problem.code, problem.facts["line"]) == ("encoding_mixed", 4)


def test_bytes_of_no_encoding_are_refused_by_their_line() -> None:
    problem = refusal(CHINESE.encode() + b"Acme,\xff\xfe\xff\n")
    assert (problem.code, problem.facts["line"]) == ("encoding_unknown", 4)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "gb18030"])
def test_nul_is_refused_by_its_line(codec: str) -> None:
    problem = refusal((CHINESE + "a\0b,c\n").encode(codec))
    assert (problem.code, problem.facts["line"]) == ("nul_bytes", 4)


def test_broken_utf16_is_refused_by_its_line() -> None:
    content = CHINESE.encode("utf-16-le")
    problem = refusal(b"\xff\xfe" + content + b"\x00\xd8a\x00\n\x00")
    assert (problem.code, problem.facts["line"]) == ("bad_bytes", 4)
    assert refusal(b"\xff\xfe" + content + b"x").code == "bad_bytes"


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory() -> None:
    problem = refusal(b"name,city\n" + b"a" * 6_000_000)
    assert (problem.code, problem.facts) == ("line_too_long", {"line": 2, "limit": 4})


def test_the_line_of_a_problem_counts_every_kind_of_line_end() -> None:
    problem = refusal(b"name\r\nAcme\rBeta\nGamma\r\n\xff\xff\r\n")
    assert problem.facts["line"] == 5
