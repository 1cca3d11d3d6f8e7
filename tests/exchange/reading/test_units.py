"""Units that a header names."""

from decimal import Decimal

import pytest

from kambium.exchange.reading.units import unit_of_header


@pytest.mark.parametrize(
    ("header", "factor", "currency"),
    [
        ("年收入(万元)", "10000", "CNY"),
        ("年收入（万元）", "10000", "CNY"),
        ("年收入 (单位：万元)", "10000", "CNY"),
        ("金额（亿元）", "100000000", "CNY"),
        ("金额(千元)", "1000", "CNY"),
        ("金额(百万)", "1000000", None),
        ("注册资本（万美元）", "10000", "USD"),
        ("年收入万元", "10000", "CNY"),
        ("销售额/万元", "10000", "CNY"),
        ("销售额：万元", "10000", "CNY"),
        ("金额_万元", "10000", "CNY"),
        ("金额(元)", "1", "CNY"),
        ("人数(万人)", "10000", None),
        ("折扣(%)", "0.01", None),
        ("折扣（％）", "0.01", None),
        ("Revenue (CNY k)", "1000", "CNY"),
        ("Revenue (k CNY)", "1000", "CNY"),
        ("Revenue [k€]", "1000", "EUR"),
        ("Revenue, USD", "1", "USD"),
        ("Amount (USD m)", "1000000", "USD"),
        ("Sales ($M)", "1000000", "USD"),
        ("Revenue ($000s)", "1000", "USD"),
        ("Revenue (000's)", "1000", None),
        ("Revenue (RMB mn)", "1000000", "CNY"),
        ("Sales in thousands", "1000", None),
        ("Budget (in millions)", "1000000", None),
        ("Umsatz in Mio. €", "1000000", "EUR"),
        ("Salary (k)", "1000", None),
    ],
)
def test_a_unit_is_read_with_its_currency(header: str, factor: str, currency: str | None) -> None:
    unit = unit_of_header(header)
    assert unit is not None
    assert (unit.factor, unit.currency) == (Decimal(factor), currency)


@pytest.mark.parametrize(
    "header",
    [
        "Revenue", "年收入", "Weight (kg)", "重量(千克)", "距离(千米)", "Height (m)", "Size (mm)", "Name (zh)",
        "电话(手机)",
        "Employees", "Q1/Q2", "客户名称", "单价（元/台）", "Country (ISO)", "Rate (b)", "容量(千瓦)", "",
        "2026-11", "Mark",
    ],
)  # fmt: skip
def test_what_is_no_unit_of_money_or_count_is_left_alone(header: str) -> None:
    assert unit_of_header(header) is None
