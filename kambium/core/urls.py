"""Addresses that belong to no domain."""

from django.urls import path

from kambium.core.views import components, health, lists, notices, pins, saved, search

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("search/", search.search, name="search"),
    path("search/palette/", search.palette, name="palette"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.notices_read, name="notices_read"),
    path("notices/<int:number>/read/", notices.notice_read, name="notice_read"),
    path("pins/", pins.pins, name="pins"),
    path("pins/<int:number>/removal/", pins.pin_removal, name="pin_removal"),
    path("pins/<int:number>/place/", pins.pin_place, name="pin_place"),
    path("lists/<slug:key>/export/", lists.list_export, name="list_export"),
    path("lists/<slug:key>/bulk/<slug:name>/", lists.list_bulk, name="list_bulk"),
    path("exports/<int:number>/", lists.list_file, name="list_file"),
    path("work/<int:number>/", lists.work, name="work"),
    path("views/", saved.views, name="views"),
    path("views/new/", saved.view_new, name="view_new"),
    path("views/<int:number>/", saved.view, name="view"),
    path("views/<int:number>/removal/", saved.view_removal, name="view_removal"),
    path("views/<int:number>/place/", saved.view_place, name="view_place"),
    path("components/", components.components, name="components"),
]
