"""Text garbled before it came here is recognised; text that only looks strange is not."""

import pytest

from tests.exchange.reading.making import refusal, rows, table


@pytest.mark.parametrize(
    "garbled",
    [
        "SÃ¡nchez",
        "cafÃ©",
        "MÃ¼ller",
        "FranÃ§ois",
        "Itâ€™s",
        "â€œquotedâ€\x9d",
        "Â£100",
        "å\x8d\x8eä¸º",
        "华为".encode().decode("latin-1"),
        "明远工业".encode().decode("cp1252", "replace").replace("\ufffd", "?"),
        "Москва".encode().decode("latin-1"),
        "鍗庝负鎶€鏈湁闄愬叕鍙",
        "S谩nchez",
        "M眉ller",
        "Garc铆a",
        "Kurf\x81rstenstr",
    ],
)
def test_garbled_text_is_refused_by_its_line(garbled: str) -> None:
    problem = refusal(f"name,city\nAcme,Berlin\n{garbled},x\n")
    assert (problem.code, problem.facts["line"]) == ("mojibake", 3)


@pytest.mark.parametrize("lost", ["华\ufffd", "锟斤拷", "烫烫烫烫"])
def test_characters_that_were_lost_are_refused_by_their_line(lost: str) -> None:
    problem = refusal(f"name\nAcme\n{lost}\n")
    assert (problem.code, problem.facts["line"], problem.facts["text"]) == ("lost_characters", 3, lost)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_garbled_text_is_found_in_every_encoding(codec: str) -> None:
    problem = refusal("客户名称,城市\n华为技术有限公司,深圳\nSÃ¡nchez,Madrid\n".encode(codec))
    assert (problem.code, problem.facts["line"]) == ("mojibake", 3)


@pytest.mark.parametrize(
    "text",
    [
        "CAFÉ®",
        "NESTLÉ® “x”",
        "AMANHÃ”",
        "ÂNGELA",
        "SÃO PAULO",
        "“É”",
        "é”…",
        "100 °C",
        "10 m²",
        "naïve — x",
        "Ðorđe Ñandú",
        "IRMÃ »",
        "L’Oréal",
        "Đỗ Thị Ánh",
        "Łódź",
        "Ελλάδα",
        "Москва",
        "鑫鑫鑫",
        "喆堃骉",
        "涓涓细流",
        "銀行臺灣",
        "T恤帽衫",
        "k贸a",
        "Nike帽",
        "A猫b咖啡",
        "株式会社ｴﾌ",
        "삼성전자",
        "😀",
    ],
)
def test_unusual_text_is_left_alone(text: str) -> None:
    assert rows(table(f"name,city\n{text},x\n")) == [[text, "x"]]


def test_garbled_text_is_found_on_the_border_of_two_pieces() -> None:
    for shift in range(6):
        before = "name,city\n" + "a,b\n" * 262_140 + "c" * shift
        problem = refusal(before + "Ã©Ã©,x\n" + "d,e\n" * 10)
        assert (problem.code, problem.facts["line"]) == ("mojibake", 262_142)
