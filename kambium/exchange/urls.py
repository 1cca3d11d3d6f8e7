"""Addresses of imports."""

from django.urls import path

from kambium.exchange.views import exports, runs, templates

urlpatterns = [
    path("imports/", runs.imports, name="imports"),
    path("exports/", exports.take, name="export"),
    path("imports/template/<slug:record_key>/", templates.template, name="import_template"),
    path("imports/<int:run_id>/", runs.run, name="import_run"),
    path("imports/<int:run_id>/progress/", runs.progress, name="import_progress"),
    path("imports/<int:run_id>/mapping/", runs.mapping, name="import_mapping"),
    path("imports/<int:run_id>/sheet/", runs.sheet, name="import_sheet"),
    path("imports/<int:run_id>/start/", runs.start, name="import_start"),
    path("imports/<int:run_id>/stop/", runs.stop, name="import_stop"),
    path("imports/<int:run_id>/reversion/", runs.reversion, name="import_reversion"),
    path("imports/<int:run_id>/refused/", runs.refused, name="import_refused"),
]
