"""The portfolio application."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "kambium.portfolio"
    label = "portfolio"
