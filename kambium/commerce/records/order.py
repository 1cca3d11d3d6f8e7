"""Orders and their lines as files carry them."""

from django.utils.translation import gettext_lazy as _

from kambium.commerce import labels
from kambium.commerce.actions.importing import LineWriter, OrderWriter
from kambium.commerce.models import Order, OrderLine
from kambium.commerce.models.order import KINDS, STATUSES
from kambium.core.registry import FieldSpec, Record, heads

KEY = _("Key in the source system")
FACTS = (
    FieldSpec("source_key", KEY, aliases=heads("订单ID | Order ID"), max_length=120),
    FieldSpec("account", _("Account"), kind="reference", to="account", required=True, aliases=heads("""
        客户 | 客户名称 | 所属客户 | 客户ID | 客户编号 | 购货单位
        Account Name | Account ID | Customer | Customer ID | Customer Name | Bill To
        """)),
    FieldSpec("number", labels.ORDER["number"], aliases=heads("""
        订单号 | 订单编号 | 销售订单编号 | 销售订单号 | 单据编号 | 合同订单号
        Order Number | Order No | Sales Order Number | SO Number | Sales Order
        """), max_length=60),
    FieldSpec("ordered_on", labels.ORDER["ordered_on"], kind="date", required=True, aliases=heads("""
        下单日期 | 下单时间 | 订单日期 | 签单日期 | 销售日期
        Order Date | Ordered On | Order Start Date | Date of Order
        """)),
    FieldSpec("kind", labels.ORDER["kind"], kind="choice", choices=KINDS,
              aliases=heads("订单类型 | 单据类型 | Order Type"), max_length=10),
    FieldSpec("status", labels.ORDER["status"], kind="choice", choices=STATUSES,
              aliases=heads("订单状态 | Order Status"), max_length=10),
    FieldSpec("returns", _("Returned order"), kind="reference", to="order",
              aliases=heads("原订单 | 原订单号 | Original Order")),
    FieldSpec("due_on", labels.ORDER["due_on"], kind="date", aliases=heads("""
        交货日期 | 交付日期 | 要求交货日期 | 预计交货日期
        Delivery Date | Required Date | Requested Date
        """)),
    FieldSpec("shipped_on", labels.ORDER["shipped_on"], kind="date",
              aliases=heads("发货日期 | 出货日期 | Shipped Date | Ship Date")),
)  # fmt: skip
MONEY = (
    FieldSpec("currency", labels.ORDER["currency"], kind="currency",
              aliases=heads("订单币种 | Order Currency | Currency Code"), max_length=3),
    FieldSpec("rate", labels.ORDER["rate"], kind="decimal", aliases=heads("订单汇率 | Conversion Rate")),
    FieldSpec("amount", _("Amount of the order"), kind="decimal", aliases=heads("""
        订单金额 | 销售订单金额 | 订单总额 | 总金额
        Order Amount | Order Total | Grand Total | Total Amount
        """), help=_("For orders of which the lines are not known. Lines that come count instead.")),
    FieldSpec("discount", labels.ORDER["discount"], kind="decimal", aliases=heads("整单折扣额 | 优惠金额")),
    FieldSpec("tax", labels.ORDER["tax"], kind="decimal", aliases=heads("税金 | Sales Tax | Tax Amount")),
    FieldSpec("freight", labels.ORDER["freight"], kind="decimal", aliases=heads("物流费 | Shipping Cost")),
    FieldSpec("seller", labels.ORDER["seller_id"], kind="person", aliases=heads("""
        销售员 | 业务员 | 销售负责人
        Salesperson | Sales Rep | Sales Representative | Order Owner
        """)),
    FieldSpec("contact", labels.ORDER["contact_id"], kind="reference", to="contact", aliases=heads("订单联系人")),
    FieldSpec("region", labels.ORDER["region"], kind="term", vocabulary="region",
              aliases=heads("销售区域 | 大区 | Sales Territory | Sales Region"), max_length=64),
    FieldSpec("note", labels.ORDER["note"], aliases=heads("订单备注 | Order Note")),
)  # fmt: skip

ORDER = Record(
    "order",
    _("Orders"),
    Order,
    (*FACTS, *MONEY),
    keys=(("source_key",), ("number",)),
    writer=OrderWriter(),
    import_permission="orders.import",
    export_permission="orders.export",
    position=80,
    needs=("account", "contact", "person", "exchange_rate"),
)

LINE = Record(
    "order_line",
    _("Order lines"),
    OrderLine,
    (
        FieldSpec("source_key", KEY, aliases=heads("订单产品ID | 订单明细ID | Order Product ID | Line Item ID"),
                  max_length=120),
        FieldSpec("order", _("Order"), kind="reference", to="order", required=True, aliases=heads("""
            订单 | 所属订单 | 销售订单 | 订单号 | 订单编号 | 销售订单编号
            Order Number | Order No | Sales Order | Order ID | Sales Order Number
            """)),
        FieldSpec("position", _("Line number"), kind="integer", aliases=heads("行号 | 序号 | Line Number | Line No")),
        FieldSpec("product", _("Product"), kind="reference", to="product", aliases=heads("""
            产品 | 产品名称 | 产品编码 | 商品 | 商品名称 | 物料
            Product Name | Product Code | Product ID | SKU | Item
            """)),
        FieldSpec("text", _("Text of the line"), aliases=heads("明细说明 | Line Description"), max_length=200),
        FieldSpec("quantity", _("Quantity"), kind="decimal", aliases=heads("数量 | 销售数量 | Qty | Order Quantity")),
        FieldSpec("unit_price", _("Unit price"), kind="decimal", aliases=heads("""
            单价 | 销售单价 | 价格 | 成交价
            Price | Sales Price | List Price
            """)),
        FieldSpec("discount", _("Discount"), kind="decimal", aliases=heads("折扣 | 折扣率 | Discount %"),
                  help=_("A share: 0.15, or 15 %.")),
        FieldSpec("amount", _("Amount of the line"), kind="decimal", aliases=heads("""
            小计 | 金额 | 行金额 | 销售额
            Line Total | Subtotal | Sales | Net Total | Total Price | Net Price
            """)),
        FieldSpec("cost", _("Cost of the line"), kind="decimal", aliases=heads("行成本 | Line Cost"),
                  permission="products.cost"),
    ),
    keys=(("source_key",), ("order", "position"), ("order",)),
    writer=LineWriter(),
    import_permission="orders.import",
    export_permission="orders.export",
    position=82,
    needs=("order", "product"),
)  # fmt: skip
