"""The words of commerce an installation starts with. They are rows from then on: people rename, add and retire them."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import Vocabulary, vocabularies

UNITS = (
    ("piece", "件", "Piece"),
    ("set", "套", "Set"),
    ("box", "箱", "Box"),
    ("pack", "包", "Pack"),
    ("pair", "对", "Pair"),
    ("metre", "米", "Metre"),
    ("square_metre", "平方米", "Square metre"),
    ("kilogram", "千克", "Kilogram"),
    ("tonne", "吨", "Tonne"),
    ("litre", "升", "Litre"),
    ("hour", "小时", "Hour"),
    ("day", "人天", "Person day"),
    ("month", "月", "Month"),
    ("year", "年", "Year"),
    ("licence", "许可", "Licence"),
    ("time", "次", "Time"),
)
CONTRACT_KINDS = (
    ("frame", "框架协议", "Frame agreement"),
    ("supply", "供货合同", "Supply contract"),
    ("project", "项目合同", "Project contract"),
    ("service", "服务合同", "Service contract"),
    ("maintenance", "维保合同", "Maintenance contract"),
    ("licence", "许可合同", "Licence contract"),
    ("lease", "租赁合同", "Lease"),
    ("distribution", "经销合同", "Distribution agreement"),
    ("confidentiality", "保密协议", "Confidentiality agreement"),
)
ENDING_REASONS = (
    ("agreed", "协商解除", "Ended by agreement"),
    ("customer", "客户解约", "Cancelled by the customer"),
    ("us", "我方解约", "Cancelled by us"),
    ("breach", "违约解除", "Breach of contract"),
    ("replaced", "由新合同替代", "Replaced by a new contract"),
    ("error", "录入有误", "Entered by mistake"),
)
CHURN_REASONS = (
    ("price", "价格", "Price"),
    ("competitor", "转向竞争对手", "Went to a competitor"),
    ("quality", "产品质量", "Product quality"),
    ("service", "服务", "Service"),
    ("delivery", "交期", "Delivery time"),
    ("need_gone", "需求消失", "No longer needed"),
    ("budget", "预算削减", "Budget cut"),
    ("in_house", "转为自制", "Makes it in house"),
    ("merged", "被并购", "Taken over"),
    ("closed", "停产歇业", "Out of business"),
    ("contact_left", "关键人离开", "Our contact left"),
    ("other", "其他原因", "Other reasons"),
)
PAYMENT_METHODS = (
    ("transfer", "银行转账", "Bank transfer"),
    ("acceptance", "承兑汇票", "Acceptance bill"),
    ("cheque", "支票", "Cheque"),
    ("letter_of_credit", "信用证", "Letter of credit"),
    ("cash", "现金", "Cash"),
    ("card", "刷卡", "Card"),
    ("online", "在线支付", "Online payment"),
    ("offset", "冲抵", "Set off"),
)
INVOICE_KINDS = (
    ("vat_special", "增值税专用发票", "VAT invoice, deductible"),
    ("vat_plain", "增值税普通发票", "VAT invoice, plain"),
    ("export", "出口发票", "Export invoice"),
    ("proforma", "形式发票", "Pro-forma invoice"),
    ("credit_note", "红字发票", "Credit note"),
    ("receipt", "收据", "Receipt"),
)

DELIVERED = (
    Vocabulary("unit", _("Units of quantity"), UNITS),
    Vocabulary("contract_kind", _("Kinds of contract"), CONTRACT_KINDS),
    Vocabulary("ending_reason", _("Reasons for ending a contract"), ENDING_REASONS),
    Vocabulary("churn_reason", _("Reasons for not renewing"), CHURN_REASONS),
    Vocabulary("payment_method", _("Ways of paying"), PAYMENT_METHODS),
    Vocabulary("invoice_kind", _("Kinds of invoice"), INVOICE_KINDS),
)
vocabularies.add(*DELIVERED)
