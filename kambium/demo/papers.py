"""A few files kept with accounts: text as people write it, and small PDFs."""

import hashlib
from dataclasses import dataclass
from datetime import date

from kambium.accounts.models import Account, AccountFile
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.files import path_of
from kambium.core.models import StoredFile
from kambium.demo.annals import Chronicle
from kambium.demo.cast import COLLEAGUES
from kambium.demo.companies import numbers
from kambium.demo.days import Calendar, moment

PDF, TEXT, CSV = "application/pdf", "text/plain", "text/csv"


@dataclass(frozen=True)
class Paper:
    """A file: the account, who added it how many days ago, its name, and its lines."""

    account: str
    author: str
    days: int
    name: str
    lines: tuple[str, ...]

    @property
    def content_type(self) -> str:
        """What the file is."""
        return {"pdf": PDF, "csv": CSV}.get(self.name.rpartition(".")[2], TEXT)

    def content(self, day: date) -> bytes:
        """The bytes; every paper bears its date."""
        lines = (f"{day:%Y-%m-%d}", "", *self.lines) if self.content_type != CSV else self.lines
        return pdf(lines) if self.content_type == PDF else "\n".join(lines).encode() + b"\n"


PAPERS = (
    Paper("huadong", "chen", 13, "框架续签方案.txt", (
        "华栋重工年度框架续签：要点", "1. 三档用量返利：1.0% / 1.5% / 2.5%", "2. 账期维持 60 天，不接受 90 天",
        "3. 保供库存 60 套，超过六个月未提由对方承担", "4. 价格与轴承钢指数挂钩，±5% 以内不调")),
    Paper("huadong", "daniel", 41, "slewing-bearing-life-test.pdf", (
        "Slewing bearing MB-SB1250: interim life test", "Test bench 3, load case 2, 18 rpm",
        "Hours run: 3,640 of 5,000", "Raceway temperature: 61 C at most, limit 80 C",
        "Grease analysis: iron 42 mg/kg, no action needed", "Next inspection at 4,000 hours")),
    Paper("huadong_port", "chen", 66, "二期码头轨道吊技术澄清.txt", (
        "问题 3：大车同步误差要求由 ±20 mm 放宽到 ±25 mm，业主口头同意，待书面",
        "问题 5：变频器柜防护等级 IP55，海边工况加装空调", "问题 8：备件按两年清单报价")),
    Paper("hanyu_storage", "daniel", 17, "building-3-conveyor-layout.pdf", (
        "Building 3, formation area: conveyor layout check", "42 modules in 3 loops, no column moved",
        "Clear height 3.4 m at the narrowest point", "Open: cable routing above aisle 7")),
    Paper("lanchuan", "lin", 20, "welding-line-volumes.csv", (
        "model,servo axes,2026,2027", "LC7,184,184,210", "LC9,126,0,126", "pilot line,22,22,22")),
    Paper("weidental", "lin", 48, "frame-agreement-summary.pdf", (
        "Weidental frame agreement: summary for the account team", "Nine plants, central purchasing in Dortmund",
        "Rebate paid yearly on total volume", "Lead time 6 weeks, call-off stock 150 units",
        "Change of size needs a new drawing number")),
    Paper("shuoshi", "he", 14, "轴箱轴承联合攻关进展.txt", (
        "台架里程：60 万公里当量，目标 120 万", "温升：最高 38 K，限值 45 K", "问题：密封唇口磨损偏快，换材料后复测",
        "下一步：装车试验大纲双方会签")),
    Paper("yueling", "zhou", 33, "海外与国内价格对照.csv", (
        "型号,国内含税价,海外 FOB 价,差异", "MY-S22,1860,248 USD,-2.1%", "MY-S45,3240,431 USD,-1.8%",
        "MB-6208,46,6.2 USD,0.4%")),
    Paper("hayakura", "lin", 36, "QA-17-filled-example.pdf", (
        "Change notice QA-17, filled example", "Part: spindle bearing MB-7014C", "Change: cage material PA66 to PEEK",
        "Reason: higher speed, longer grease life", "Validation: 500 hours at 18,000 rpm, report attached")),
)  # fmt: skip


def rows(
    accounts: list[Account], calendar: Calendar, chronicle: Chronicle
) -> tuple[list[StoredFile], list[AccountFile], dict[str, bytes]]:
    """The rows of the files, and their bytes by hash."""
    stored, kept, contents = [], [], {}
    for number, paper in enumerate(PAPERS, 1):
        account, author = accounts[numbers()[paper.account] - 1], COLLEAGUES[paper.author].number
        day = calendar.back(paper.days)
        at, content = moment(day, 14 * 60 + number), paper.content(day)
        digest = hashlib.sha256(content).hexdigest()
        contents[digest] = content
        stored.append(StoredFile(id=number, sha256=digest, name=paper.name, size=len(content), uploaded_by_id=author,
                                 content_type=paper.content_type, uploaded_at=at))  # fmt: skip
        row = AccountFile(id=number, account_id=account.pk, file_id=number, label=paper.name, added_by_id=author,
                          added_at=at, **{column: getattr(account, column) for column in OWNER_COLUMNS})  # fmt: skip
        kept.append(row)
        chronicle.note("file.added", row, account, by=author, at=at, data={"file": paper.name})
    return stored, kept, contents


def lay_down(contents: dict[str, bytes]) -> None:
    """Put the bytes where downloads look for them."""
    for digest, content in contents.items():
        path = path_of(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def pdf(lines: tuple[str, ...]) -> bytes:
    """One A4 page with Latin lines, as small as a PDF can be."""
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 16 TL 72 770 Td\n{shown}\nET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Font << /F1 5 0 R >> >>",
    )
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + end + trailer).encode("latin-1")


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
