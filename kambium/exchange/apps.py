"""The exchange application."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "kambium.exchange"
    label = "exchange"
