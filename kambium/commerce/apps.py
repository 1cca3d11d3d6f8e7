"""The commerce application."""

from django.apps import AppConfig


class CommerceConfig(AppConfig):
    name = "kambium.commerce"
    label = "commerce"
