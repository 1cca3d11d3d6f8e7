"""Names by number: half of them Chinese, half Latin, and the same number always has the same name."""

from typing import NamedTuple

from kambium.accounts.naming import account_key
from kambium.core.search.fold import sort_key

CITIES = (
    "上海", "苏州", "无锡", "常州", "南京", "杭州", "宁波", "合肥", "青岛", "济南", "天津", "北京", "沈阳", "大连",
    "西安", "成都", "重庆", "武汉", "长沙", "郑州", "广州", "深圳", "佛山", "东莞",
    "厦门", "福州", "南昌", "昆明", "贵阳",
    "太原",
)  # fmt: skip
FIRST = "华恒瑞宏鼎远博盛泰嘉诚信安康兴达汇联科创星辰云海"
SECOND = "峰源通力润和昌隆邦捷锐新拓业锋磊林森晟煜桥州"
TRADES = (
    "重工", "精密机械", "轴承", "智能装备", "新能源", "半导体", "电子科技", "自动化", "轨道交通", "钢铁", "化工",
    "生物医药", "食品", "包装", "纺织", "物流", "环保", "建材", "汽车零部件", "机器人", "电力设备", "船舶", "软件",
    "仪器",
)  # fmt: skip
FORMS_ZH = ("有限公司", "股份有限公司", "集团有限公司", "有限责任公司")
PLACES = (
    "Rhein", "Nord", "Alpen", "Baltic", "Pacific", "Summit", "Harbor", "Prairie", "Cascade", "Lakeside", "Severn",
    "Thames", "Adria", "Iberia", "Lusitan", "Vista", "Orion", "Polar", "Delta", "Meridian", "Sakura", "Kansai",
)  # fmt: skip
STEMS = (
    "tech", "werk", "dyne", "flow", "mont", "gate", "field", "stone", "craft", "line", "point", "ridge", "forge",
    "tron", "mark", "vale", "core", "wind", "lux", "bridge", "metal", "hydra", "omni", "veritas", "quant",
)  # fmt: skip
TRADES_EN = (
    "Machinery", "Bearings", "Automation", "Robotics", "Energy", "Semiconductors", "Electronics", "Logistics", "Foods",
    "Packaging", "Textiles", "Chemicals", "Pharma", "Steel", "Mining", "Marine", "Rail", "Software", "Instruments",
)  # fmt: skip
FORMS_EN = ("Ltd", "GmbH", "Inc", "SA", "Group", "AB", "Pte Ltd", "SpA")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹"
GIVEN = (
    "伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "勇", "杰", "婷", "超", "建国", "志强", "晓东", "雨桐", "子轩",
    "思远",
    "佳怡", "明哲", "文博", "海燕", "立新", "国栋", "梦瑶", "俊杰", "欣怡", "浩然", "一鸣", "春梅",
)  # fmt: skip
FIRST_NAMES = (
    "Anna", "Ben", "Clara", "David", "Elena", "Felix", "Grace", "Hugo", "Irene", "Jonas", "Karin", "Liam", "Maria",
    "Nils", "Olga", "Paul", "Rosa", "Simon", "Tanja", "Viktor",
)  # fmt: skip
LAST_NAMES = (
    "Becker", "Carter", "Dubois", "Eriksson", "Fischer", "Garcia", "Hansen", "Ivanova", "Jensen", "Keller", "Larsen",
    "Moreau", "Novak", "Olsen", "Petrov", "Quinn", "Rossi", "Schmidt", "Tanaka", "Weber",
)  # fmt: skip


class Name(NamedTuple):
    """A name with all that is stored beside it."""

    zh: str
    en: str
    key: str
    sort: str


def company(number: int) -> Name:
    """The name of an account: odd numbers Chinese, even ones Latin, with a number where the words have run out."""
    half, latin = divmod(number, 2)
    text = _western(half) if not latin else _chinese(half)
    zh, en = (text, "") if latin else ("", text)
    return Name(zh, en, account_key(zh, en), sort_key(text))


def _chinese(n: int) -> str:
    """Neighbouring numbers differ in everything, so that the first pages of a list are not one town's."""
    n, trade = divmod(n * 7919, len(TRADES))
    n, first = divmod(n, len(FIRST))
    n, second = divmod(n, len(SECOND))
    n, city = divmod(n, len(CITIES))
    n, form = divmod(n, len(FORMS_ZH))
    more = f"第{n}" if n else ""
    return f"{CITIES[city]}{FIRST[first]}{SECOND[second]}{more}{TRADES[trade]}{FORMS_ZH[form]}"


def _western(n: int) -> str:
    n, place = divmod(n * 7919, len(PLACES))
    n, stem = divmod(n, len(STEMS))
    n, trade = divmod(n, len(TRADES_EN))
    n, form = divmod(n, len(FORMS_EN))
    more = f" {n}" if n else ""
    return f"{PLACES[place]}{STEMS[stem]}{more} {TRADES_EN[trade]} {FORMS_EN[form]}"


def people() -> list[Name]:
    """Every name a person can have: Chinese and Latin in turn."""
    chinese = [Name(s + g, "", "", sort_key(s + g)) for g in GIVEN for s in SURNAMES]
    latin = [Name("", f"{f} {s}", "", f"{f} {s}".lower()) for f in FIRST_NAMES for s in LAST_NAMES]
    return [name for pair in zip(chinese, [*latin, *latin, *latin], strict=False) for name in pair]
