"""Addresses: `/api/v1/` for programs, pages about it for people."""

from django.urls import path

from kambium.api.views import addresses, pages

urlpatterns = [
    path("me/tokens/", pages.tokens, name="api_tokens"),
    path("me/tokens/<int:number>/revocation/", pages.token_revocation, name="api_token_revocation"),
    path("settings/tokens/", pages.overseen, name="api_overseen"),
    path("settings/tokens/<int:number>/revocation/", pages.overseen_revocation, name="api_overseen_revocation"),
    path("api/", pages.reference, name="api_reference"),
    path("api/openapi.json", pages.description, name="api_description"),
    path("api/v1/", addresses.start, name="api_start"),
    path("api/v1/openapi.json", addresses.openapi, name="api_openapi"),
    path("api/v1/me", addresses.me, name="api_me"),
    path("api/v1/<slug:key>", addresses.rows, name="api_rows"),
    path("api/v1/<slug:key>/<int:number>", addresses.row, name="api_row"),
    path("api/v1/<slug:key>/bulk/<slug:name>", addresses.many, name="api_many"),
    path("api/v1/<slug:key>/<int:number>/<slug:name>", addresses.deed, name="api_deed"),
    path("api/v1/<path:rest>", addresses.nowhere, name="api_nowhere"),
]
