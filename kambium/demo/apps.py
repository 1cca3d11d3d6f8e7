"""The demo application."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "kambium.demo"
    label = "demo"
