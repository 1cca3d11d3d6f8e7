"""What the fields of commerce are called, for forms, changes and files alike."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CATEGORY = {
    "name_zh": _("Chinese name"),
    "name_en": _("English name"),
    "code": _("Category code"),
    "parent_id": _("Parent category"),
}
PRODUCT = {
    "name_zh": _("Chinese name"),
    "name_en": _("English name"),
    "code": _("Article number"),
    "category_id": _("Category"),
    "unit": _("Unit of quantity"),
    "cost": _("Cost"),
    "cost_currency": _("Currency of the cost"),
    "about": _("About"),
    "withdrawn_on": _("Withdrawn on"),
}
ORDER = {
    "number": _("Order number"),
    "kind": _("Kind"),
    "status": _("Status"),
    "ordered_on": _("Ordered on"),
    "due_on": _("Due on"),
    "shipped_on": _("Shipped on"),
    "seller_id": _("Seller"),
    "contact_id": _("Contact"),
    "region": _("Region"),
    "currency": _("Currency"),
    "rate": _("Exchange rate"),
    "discount": _("Discount on the whole"),
    "tax": _("Tax"),
    "freight": _("Freight"),
    "note": _("Note"),
    "lines": pgettext_lazy("order", "Lines"),
}
RATE = {"currency": _("Currency"), "on": _("Valid from"), "rate": _("Exchange rate")}
PRICE_LIST = {
    "name_zh": _("Chinese name"),
    "name_en": _("English name"),
    "currency": _("Currency"),
    "active_from": _("Valid from"),
    "active_to": _("Valid until"),
}
PRICE = {
    "price_list_id": _("Price list"),
    "product_id": _("Product"),
    "amount": pgettext_lazy("product", "Price"),
    "from_quantity": _("From quantity"),
    "active_from": _("Valid from"),
    "active_to": _("Valid until"),
}
CONTRACT = {
    "number": _("Contract number"),
    "title": pgettext_lazy("contract", "Title"),
    "kind": _("Kind of contract"),
    "signed_on": _("Signed on"),
    "starts_on": _("Starts on"),
    "ends_on": _("Ends on"),
    "notice_days": _("Days of notice"),
    "renews_itself": _("Renews itself"),
    "amount": _("Contract value"),
    "follows_id": _("Follows the contract"),
}
INVOICE = {
    "number": _("Invoice number"),
    "kind": _("Kind of invoice"),
    "issued_on": _("Issued on"),
    "due_on": _("Due on"),
    "amount": _("Amount with tax"),
    "tax": _("Tax"),
}
INSTALMENT = {
    "title": pgettext_lazy("instalment", "Instalment"),
    "due_on": _("Due on"),
    "amount": _("Amount due"),
}
PAYMENT = {
    "number": _("Payment number"),
    "received_on": _("Received on"),
    "amount": _("Amount received"),
    "method": _("Way of paying"),
}
RENEWAL = {
    "due_on": _("Renewal due on"),
    "baseline": _("Yearly value before"),
    "outcome": _("Outcome"),
    "decided_on": _("Decided on"),
    "value": _("Yearly value after"),
    "reason": _("Reason for not renewing"),
}
