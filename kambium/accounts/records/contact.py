"""The contact as files carry it."""

from django.utils.translation import gettext_lazy as _

from kambium.accounts.actions.importing import ContactWriter
from kambium.accounts.models import Contact
from kambium.accounts.records.own_fields import own_fields
from kambium.core.registry import FieldSpec, Record, heads

NAMES = (
    FieldSpec(
        "name",
        _("Name"),
        required=True,
        aliases=heads(
            """
            联系人 | 联系人姓名 | 姓名 | 客户联系人 | 对接人 | 关键人
            Contact Name | Contact | Contact Person | Full Name
            """
        ),
        max_length=80,
        help=_("Chinese or Latin: the import puts it in the field of its script."),
        incoming=True,
    ),
    FieldSpec(
        "first_name",
        _("First name"),
        aliases=heads(
            """
            名 | 名字
            Given Name | Forename
            """
        ),
        max_length=80,
        incoming=True,
    ),
    FieldSpec(
        "last_name",
        _("Last name"),
        aliases=heads(
            """
            姓 | 姓氏
            Family Name | Surname
            """
        ),
        max_length=80,
        incoming=True,
    ),
    FieldSpec(
        "name_zh",
        _("Chinese name"),
        aliases=heads(
            """
            中文姓名 | 中文名
            Name (Chinese)
            """
        ),
        max_length=80,
    ),
    FieldSpec(
        "name_en",
        _("English name"),
        aliases=heads(
            """
            英文姓名 | 英文名
            Name (English)
            """
        ),
        max_length=80,
    ),
)

PLACE = (
    FieldSpec(
        "source_key",
        _("Key in the source system"),
        aliases=heads(
            """
            联系人ID | 联系人编号 | 联系人编码 | 编号
            ID | Record Id | Contact ID | Contact Number | Contact No
            """
        ),
        max_length=120,
    ),
    FieldSpec(
        "account",
        _("Account"),
        kind="reference",
        to="account",
        required=True,
        aliases=heads(
            """
            客户 | 客户名称 | 所属客户 | 关联客户 | 客户ID | 客户编号 | 公司 | 公司名称 | 单位 | 工作单位
            所在公司 | 所属公司
            Account Name | Account ID | Company | Company Name | Customer | Customer Name | Customer ID
            Associated Company | Associated Company IDs | Organisation | Organization | Employer
            """
        ),
    ),
    FieldSpec(
        "title",
        _("Job title"),
        aliases=heads(
            """
            职务 | 职位 | 岗位 | 头衔
            Title | Position | Job Position | Function
            """
        ),
        max_length=120,
    ),
    FieldSpec(
        "department",
        _("Department"),
        aliases=heads(
            """
            部门 | 所属部门 | 所在部门 | 科室
            Dept | Division | Business Unit
            """
        ),
        max_length=120,
    ),
    FieldSpec(
        "seniority",
        _("Seniority"),
        kind="term",
        vocabulary="seniority",
        aliases=heads(
            """
            级别 | 职级 | 层级
            Level | Management Level | Job Level
            """
        ),
    ),
    FieldSpec(
        "roles",
        _("Roles in buying"),
        kind="terms",
        vocabulary="contact_role",
        aliases=heads(
            """
            角色 | 决策角色 | 采购角色 | 决策身份
            Role | Roles | Buying Role | Contact Role | Decision Role
            """
        ),
    ),
    FieldSpec(
        "reports_to",
        _("Reports to"),
        kind="reference",
        to="contact",
        aliases=heads(
            """
            上级 | 直属上级 | 汇报对象 | 汇报给
            Reporting To | Reports To ID | Supervisor
            """
        ),
    ),
    FieldSpec(
        "is_main",
        _("Main contact"),
        kind="boolean",
        aliases=heads(
            """
            主联系人 | 是否主联系人 | 首要联系人 | 是否关键决策人
            Primary Contact | Is Primary | Key Contact
            """
        ),
    ),
    FieldSpec(
        "left_on",
        _("Left the company on"),
        kind="date",
        aliases=heads(
            """
            离职日期 | 离职时间 | 离开日期
            Left On | Departure Date | Left Company On
            """
        ),
    ),
)

REACH = (
    FieldSpec(
        "email",
        _("E-mail"),
        kind="email",
        aliases=heads(
            """
            邮箱 | 电子邮箱 | 电子邮件 | 邮件 | 工作邮箱
            Email | Email Address | E-mail Address | Mail | Work Email
            """
        ),
        max_length=254,
    ),
    FieldSpec(
        "phone",
        _("Phone"),
        kind="phone",
        aliases=heads(
            """
            电话 | 座机 | 固话 | 固定电话 | 办公电话 | 联系电话 | 联系方式 | 电话号码 | 联系人电话
            Phone Number | Telephone | Tel | Office Phone | Business Phone | Work Phone
            """
        ),
        max_length=40,
    ),
    FieldSpec(
        "mobile",
        _("Mobile phone"),
        kind="phone",
        aliases=heads(
            """
            手机 | 手机号 | 手机号码 | 移动电话 | 联系人手机
            Mobile | Mobile Number | Mobile Phone Number | Cell | Cell Phone
            """
        ),
        max_length=40,
    ),
    FieldSpec(
        "wechat",
        _("WeChat"),
        aliases=heads(
            """
            微信 | 微信号 | 微信ID
            WeChat ID | Weixin
            """
        ),
        max_length=60,
    ),
    FieldSpec(
        "language",
        _("Preferred language"),
        kind="choice",
        choices=Contact.LANGUAGES,
        aliases=heads(
            """
            语言 | 首选语言 | 沟通语言
            Language | Spoken Language
            """
        ),
        max_length=10,
    ),
    FieldSpec(
        "note",
        _("Note"),
        aliases=heads(
            """
            备注 | 说明 | 描述
            Description | Contact Description | Notes | Remarks | Remark | Comments
            """
        ),
    ),
)

CONTACT = Record(
    "contact",
    _("Contacts"),
    Contact,
    (*NAMES, *PLACE, *REACH),
    keys=(("source_key",), ("account", "email"), ("account", "name")),
    writer=ContactWriter(),
    import_permission="contacts.import",
    export_permission="contacts.export",
    position=50,
    extra_fields=own_fields("contact"),
    needs=("account",),
)
