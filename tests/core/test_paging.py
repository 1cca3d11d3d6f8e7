"""Keyset paging over equal keys and NULLs, forwards and back."""

import pytest

from kambium.accounts.models import Account
from kambium.core.web.paging import Order, cursor, page, read

ORDERS = [
    Order(("sort_zh", "id")),
    Order(("-sort_zh", "-id")),
    Order(("employees", "id"), frozenset({"employees"})),
    Order(("-employees", "id"), frozenset({"employees"})),
]


@pytest.fixture
def twenty(db: None) -> list[int]:
    rows = [
        Account(name_en=f"A{n}", sort_zh="same" if n % 3 else f"{n:02}", employees=None if n % 4 == 0 else n // 5)
        for n in range(20)
    ]
    return [a.pk for a in Account.objects.bulk_create(rows)]


@pytest.mark.parametrize("order", ORDERS, ids=lambda o: " ".join(o.columns))
@pytest.mark.parametrize("size", [1, 3, 7, 20, 50])
def test_walking_forth_and_back_meets_every_row_once_in_order(twenty: list[int], order: Order, size: int) -> None:
    rows = Account.objects.values("id", "sort_zh", "employees")
    expected = [r["id"] for r in rows.order_by(*order.by())]
    word, forth, last = "", [], ""
    for _ in range(30):
        found = page(rows, order, word, size)
        forth += [r["id"] for r in found.rows]
        last = found.before
        if not found.after:
            break
        word = found.after
    assert forth == expected
    back: list[int] = []
    while last:
        found = page(rows, order, last, size)
        back = [r["id"] for r in found.rows] + back
        last = found.before
    assert back == expected[: len(back)]
    assert len(back) >= len(expected) - size


@pytest.mark.parametrize("word", ["", "x", "é", "W10", "eyJhIjoxfQ", "bnVsbA", "W1tdLFtdXQ", "A" * 5000])
def test_a_cursor_nobody_made_is_no_cursor(word: str) -> None:
    assert read(word, 2) is None


def test_a_cursor_reads_back_as_it_was_written() -> None:
    assert read(cursor(["张 江", 7]), 2) == (["张 江", 7], False)
    assert read(cursor([None, 7], back=True), 2) == ([None, 7], True)
