"""The account as files carry it."""

from django.utils.translation import gettext_lazy as _

from kambium.accounts.actions.importing import AccountWriter
from kambium.accounts.models import Account
from kambium.accounts.records.own_fields import own_fields
from kambium.core.registry import FieldSpec, Record, heads

NAMES = (
    FieldSpec(
        "name",
        _("Account name"),
        required=True,
        aliases=heads(
            """
            客户名称 | 客户 | 客户名 | 客户全称 | 公司名称 | 公司 | 公司全称 | 企业名称 | 企业全称 | 单位名称
            单位 | 名称
            Account Name | Account | Company Name | Company | Customer Name | Customer | Client Name | Client
            Organisation | Organization | Organisation Name | Organization Name | Store Name | Business Name
            Legal Name
            """
        ),
        max_length=200,
        help=_("Chinese or Latin: the import puts it in the field of its script."),
        incoming=True,
    ),
    FieldSpec(
        "name_zh",
        _("Chinese name"),
        aliases=heads(
            """
            中文名称 | 中文名 | 客户中文名称 | 公司中文名称
            Name (Chinese) | Chinese Company Name
            """
        ),
        max_length=200,
    ),
    FieldSpec(
        "name_en",
        _("English name"),
        aliases=heads(
            """
            英文名称 | 英文名 | 客户英文名称 | 公司英文名称
            Name (English) | English Company Name
            """
        ),
        max_length=200,
    ),
    FieldSpec(
        "short_name",
        _("Short name"),
        aliases=heads(
            """
            简称 | 客户简称 | 公司简称 | 企业简称
            Abbreviation | Also Known As | Trading Name
            """
        ),
        max_length=80,
    ),
)

IDENTITY = (
    FieldSpec(
        "source_key",
        _("Key in the source system"),
        aliases=heads(
            """
            客户ID | 客户编号 | 客户编码 | 客户代码 | 客户号 | 编号 | 编码
            ID | Record Id | Account ID | Account Number | Account No | Customer ID | Customer Number
            Customer No | Customer Code | Client ID | Company ID
            """
        ),
        max_length=120,
    ),
    FieldSpec(
        "registration_no",
        _("Registration number"),
        aliases=heads(
            """
            统一社会信用代码 | 社会信用代码 | 信用代码 | 统一信用代码 | 税号 | 纳税人识别号 | 注册号
            工商注册号 | 营业执照号 | 营业执照注册号
            Registration No | Company Registration Number | Company Number | Tax ID | Tax Number | VAT Number
            VAT ID | Business Licence Number | Business License Number | USCC | Unified Social Credit Code
            Unified Social Credit Identifier
            """
        ),
        max_length=40,
    ),
    FieldSpec(
        "parent",
        _("Parent account"),
        kind="reference",
        to="account",
        aliases=heads(
            """
            上级客户 | 母公司 | 集团 | 所属集团 | 集团名称 | 集团公司 | 上级公司 | 父级客户 | 总公司
            Parent | Parent Company | Parent Account ID | Parent ID | Parent Account Name | Group
            Group Company | Head Office | Holding
            """
        ),
    ),
)

