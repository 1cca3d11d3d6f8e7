"""People as files carry them: staff lists, and the users of another system."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import FieldSpec, Record, heads, records
from kambium.people.actions.importing import PersonWriter, TeamWriter
from kambium.people.models import Person, Team

STATES = (("active", _("Works here")), ("inactive", _("Left")))

KEYS = (
    FieldSpec(
        "source_key",
        _("Key in the source"),
        aliases=heads(
            """
            用户ID | 用户编号 | 员工ID | 人员ID
            Record Id | Record ID | User ID | Id | BusinessEntityID | Employee ID | SalesPersonID
            """
        ),
        max_length=120,
        help=_("The number of the row in the system it comes from"),
    ),
    FieldSpec(
        "staff_no",
        _("Staff number"),
        aliases=heads(
            """
            工号 | 员工编号 | 员工号 | 人员编号
            Staff No | Staff Number | Employee No | Employee Number | NationalIDNumber
            """
        ),
        max_length=40,
    ),
    FieldSpec(
        "email",
        _("E-mail"),
        kind="email",
        aliases=heads(
            """
            邮箱 | 电子邮箱 | 电子邮件 | 邮件 | 登录邮箱
            Email | E-mail | Email Address | EmailAddress | User Email | Work Email | Login
            """
        ),
        max_length=254,
    ),
)
NAMES = (
    FieldSpec(
        "name",
        _("Name"),
        aliases=heads(
            """
            姓名 | 员工姓名 | 用户名称 | 用户姓名 | 名称 | 昵称
            Name | Full Name | User Name | Employee Name | Display Name | Sales Rep | Sales Agent
            """
        ),
        max_length=80,
        help=_("Chinese or Latin: the import puts it in the field of its script"),
        incoming=True,
    ),
    FieldSpec("name_zh", _("Chinese name"), aliases=heads("中文名 | 中文姓名 | Name (Chinese)"), max_length=80),
    FieldSpec("name_en", _("English name"), aliases=heads("英文名 | 英文姓名 | Name (English) | Alias"), max_length=80),
    FieldSpec(
        "first_name",
        _("First name"),
        aliases=heads("名 | First Name | FirstName | Given Name"),
        max_length=40,
        incoming=True,
    ),
    FieldSpec(
        "last_name",
        _("Last name"),
        aliases=heads("姓 | 姓氏 | Last Name | LastName | Surname | Family Name"),
        max_length=40,
        incoming=True,
    ),
)
PLACE = (
    FieldSpec(
        "title",
        _("Job title"),
        aliases=heads("职务 | 职位 | 岗位 | 职称 | Title | Job Title | JobTitle | Position"),
        max_length=80,
        help=_("Chinese or Latin: the import puts it in the field of its script"),
        incoming=True,
    ),
    FieldSpec(
        "team",
        _("Team"),
        kind="reference",
        to="team",
        aliases=heads(
            """
            部门 | 主属部门 | 所属部门 | 团队 | 所属团队 | 小组
            Team | Department | DepartmentName | Group | Division | Regional Office
            """
        ),
        max_length=80,
        help=_("By name; a team that is not there yet is created under the company"),
    ),
    FieldSpec(
        "manager",
        _("Reports to"),
        kind="reference",
        to="person",
        aliases=heads(
            """
            汇报对象 | 直属上级 | 上级 | 主管 | 直接主管
            Reporting To | Reporting To.id | Reports To | Manager | Manager ID | ManagerBusinessEntityID | Supervisor
            """
        ),
        max_length=254,
        help=_("Key in the source, e-mail, staff number or name of the manager"),
    ),
    FieldSpec(
        "joined_on",
        _("First day"),
        kind="date",
        aliases=heads("入职日期 | 入职时间 | HireDate | Hire Date | Start Date | Joining Date"),
    ),
    FieldSpec("left_on", _("Last day"), kind="date", aliases=heads("离职日期 | End Date | Termination Date")),
    FieldSpec(
        "status",
        _("State"),
        kind="choice",
        choices=STATES,
        aliases=heads("状态 | 在职状态 | 员工状态 | Status | User Status | Active | CurrentFlag"),
        incoming=True,
    ),
)
REST = (
    FieldSpec(
        "phone",
        _("Phone"),
        kind="phone",
        aliases=heads("手机 | 手机号 | 手机号码 | 电话 | 联系电话 | Phone | Mobile | Phone Number | PhoneNumber"),
        max_length=40,
    ),
    FieldSpec(
        "role",
        _("Role"),
        aliases=heads("角色 | 用户角色 | Role | User Role | Role Name"),
        max_length=80,
        help=_(
            "kam, lead, director or executive; only from who may grant roles; the last two wait for a second person"
        ),
        incoming=True,
    ),
    FieldSpec(
        "territory",
        _("Territory"),
        aliases=heads("区域 | 销售区域 | 负责区域 | Territory | Territories | TerritoryID | Sales Territory"),
        max_length=80,
        help=_("Used as the team where the file names no team"),
        incoming=True,
    ),
)

TEAM = (
    FieldSpec("name", _("Name"), aliases=heads("部门 | 部门名称 | 团队 | Team | Department | Name"), incoming=True),
    FieldSpec("name_zh", _("Chinese name"), aliases=heads("中文名称 | Name (Chinese)"), max_length=80),
    FieldSpec("name_en", _("English name"), aliases=heads("英文名称 | Name (English)"), max_length=80),
    FieldSpec(
        "parent",
        _("Above it"),
        kind="reference",
        to="team",
        aliases=heads("上级部门 | 上级 | Parent | Parent Team | Parent Department"),
        max_length=80,
    ),
)

records.add(
    Record(
        "team",
        _("Teams"),
        Team,
        TEAM,
        keys=(("name",),),
        import_permission="people.import",
        export_permission="people.export",
        position=5,
        writer=TeamWriter(),
    ),
    Record(
        "person",
        _("People"),
        Person,
        (*KEYS, *NAMES, *PLACE, *REST),
        keys=(("source_key",), ("staff_no",), ("email",)),
        import_permission="people.import",
        export_permission="people.export",
        position=10,
        needs=("team",),
        writer=PersonWriter(),
    ),
)
