"""Two spellings of one company meet under one key; a place in the name keeps companies apart."""

import time

import pytest

from kambium.accounts.naming import account_key, name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("华东重工（集团）有限公司", "华东重工"),
        ("华东重工集团", "华东重工"),
        ("华东重工集团股份有限公司", "华东重工"),
        ("青岛海尔（集团）总公司", "青岛海尔"),
        ("ＡＢＣ股份公司", "abc"),
        ("西门子（中国）有限公司", "西门子中国"),
        ("西门子有限公司", "西门子"),
        ("上海宝钢股份有限公司宝山分公司", "上海宝钢股份有限公司宝山分公司"),
        ("集团有限公司", "集团有限公司"),
        ("株式会社日立製作所", "株式会社日立製作所"),
        ("华为 Technologies Co Ltd", "华为technologies"),
        ("Huawei Technologies Co., Ltd.", "huaweitechnologies"),
        ("HUAWEI  TECHNOLOGIES", "huaweitechnologies"),
        ("Müller GmbH & Co. KG", "muller"),
        ("Muller", "muller"),
        ("Ferrari S.p.A.", "ferrari"),
        ("Novo Nordisk A/S", "novonordisk"),
        ("Vale S.A.", "vale"),
        ("Grupo Bimbo, S.A.B. de C.V.", "grupobimbo"),
        ("Orlen Sp. z o.o.", "orlen"),
        ("Tata Sons Private Limited", "tatasons"),
        ("The Coca-Cola Company", "cocacola"),
        ("Sons and Co", "sons"),
        ("Johnson and Johnson Inc", "johnsonandjohnson"),
        ("Limited", "limited"),
        ("3M", "3m"),
        ("---", ""),
        ("", ""),
    ],
)
def test_a_name_has_its_key(name: str, key: str) -> None:
    assert name_key(name) == key


def test_the_chinese_name_decides_where_there_are_two() -> None:
    assert account_key("澜川汽车集团有限公司", "Lanchuan Automotive Group Co., Ltd.") == "澜川汽车"
    assert account_key("", "Weidental Fördertechnik GmbH") == "weidentalfordertechnik"


def test_a_key_is_never_longer_than_its_column() -> None:
    assert len(name_key("华" * 300)) == 200
    assert len(name_key("a" * 300)) == 200


def test_names_are_read_at_the_speed_of_an_import() -> None:
    """A guard against a slip into quadratic work, ten times below the speed on an idle machine."""
    names = [f"华东重工第{n}集团有限公司" for n in range(20_000)]
    began = time.process_time()
    for name in names:
        name_key(name)
    assert time.process_time() - began < 1
