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
