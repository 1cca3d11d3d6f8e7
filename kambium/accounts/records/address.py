"""The address as files carry it."""

from django.utils.translation import gettext_lazy as _

from kambium.accounts.actions.importing import AddressWriter
from kambium.accounts.models import Address
from kambium.core.registry import FieldSpec, Record, heads

FIELDS = (
    FieldSpec(
        "source_key",
        _("Key in the source system"),
        aliases=heads(
            """
            地址ID | 地址编号
            Address ID | Address Number | Address Code
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
            客户 | 客户名称 | 所属客户 | 客户ID | 客户编号 | 公司名称 | 公司
            Account Name | Account ID | Customer | Customer ID | Customer Name | Company | Company Name
            Store ID
            """
        ),
    ),
    FieldSpec(
        "kind",
        _("Kind of address"),
        kind="choice",
        choices=Address.KINDS,
        aliases=heads(
            """
            地址类型 | 地址类别 | 地址用途
            Address Type | Address Kind | Type of Address
            """
        ),
        max_length=10,
    ),
    FieldSpec(
        "line1",
        _("Street"),
        aliases=heads(
            """
            地址 | 详细地址 | 公司地址 | 办公地址 | 注册地址 | 联系地址 | 通讯地址 | 街道 | 街道地址 | 收货地址
            Address | Address Line 1 | Address 1 | Street Address | Billing Street | Billing Address
            Mailing Street | Shipping Street
            """
        ),
        max_length=200,
    ),
    FieldSpec(
        "line2",
        _("Street, second line"),
        aliases=heads(
            """
            地址2 | 地址补充 | 门牌号
            Address Line 2 | Address 2 | Street 2 | Suite
            """
        ),
        max_length=200,
    ),
    FieldSpec(
        "city",
        _("City"),
        aliases=heads(
            """
            城市 | 所在城市 | 市 | 地市
            Town | Billing City | Mailing City | Shipping City
            """
        ),
        max_length=80,
    ),
    FieldSpec(
        "province",
        _("Province or state"),
        aliases=heads(
            """
            省 | 省份 | 省市 | 所在省份 | 省/州
            Province | State | State/Province | Billing State | Mailing State | Shipping State | County
            """
        ),
        max_length=80,
    ),
    FieldSpec(
        "postal_code",
        _("Postal code"),
        aliases=heads(
            """
            邮编 | 邮政编码
            Postcode | Zip | Zip Code | Zip/Postal Code | Billing Code | Billing Zip | Mailing Zip
            Billing Postal Code | Shipping Code
            """
        ),
        max_length=20,
    ),
    FieldSpec(
        "country",
        _("Country"),
        kind="country",
        aliases=heads(
            """
            国家 | 国别 | 国家地区 | 所在国家
            Country/Region | Country Code | Billing Country | Mailing Country
            """
        ),
        max_length=2,
    ),
)

ADDRESS = Record(
    "address",
    _("Addresses"),
    Address,
    FIELDS,
    keys=(("source_key",), ("account", "kind")),
    writer=AddressWriter(),
    import_permission="accounts.import",
    export_permission="accounts.export",
    position=40,
    needs=("account",),
)
