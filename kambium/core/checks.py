"""Start-up checks: deny by default. A page, a model or a permission that nobody decided about stops the start."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error
from django.core.checks import register as django_register
from django.urls import URLPattern, URLResolver, get_resolver

OURS = "kambium."


def register() -> None:
    """Plug the checks into Django's."""
    django_register(pages_declare)
    django_register(policy_is_whole)


def our_patterns(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern that leads to a view of ours, with its whole route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from our_patterns(pattern.url_patterns, route)
        elif getattr(pattern.callback, "__module__", "").startswith(OURS):
            yield route, pattern


def pages_declare(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Every view of ours carries what `@page` declared."""
    return [
        Error(f"the page {route!r} declares no permission", id="kambium.E001")
        for route, pattern in our_patterns()
        if not hasattr(pattern.callback, "declared")
    ]


def policy_is_whole(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Permissions name areas and roles that exist; pages and menus name permissions that exist."""
    from kambium.core.access import areas, permissions, roles
    from kambium.core.registry import creates, nav, panels, searchables

    found = [f"{p.key}: no area {p.area!r}" for p in permissions if p.area not in areas]
    found += [f"{p.key}: no role {r!r}" for p in permissions for r in {*p.roles, *p.masked} if r not in roles]
    asked = [(route, pattern.callback.declared.permission) for route, pattern in our_patterns()
             if hasattr(pattern.callback, "declared")]  # fmt: skip
    asked += [(thing.key, thing.permission) for socket in (nav, creates, panels, searchables) for thing in socket]
    found += [f"{where}: no permission {key!r}" for where, key in asked if key and key not in permissions]
    return [Error(text, id="kambium.E002") for text in found]
