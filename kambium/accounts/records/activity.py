"""The activity as files carry it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kambium.accounts.actions.importing import ActivityWriter
from kambium.accounts.models import Activity
from kambium.accounts.models.activity import KINDS
from kambium.core.registry import FieldSpec, Record, heads

WHAT = (
    FieldSpec(
        "source_key",
        _("Key in the source system"),
        aliases=heads(
            """
            跟进ID | 跟进编号 | 销售记录ID | 记录ID | 编号
            ID | Record Id | Activity ID | Task ID | Event ID | Call ID
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
            客户 | 客户名称 | 所属客户 | 关联客户 | 客户ID | 客户编号 | 公司名称 | 公司
            Account Name | Account ID | Company | Company Name | Customer | Customer Name | Customer ID
            Related To | Associated Company IDs
            """
        ),
    ),
    FieldSpec(
        "contacts",
        _("Contacts who took part"),
        kind="references",
        to="contact",
        aliases=heads(
            """
            联系人 | 客户联系人 | 对方参与人 | 拜访对象
            Contact | Contact Name | Contact ID | Contacts | Attendees | Associated Contact IDs
            """
        ),
    ),
    FieldSpec(
        "kind",
        _("Kind of activity"),
        kind="choice",
        choices=KINDS,
        required=True,
        aliases=heads(
            """
            跟进方式 | 跟进类型 | 跟进形式 | 互动类型 | 沟通方式 | 联系方式 | 拜访方式 | 活动类型
            Type | Activity Type | Engagement Type | Channel | Interaction Type
            """
        ),
        max_length=10,
    ),
    FieldSpec(
        "subject",
        _("Subject"),
        required=True,
        aliases=heads(
            """
            主题 | 跟进主题 | 标题 | 拜访目的
            Activity Subject | Topic | Title | Event Title | Task Name
            """
        ),
        max_length=200,
    ),
    FieldSpec(
        "body",
        _("What was said"),
        aliases=heads(
            """
            跟进内容 | 跟进记录 | 沟通内容 | 沟通记录 | 拜访内容 | 销售记录内容 | 内容 | 详情 | 描述 | 备注
            Description | Details | Notes | Content | Comments | Body | Summary
            """
        ),
    ),
)

WHEN = (
    FieldSpec(
        "happened_at",
        _("Happened at"),
        kind="moment",
        required=True,
        aliases=heads(
            """
            跟进时间 | 跟进日期 | 拜访日期 | 拜访时间 | 记录时间 | 发生时间 | 日期 | 时间 | 开始时间
            Date | Activity Date | Date/Time | Start Time | Start DateTime | Call Start Time | Completed At
            When
            """
        ),
    ),
    FieldSpec(
        "minutes",
        _("Minutes"),
        kind="integer",
        aliases=heads(
            """
            时长 | 持续时间 | 通话时长 | 分钟
            Duration | Duration (minutes) | Duration In Minutes | Call Duration
            """
        ),
    ),
    FieldSpec(
        "place",
        pgettext_lazy("activity", "Place"),
        aliases=heads(
            """
            地点 | 拜访地点 | 会议地点 | 位置
            Location | Venue | Meeting Location
            """
        ),
        max_length=200,
    ),
    FieldSpec(
        "by",
        _("Done by"),
        kind="person",
        aliases=heads(
            """
            跟进人 | 拜访人 | 记录人 | 负责人 | 创建人 | 业务员 | 销售
            Owner | Activity Owner | Task Owner | Event Owner | Call Owner | Owner ID | Assigned To
            Salesperson | Created By
            """
        ),
    ),
    FieldSpec(
        "next_step",
        _("Next step"),
        aliases=heads(
            """
            下一步 | 下一步计划 | 下次跟进内容 | 下次跟进要点 | 后续计划
            Next Steps | Next Action | Follow-up
            """
        ),
        max_length=200,
    ),
    FieldSpec(
        "next_on",
        _("Next step on"),
        kind="date",
        aliases=heads(
            """
            下次跟进日期 | 下次跟进时间 | 下一步日期 | 计划日期
            Next Step Date | Next Date | Follow-up Date | Due Date
            """
        ),
    ),
    FieldSpec(
        "next_owner",
        _("Next step by"),
        kind="person",
        aliases=heads(
            """
            下一步负责人 | 下次跟进人
            Next Step Owner | Follow-up Owner
            """
        ),
    ),
    FieldSpec(
        "next_done_at",
        _("Next step done at"),
        kind="moment",
        aliases=heads(
            """
            下一步完成时间 | 完成时间
            Completed On | Closed Time | Completed Date
            """
        ),
    ),
)

ACTIVITY = Record(
    "activity",
    _("Activities"),
    Activity,
    (*WHAT, *WHEN),
    keys=(("source_key",), ("account", "happened_at", "subject")),
    writer=ActivityWriter(),
    import_permission="activities.import",
    export_permission="activities.export",
    position=60,
    needs=("account", "contact"),
)
