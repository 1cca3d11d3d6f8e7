"""The people application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kambium.people"
    label = "people"
