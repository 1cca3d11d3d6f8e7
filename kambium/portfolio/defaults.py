"""The tier model an installation starts with. It is rows from then on: people change it by a new version.

Criteria and weights are those of the KAM selection matrix: attractiveness of the account, strength of the relationship.
"""

from datetime import date
from decimal import Decimal
from typing import Any

Row = tuple[str, str, str, int, str, list[list[str]], str, str]

REVENUE = [["1000000", "2"], ["10000000", "4"], ["100000000", "6"], ["1000000000", "8"], ["10000000000", "10"]]
ROLES = [["1", "2"], ["2", "4"], ["3", "6"], ["4", "8"], ["5", "10"]]
ATTRACTIVENESS: tuple[Row, ...] = (
    ("revenue", "客户规模", "Size of the customer", 15, "accounts.annual_revenue", REVENUE,
     "客户自身的年营业额", "The customer's own annual revenue"),
    ("growth", "三年增长潜力", "Growth in three years", 20, "", [],
     "客户的业务和采购量三年内能增长多少", "How much their business with us can grow in three years"),
    ("margin", "毛利水平", "Gross margin", 15, "", [],
     "与公司平均毛利相比", "Against our average margin"),
    ("fit", "战略契合", "Strategic fit", 15, "", [],
     "客户的方向与我们的产品规划是否一致", "Whether their direction is ours"),
    ("reference", "标杆与品牌价值", "Value as a reference", 10, "", [],
     "同行会不会因为这家客户而选择我们", "Whether peers would choose us because of them"),
    ("stability", "需求稳定", "Steady demand", 10, "", [],
     "订单随行业周期波动的程度", "How far their orders swing with the cycle"),
    ("markets", "带来新市场", "Access to new markets", 5, "", [],
     "能否带我们进入新行业、新地区", "Whether they open a new industry or region"),
    ("payment", "回款质量", "Payment", 10, "", [],
     "是否按约付款", "Whether they pay as agreed"),
)  # fmt: skip
RELATIONSHIP: tuple[Row, ...] = (
    ("share", "采购份额", "Share of wallet", 25, "", [],
     "同类采购中我们占多少", "Our part of what they buy of the kind"),
    ("coverage", "决策链覆盖", "Buying roles covered", 20, "accounts.roles_known", ROLES,
     "在职联系人覆盖了几种采购角色", "How many buying roles our contacts take"),
    ("satisfaction", "客户满意度", "Satisfaction", 20, "", [],
     "最近一次调查和投诉情况", "The latest survey, and complaints"),
    ("lock_in", "合同期限", "Contract length", 15, "", [],
     "长期合同、认证和替换成本", "Long contracts, approvals, cost of changing"),
    ("difference", "客户眼中的差异", "Difference as they see it", 20, "", [],
     "与竞争对手相比，客户认为我们强在哪里", "Where they see us ahead of competitors"),
)  # fmt: skip
QUADRANTS = (
    (
        True,
        True,
        "战略客户",
        "Strategic",
        "投入最多精力，共同规划，确保利润",
        "Most attention, joint plans, secured profit",
    ),
    (True, False, "潜力客户", "Star", "投入时间与资金，暂不要求利润", "Invest time and money; profit may come later"),
    (False, True, "维持客户", "Status", "保持现状，稳定服务", "Keep what we have, serve steadily"),
    (False, False, "精简客户", "Streamline", "简化服务，注重利润", "Serve simply, watch the profit"),
)
TIERS = (
    ("T1", 1, "一级客户", "Tier 1", "16", 14, "good"),
    ("T2", 2, "二级客户", "Tier 2", "6", 30, "info"),
    ("T3", 3, "三级客户", "Tier 3", "2", 60, ""),
)
# quadrant (first high, second high) or None for any, share of the largest or None, tier
RULES = (((True, True), "0.150", "T1"), ((True, True), None, "T2"), ((True, False), None, "T2"),
         ((False, True), "0.250", "T2"), (None, None, "T3"))  # fmt: skip


def install(models: Any, day: date) -> None:
    """Write the tiers and the first version of the model, in force from a day on. `models(name)` gives the tables."""
    tier, model = models("Tier"), models("TierModel")
    if model.objects.exists() or tier.objects.exists():
        return
    tiers = {
        code: tier.objects.create(code=code, rank=rank, name_zh=zh, name_en=en, hours=Decimal(hours),
                                  contact_days=days, tone=tone)
        for code, rank, zh, en, hours, days, tone in TIERS
    }  # fmt: skip
    first = model.objects.create(version=1, name_zh="客户分级模型", name_en="Tier model", active=(day, None),
                                 rank_by="accounts.annual_revenue")  # fmt: skip
    _axis(models, first, 1, "客户吸引力", "Attractiveness", ATTRACTIVENESS)
    _axis(models, first, 2, "关系强度", "Relationship strength", RELATIONSHIP)
    quadrants = {
        (one, two): models("Quadrant").objects.create(
            model=first, first_high=one, second_high=two, name_zh=zh, name_en=en, stance_zh=stance_zh,
            stance_en=stance_en,
        )
        for one, two, zh, en, stance_zh, stance_en in QUADRANTS
    }  # fmt: skip
    for position, (where, largest, code) in enumerate(RULES, start=1):
        models("TierRule").objects.create(
            model=first, position=position, quadrant=quadrants[where] if where else None,
            largest=Decimal(largest) if largest else None, tier=tiers[code],
        )  # fmt: skip


def _axis(models: Any, model: Any, position: int, zh: str, en: str, criteria: Any) -> None:
    axis = models("Axis").objects.create(model=model, position=position, name_zh=zh, name_en=en)
    for place, (code, name_zh, name_en, weight, figure, bands, help_zh, help_en) in enumerate(criteria, start=1):
        models("Criterion").objects.create(
            axis=axis, code=code, position=place, weight=Decimal(weight), figure=figure, bands=bands,
            name_zh=name_zh, name_en=name_en, help_zh=help_zh, help_en=help_en,
        )  # fmt: skip
