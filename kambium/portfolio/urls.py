"""Addresses: nouns; a POST to `…/approval/` approves."""

from django.urls import path

from kambium.portfolio.views import tiers, workload

urlpatterns = [
    path("portfolio/people/", workload.portfolio_list, name="portfolio_list"),
    path("portfolio/people/<int:number>/", workload.portfolio, name="portfolio"),
    path("portfolio/tiers/", tiers.tiers, name="tiers"),
    path("portfolio/tiers/run/", tiers.tier_run, name="tier_run"),
    path("portfolio/proposals/", tiers.proposal_list, name="proposal_list"),
    path("portfolio/proposals/<int:number>/approval/", tiers.proposal_approval, name="proposal_approval"),
    path("portfolio/proposals/<int:number>/rejection/", tiers.proposal_rejection, name="proposal_rejection"),
    path("portfolio/accounts/<int:number>/", tiers.account_tier, name="account_tier"),
    path("portfolio/accounts/<int:number>/scores/", tiers.account_scores, name="account_scores"),
    path("portfolio/accounts/<int:number>/classification/", tiers.account_classification,
         name="account_classification"),
]  # fmt: skip
