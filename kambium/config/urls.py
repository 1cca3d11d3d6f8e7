"""Every address of the product."""

from django.urls import include, path

urlpatterns = [
    path("", include("kambium.people.urls")),
    path("", include("kambium.accounts.urls")),
    path("", include("kambium.commerce.urls")),
    path("", include("kambium.portfolio.urls")),
    path("", include("kambium.exchange.urls")),
    path("", include("kambium.api.urls")),
    path("", include("kambium.core.urls")),
]
handler400 = "kambium.core.web.errors.bad_request"
handler403 = "kambium.core.web.errors.refused"
handler404 = "kambium.core.web.errors.not_found"
handler500 = "kambium.core.web.errors.failed"
