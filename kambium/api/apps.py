"""The application of the programs' interface."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kambium.api"
    label = "api"
