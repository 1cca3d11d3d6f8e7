"""Price lists and prices as files carry them."""

from django.utils.translation import gettext_lazy as _

from kambium.commerce import labels
from kambium.commerce.actions.importing import PriceListWriter, PriceWriter
from kambium.commerce.models import Price, PriceList
from kambium.commerce.records.catalogue import ANY_SCRIPT, KEY
from kambium.core.registry import FieldSpec, Record, heads

FROM = heads("生效日期 | 开始日期 | 起始日期 | Effective From | Start Date | Valid From Date")
UNTIL = heads("失效日期 | 结束日期 | 截止日期 | Effective To | End Date | Valid To")
DAY_AFTER = _("The first day on which it no longer holds.")

PRICE_LIST = Record(
    "price_list",
    _("Price lists"),
    PriceList,
    (
        FieldSpec("source_key", KEY, aliases=heads("价目表ID | 价格表ID | Pricebook ID | Price List ID"),
                  max_length=120),
        FieldSpec("name", _("Name"), aliases=heads("""
            价目表 | 价目表名称 | 价格表 | 价格表名称 | 价格手册
            Price List | Price List Name | Price Book | Price Book Name | Pricebook
            """), max_length=200, help=ANY_SCRIPT, incoming=True),
        FieldSpec("name_zh", labels.PRICE_LIST["name_zh"], aliases=heads("价目表中文名"), max_length=200),
        FieldSpec("name_en", labels.PRICE_LIST["name_en"], aliases=heads("价目表英文名"), max_length=200),
        FieldSpec("currency", labels.PRICE_LIST["currency"], kind="currency", max_length=3),
        FieldSpec("active_from", labels.PRICE_LIST["active_from"], kind="date", aliases=FROM),
        FieldSpec("active_to", labels.PRICE_LIST["active_to"], kind="date", aliases=UNTIL, help=DAY_AFTER),
    ),
    keys=(("source_key",), ("name",)),
    writer=PriceListWriter(),
    import_permission="products.import",
    export_permission="products.export",
    position=74,
)  # fmt: skip

PRICE = Record(
    "price",
    _("Prices"),
    Price,
    (
        FieldSpec("source_key", KEY, aliases=heads("价格ID | Price ID | Pricebook Entry ID"), max_length=120),
        FieldSpec("price_list", labels.PRICE["price_list_id"], kind="reference", to="price_list", required=True,
                  aliases=heads("价目表名称 | 价格表 | 价格表名称 | Price Book | Price Book Name | Price List Name")),
        FieldSpec("product", labels.PRICE["product_id"], kind="reference", to="product", required=True,
                  aliases=heads("""
            产品名称 | 产品编码 | 商品 | 商品名称 | 物料
            Product Name | Product Code | Product ID | SKU | Item
            """)),
        FieldSpec("amount", labels.PRICE["amount"], kind="decimal", required=True, aliases=heads("""
            单价 | 价目表价格 | 标准价 | 标准价格 | 目录价 | 挂牌价
            Unit Price | List Price | Standard Price | Sales Price
            """)),
        FieldSpec("from_quantity", labels.PRICE["from_quantity"], kind="decimal",
                  aliases=heads("起订量 | 最小数量 | 数量起 | Minimum Quantity | Min Quantity | Lower Bound")),
        FieldSpec("active_from", labels.PRICE["active_from"], kind="date", aliases=FROM),
        FieldSpec("active_to", labels.PRICE["active_to"], kind="date", aliases=UNTIL, help=DAY_AFTER),
    ),
    keys=(("source_key",), ("price_list", "product", "from_quantity", "active_from"),
          ("price_list", "product", "from_quantity"), ("price_list", "product")),
    writer=PriceWriter(),
    import_permission="products.import",
    export_permission="products.export",
    position=76,
    needs=("price_list", "product"),
)  # fmt: skip
