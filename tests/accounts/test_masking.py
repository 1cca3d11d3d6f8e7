"""Contact details for those who may not read them in full."""

import pytest

from kambium.accounts.masking import mask, masked


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("mobile", "18612341402", "186****1402"),
        ("phone", "021-6888 1234", "021****1234"),
        ("phone", "110", "1****"),
        ("wechat", "xu_1029", "x****"),
        ("email", "jiawen.xu@huadong.example", "j****@huadong.example"),
        ("email", "", ""),
    ],
)
def test_the_middle_is_hidden(name: str, value: str, shown: str) -> None:
    assert masked(name, value) == shown


def test_only_the_named_fields_are_masked() -> None:
    row = {"mobile": "18612341402", "title": "采购经理", "email": None}
    assert mask(row, {"mobile", "email"}) == {"mobile": "186****1402", "title": "采购经理", "email": None}