KIND = (
    FieldSpec(
        "industry",
        _("Industry"),
        kind="term",
        vocabulary="industry",
        aliases=heads(
            """
            行业 | 所属行业 | 客户行业 | 行业类别 | 行业类型 | 1级行业 | 一级行业
            Sector | Vertical | Line of Business
            """
        ),
    ),
    FieldSpec(
        "region",
        _("Region"),
        kind="term",
        vocabulary="region",
        aliases=heads(
            """
            区域 | 大区 | 所属区域 | 所在区域 | 销售区域 | 地区 | 片区
            Sales Region | Area
            """
        ),
    ),
    FieldSpec(
        "size",
        _("Size"),
        kind="term",
        vocabulary="size",
        aliases=heads(
            """
            规模 | 公司规模 | 企业规模 | 客户规模 | 人员规模
            Company Size | Employee Range | Size Band
            """
        ),
    ),
    FieldSpec(
        "status",
        _("Status"),
        kind="term",
        vocabulary="account_status",
        aliases=heads(
            """
            状态 | 客户状态 | 合作状态
            Account Status | Customer Status
            """
        ),
    ),
    FieldSpec(
        "tags",
        _("Tags"),
        kind="tags",
        vocabulary="tag",
        aliases=heads(
            """
            标签 | 客户标签
            Tag | Labels | Keywords
            """
        ),
    ),
    FieldSpec(
        "employees",
        _("Employees"),
        kind="integer",
        aliases=heads(
            """
            员工人数 | 员工数 | 员工数量 | 人数 | 职工人数 | 总人数 | 从业人数
            Number of Employees | No. of Employees | Employee Count | Headcount | Staff Count
            """
        ),
    ),
    FieldSpec(
        "annual_revenue",
        _("Annual revenue"),
        kind="money",
        aliases=heads(
            """
            年收入 | 年营收 | 年营业额 | 年营业收入 | 营业额 | 营业收入 | 年销售额 | 年产值
            Revenue | Turnover | Annual Turnover | Yearly Revenue | Sales Volume
            """
        ),
    ),
    FieldSpec(
        "currency",
        _("Currency"),
        kind="currency",
        aliases=heads(
            """
            币种 | 货币 | 币别 | 结算币种
            Currency Code | Currency ISO Code
            """
        ),
        max_length=3,
    ),
    FieldSpec(
        "founded_year",
        _("Founded in"),
        kind="integer",
        aliases=heads(
            """
            成立年份 | 成立年 | 创立年份 | 建厂年份
            Founded | Year Founded | Founding Year | Year Established | Established | Year Opened | Year Started
            """
        ),
    ),
    FieldSpec(
        "customer_since",
        _("Customer since"),
        kind="date",
        aliases=heads(
            """
            合作日期 | 合作开始日期 | 开始合作日期 | 首次合作日期 | 首次合作时间 | 建档日期
            Client Since | First Order Date | Customer From
            """
        ),
    ),
)

REACH = (
    FieldSpec(
        "website",
        _("Website"),
        kind="url",
        aliases=heads(
            """
            网址 | 官网 | 网站 | 公司网址 | 公司官网 | 公司网站 | 主页
            Website URL | Web Site | Homepage | Home Page | URL
            """
        ),
        max_length=200,
    ),
    FieldSpec(
        "domain",
        _("Mail domain"),
        aliases=heads(
            """
            域名 | 公司域名 | 邮箱域名 | 邮箱后缀
            Domain | Domain Name | Company Domain Name | Email Domain
            """
        ),
        max_length=120,
    ),
    FieldSpec(
        "phone",
        _("Phone"),
        kind="phone",
        aliases=heads(
            """
            电话 | 公司电话 | 单位电话 | 座机 | 固话 | 固定电话 | 总机 | 办公电话 | 联系电话 | 电话号码
            Phone Number | Telephone | Tel | Main Phone | Office Phone | Account Phone | Company Phone
            """
        ),
        max_length=40,
    ),
    FieldSpec(
        "city",
        _("City"),
        aliases=heads(
            """
            城市 | 所在城市 | 市 | 地市
            Town | Billing City
            """
        ),
        max_length=80,
    ),
    FieldSpec(
        "country",
        _("Country"),
        kind="country",
        aliases=heads(
            """
            国家 | 国别 | 国家地区 | 所在国家
            Country/Region | Country Code | Billing Country | Nation
            """
        ),
        max_length=2,
    ),
    FieldSpec(
        "about",
        _("About"),
        aliases=heads(
            """
            简介 | 公司简介 | 客户简介 | 企业简介 | 客户描述 | 描述 | 说明 | 备注 | 主营业务 | 主营产品
            经营范围
            Description | Account Description | Company Description | Notes | Note | Remarks | Remark | Comments
            """
        ),
    ),
    FieldSpec(
        "owner",
        _("Owner"),
        kind="person",
        aliases=heads(
            """
            负责人 | 客户负责人 | 客户经理 | 大客户经理 | 业务员 | 业务经理 | 销售员 | 销售 | 销售代表
            销售负责人 | 归属人 | 所有人 | 跟进人
            Account Owner | Company Owner | Owner Name | Owner ID | Account Manager | Key Account Manager | KAM
            Sales Rep | Sales Representative | Salesperson | Sales Person | Assigned To | Responsible
            """
        ),
    ),
)

ACCOUNT = Record(
    "account",
    _("Accounts"),
    Account,
    (*NAMES, *IDENTITY, *KIND, *REACH),
    keys=(("source_key",), ("registration_no",), ("name",)),
    writer=AccountWriter(),
    import_permission="accounts.import",
    export_permission="accounts.export",
    position=30,
    extra_fields=own_fields("account"),
    needs=("person",),
)
