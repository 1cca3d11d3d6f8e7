"""Where portfolios are found."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import NavItem, nav

nav.add(
    NavItem("portfolio", _("Portfolio"), "layers", "tiers", "tiers.view", 24),
    NavItem("workload", _("Workload"), "gauge", "portfolio_list", "tiers.load", 25, area="portfolio"),
)
