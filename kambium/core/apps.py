"""The application that finds what the domains declare."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

DECLARATIONS = (
    "permissions", "events", "metrics", "figures", "panels", "records", "searchables", "verbs", "vocabularies", "nav",
    "lists", "deeds", "sealed",
)  # fmt: skip


class CoreConfig(AppConfig):
    name = "kambium.core"
    label = "core"

    def ready(self) -> None:
        from kambium.core import checks

        autodiscover_modules(*DECLARATIONS)
        checks.register()
