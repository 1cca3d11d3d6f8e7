"""Where commerce is found: one entry, its pages at the head of each other."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import CreateItem, NavItem, creates, nav

nav.add(
    NavItem("commerce", _("Commerce"), "receipt", "order_list", "orders.view", 26),
    NavItem("contracts", _("Contracts"), "file-check", "contract_list", "contracts.view", 28, area="commerce"),
    NavItem("receivables", _("Receivables"), "coins", "receivable_list", "payments.view", 29, area="commerce"),
    NavItem("products", _("Products"), "package", "product_list", "products.view", 30, area="commerce"),
    NavItem("rates", _("Exchange rates"), "coins", "rate_list", "rates.view", 31, area="commerce"),
)
creates.add(CreateItem("order", _("New order"), "receipt", "order_start", "orders.edit", 40))
