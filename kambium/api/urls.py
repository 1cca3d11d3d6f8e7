"""Addresses: `/api/v1/` for programs, pages about it for people."""

from django.urls import path

from kambium.api.views import addresses, pages, webhook_pages, webhooks

urlpatterns = [
    path("me/tokens/", pages.tokens, name="api_tokens"),
    path("me/tokens/<int:number>/revocation/", pages.token_revocation, name="api_token_revocation"),
    path("settings/tokens/", pages.overseen, name="api_overseen"),
    path("settings/tokens/<int:number>/revocation/", pages.overseen_revocation, name="api_overseen_revocation"),
    path("me/webhooks/", webhook_pages.webhooks, name="api_webhooks"),
    path("me/webhooks/<int:number>/", webhook_pages.webhook, name="api_webhook"),
    path("me/webhooks/<int:number>/removal/", webhook_pages.webhook_removal, name="api_webhook_removal"),
    path("me/webhooks/<int:number>/<slug:name>/", webhook_pages.webhook_switch, name="api_webhook_switch"),
    path("me/webhooks/<int:number>/log/<int:delivery>/", webhook_pages.delivery_again, name="api_delivery_again"),
    path("settings/webhooks/", webhook_pages.overseen, name="api_overseen_webhooks"),
    path("settings/webhooks/<int:number>/stop/", webhook_pages.overseen_stop, name="api_overseen_stop"),
    path("api/", pages.reference, name="api_reference"),
    path("api/openapi.json", pages.description, name="api_description"),
    path("api/v1/", addresses.start, name="api_start"),
    path("api/v1/openapi.json", addresses.openapi, name="api_openapi"),
    path("api/v1/me", addresses.me, name="api_me"),
    path("api/v1/webhooks", webhooks.webhooks, name="api_webhook_rows"),
    path("api/v1/webhooks/<int:number>", webhooks.webhook, name="api_webhook_row"),
    path("api/v1/webhooks/<int:number>/deliveries", webhooks.deliveries, name="api_webhook_log"),
    path("api/v1/webhooks/<int:number>/deliveries/<int:delivery>/again", webhooks.again, name="api_webhook_again"),
    path("api/v1/webhooks/<int:number>/<slug:name>", webhooks.switch, name="api_webhook_do"),
    path("api/v1/<slug:key>", addresses.rows, name="api_rows"),
    path("api/v1/<slug:key>/<int:number>", addresses.row, name="api_row"),
    path("api/v1/<slug:key>/bulk/<slug:name>", addresses.many, name="api_many"),
    path("api/v1/<slug:key>/<int:number>/<slug:name>", addresses.deed, name="api_deed"),
    path("api/v1/<path:rest>", addresses.nowhere, name="api_nowhere"),
]
