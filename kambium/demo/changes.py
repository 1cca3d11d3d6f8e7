"""What was changed on accounts in 18 months, with the values as they were before."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Change:
    """Fields of an account that somebody changed so many days ago; `before` holds what stood there."""

    account: str
    days: int
    before: dict[str, Any]


CHANGES = (
    Change("huadong", 401, {"employees": 8100}),
    Change("huadong", 233, {"tags": ["strategic", "framework"]}),
    Change("huadong", 47, {"annual_revenue": Decimal(15_980_000_000)}),
    Change("huadong_port", 318, {"about": "岸桥、场桥和自动化轨道吊", "tags": ["framework"]}),
    Change("hanyu", 266, {"employees": 10900, "annual_revenue": Decimal(24_100_000_000)}),
    Change("hanyu_storage", 241, {"size": "200-999", "employees": 940}),
    Change("hanyu_wind", 38, {"tags": []}),
    Change("suguang", 190, {"tags": ["localisation"]}),
    Change("zhenyue", 352, {"short_name": "臻越制药"}),
    Change("kunyue", 196, {"status": "active"}),
    Change("lanchuan", 287, {"tags": ["strategic"]}),
    Change("lanchuan", 88, {"annual_revenue": Decimal(39_600_000_000)}),
    Change("lanchuan_battery", 129, {"employees": 2350}),
    Change("weidental", 374, {"short_name": "Weidental GmbH"}),
    Change("weidental_cn", 155, {"about": "输送分拣模块本地化工厂"}),
    Change("jichuan", 308, {"status": "prospect", "customer_since": None}),
    Change("tangxi", 214, {"employees": 5800}),
    Change("hongyu", 421, {"tags": []}),
    Change("yueling", 279, {"tags": ["strategic"]}),
    Change("yueling", 61, {"about": "消费电子代工"}),
    Change("hangyu", 72, {"tags": ["framework"]}),
    Change("zhanhe", 171, {"status": "active"}),
    Change("rongchuan", 143, {"tags": []}),
    Change("shuoshi", 334, {"employees": 6800}),
    Change("shuoshi", 118, {"tags": ["strategic"]}),
    Change("chiyue", 207, {"tags": []}),
    Change("lingyu", 96, {"tags": []}),
    Change("rasmadar", 54, {"tags": ["overseas"]}),
    Change("chengyue", 85, {"about": "锂电材料与电芯", "tags": ["expansion"]}),
    Change("haneulbit", 163, {"short_name": ""}),
)
