"""Categories and products as files carry them."""

from django.utils.translation import gettext_lazy as _

from kambium.commerce import labels
from kambium.commerce.actions.importing import CategoryWriter, ProductWriter
from kambium.commerce.models import Product, ProductCategory
from kambium.core.registry import FieldSpec, Record, heads

KEY = _("Key in the source system")
ANY_SCRIPT = _("Chinese or Latin: the import puts it in the field of its script.")

CATEGORY = Record(
    "product_category",
    _("Product categories"),
    ProductCategory,
    (
        FieldSpec("source_key", KEY, aliases=heads("类别ID | 分类ID | Category ID | Category Key"), max_length=120),
        FieldSpec("name", _("Name"), aliases=heads("""
            产品类别 | 产品分类 | 类别名称 | 分类名称 | 品类
            Category Name | Product Category | Category
            """), max_length=200, help=ANY_SCRIPT, incoming=True),
        FieldSpec("name_zh", labels.CATEGORY["name_zh"], aliases=heads("类别中文名 | 中文名称"), max_length=200),
        FieldSpec("name_en", labels.CATEGORY["name_en"], aliases=heads("类别英文名 | 英文名称"), max_length=200),
        FieldSpec("code", labels.CATEGORY["code"], aliases=heads("类别编码 | 分类编码 | Category Code"), max_length=40),
        FieldSpec("parent", labels.CATEGORY["parent_id"], kind="reference", to="product_category",
                  aliases=heads("上级类别 | 父类别 | 上级分类 | Parent Category")),
        FieldSpec("position", _("Position"), kind="integer", aliases=heads("排序 | Sort Order")),
    ),
    keys=(("source_key",), ("code",), ("name",)),
    writer=CategoryWriter(),
    import_permission="products.import",
    export_permission="products.export",
    position=70,
)  # fmt: skip

PRODUCT = Record(
    "product",
    _("Products"),
    Product,
    (
        FieldSpec("source_key", KEY, aliases=heads("产品ID | 商品ID | Product ID | Product Key"), max_length=120),
        FieldSpec("name", _("Name"), aliases=heads("""
            产品名称 | 产品 | 商品名称 | 商品 | 物料名称 | 品名
            Product Name | Product | Item Name | Item
            """), max_length=200, help=ANY_SCRIPT, incoming=True),
        FieldSpec("name_zh", labels.PRODUCT["name_zh"], aliases=heads("产品中文名 | 中文名称"), max_length=200),
        FieldSpec("name_en", labels.PRODUCT["name_en"], aliases=heads("产品英文名 | 英文名称"), max_length=200),
        FieldSpec("code", labels.PRODUCT["code"], aliases=heads("""
            产品编码 | 产品代码 | 产品编号 | 商品编码 | 物料编码 | 物料号 | 货号 | 料号
            Product Code | SKU | Item Code | Item Number | Part Number | Article | Article No
            """), max_length=60),
        FieldSpec("category", labels.PRODUCT["category_id"], kind="reference", to="product_category", aliases=heads("""
            产品类别 | 产品分类 | 类别 | 分类 | 品类
            Product Category | Category | Product Family | Family | Product Type
            """)),
        FieldSpec("unit", labels.PRODUCT["unit"], kind="term", vocabulary="unit", aliases=heads("""
            单位 | 计量单位 | 销售单位
            Unit | Usage Unit | Unit of Measure | Quantity Unit Of Measure
            """), max_length=64),
        FieldSpec("cost", labels.PRODUCT["cost"], kind="decimal", aliases=heads("""
            成本 | 成本价 | 标准成本 | 单位成本
            Cost | Standard Cost | Unit Cost | Cost of Goods Sold
            """), permission="products.cost"),
        FieldSpec("cost_currency", labels.PRODUCT["cost_currency"], kind="currency", max_length=3,
                  permission="products.cost"),
        FieldSpec("about", labels.PRODUCT["about"], aliases=heads("产品描述 | 产品说明 | Product Description")),
        FieldSpec("withdrawn_on", labels.PRODUCT["withdrawn_on"], kind="date",
                  aliases=heads("停售日期 | 下架日期 | Sales End Date | Discontinued On")),
    ),
    keys=(("source_key",), ("code",), ("name",)),
    writer=ProductWriter(),
    import_permission="products.import",
    export_permission="products.export",
    position=72,
    needs=("product_category",),
)  # fmt: skip
