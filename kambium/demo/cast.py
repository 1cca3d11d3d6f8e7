"""Who works at 明远工业 Mingyuan Industrial. The table at the top of `world.py` says it for readers."""

from dataclasses import dataclass, field

from kambium.people.models import Person


@dataclass(frozen=True)
class Unit:
    """A node of the tree of teams; its number is the row's id."""

    key: str
    number: int
    zh: str
    en: str
    path: tuple[int, ...]


@dataclass(frozen=True)
class Colleague:
    """A person of the demo company; the number is the row's id.

    `roles` are pairs of role and unit key ("" for roles without one). `joined` counts months before today, except for
    those whose dates belong to a story told in `staff.py`.
    """

    key: str
    number: int
    name_zh: str
    name_en: str
    title_zh: str
    title_en: str
    team: str
    manager: str
    roles: tuple[tuple[str, str], ...]
    joined: int
    language: str = "zh-hans"
    look: dict[str, str] = field(default_factory=dict)

    @property
    def email(self) -> str:
        """The address at the company: given name, dot, family name."""
        family, _, given = self.name_en.lower().partition(" ")
        local = f"{family}.{given}" if not self.name_zh else f"{given}.{family}"
        return f"{local.replace('ü', 'ue')}@mingyuan.example"

    @property
    def staff_no(self) -> str:
        """The number on the badge."""
        return f"MY{1000 + self.number * 7}"


COMPANY_ZH, COMPANY_EN = "明远工业", "Mingyuan Industrial"

UNITS = {
    unit.key: unit
    for unit in (
        Unit("company", 1, "明远工业", "Mingyuan Industrial", (1,)),
        Unit("key_accounts", 2, "大客户部", "Key Accounts", (1, 2)),
        Unit("east", 3, "华东团队", "East team", (1, 2, 3)),
        Unit("south", 4, "华南团队", "South team", (1, 2, 4)),
        Unit("corporate", 5, "职能中心", "Corporate Functions", (1, 5)),
    )
}

KAM_ZH, KAM_EN = "大客户经理", "Key Account Manager"
KAM = (("kam", ""),)

COLLEAGUES = {
    c.key: c
    for c in (
        Colleague("zhao", 1, "赵启明", "Zhao Qiming", "总经理", "General Manager", "company", "",
                  (("executive", ""),), 168),
        Colleague("shen", 2, "沈静怡", "Shen Jingyi", "大客户总监", "Key Accounts Director", "key_accounts", "zhao",
                  (("director", "key_accounts"),), 131),
        Colleague("wang", 3, "王艺涵", "Wang Yihan", "华东团队主管", "Team Lead, East", "east", "shen",
                  (("lead", "east"),), 96),
        Colleague("liang", 4, "梁卓然", "Liang Zhuoran", "华南团队主管", "Team Lead, South", "south", "shen",
                  (("lead", "south"), ("kam", "")), 88),
        Colleague("chen", 5, "陈思远", "Chen Siyuan", f"高级{KAM_ZH}", f"Senior {KAM_EN}", "east", "wang", KAM, 75),
        Colleague("lin", 6, "林若溪", "Lin Ruoxi", KAM_ZH, KAM_EN, "east", "wang", KAM, 52, "en", {"theme": "dark"}),
        Colleague("xu", 7, "许安然", "Xu Anran", KAM_ZH, KAM_EN, "east", "wang", KAM, 0),
        Colleague("zhou", 8, "周子墨", "Zhou Zimo", f"高级{KAM_ZH}", f"Senior {KAM_EN}", "south", "liang", KAM, 83),
        Colleague("he", 9, "何嘉怡", "He Jiayi", KAM_ZH, KAM_EN, "south", "liang", KAM, 44, "zh-hans",
                  {"density": "compact"}),
        Colleague("daniel", 10, "", "Daniel Krüger", "售前工程师", "Pre-sales Engineer", "key_accounts", "shen", KAM,
                  38, "en"),
        Colleague("gao", 11, "高敏", "Gao Min", "人力资源经理", "HR Manager", "corporate", "zhao", (("hr", ""),), 110),
        Colleague("song", 12, "宋知夏", "Song Zhixia", "培训专员", "Training Specialist", "corporate", "gao",
                  (("trainer", ""),), 29),
        Colleague("ma", 13, "马骏", "Ma Jun", "信息支持工程师", "IT Support Engineer", "corporate", "luo",
                  (("support", ""),), 61),
        Colleague("fang", 14, "方文静", "Fang Wenjing", "财务经理", "Finance Manager", "corporate", "zhao",
                  (("finance", ""),), 102),
        Colleague("jiang", 15, "蒋慎之", "Jiang Shenzhi", "内审专员", "Internal Auditor", "corporate", "zhao",
                  (("auditor", ""),), 57),
        Colleague("luo", 16, "罗一航", "Luo Yihang", "信息部经理", "IT Manager", "corporate", "zhao",
                  (("admin", ""),), 79),
        Colleague("qian", 17, "钱守正", "Qian Shouzheng", "信息安全专员", "Security Officer", "corporate", "zhao",
                  (("security", ""),), 41),
        Colleague("du", 18, "杜文涛", "Du Wentao", KAM_ZH, KAM_EN, "south", "liang", KAM, 70),
        Colleague("shi", 19, "石可欣", "Shi Kexin", "法务合规主管", "Legal and Compliance Manager", "corporate", "zhao",
                  (("security", ""),), 65),
    )
}  # fmt: skip

# Offered by the launcher, in this order: whoever tries the product sees the most with the first.
OFFERED = ("shen", "wang", "chen", "lin", "zhao", "gao", "fang", "jiang", "luo", "qian", "shi")


def person(key: str) -> Person:
    """A colleague as a new row, with what the table above tells."""
    known = COLLEAGUES[key]
    return Person(
        id=known.number, email=known.email, staff_no=known.staff_no, name_zh=known.name_zh, name_en=known.name_en,
        title_zh=known.title_zh, title_en=known.title_en, team_id=UNITS[known.team].number, language=known.language,
        manager_id=COLLEAGUES[known.manager].number if known.manager else None, is_active=known.key != "du",
        **known.look,
    )  # fmt: skip
