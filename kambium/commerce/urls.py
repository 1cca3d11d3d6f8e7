"""Addresses: nouns; a POST to `…/shipment/` ships."""

from django.urls import path

from kambium.commerce.views import catalogue, orders, papers

urlpatterns = [
    path("orders/", orders.order_list, name="order_list"),
    path("orders/new/", orders.order_start, name="order_start"),
    path("orders/<int:number>/", orders.order, name="order"),
    path("orders/<int:number>/edit/", orders.order_edit, name="order_edit"),
    path("orders/<int:number>/confirmation/", orders.order_confirmation, name="order_confirmation"),
    path("orders/<int:number>/shipment/", orders.order_shipment, name="order_shipment"),
    path("orders/<int:number>/completion/", orders.order_completion, name="order_completion"),
    path("orders/<int:number>/cancellation/", orders.order_cancellation, name="order_cancellation"),
    path("orders/<int:number>/return/", orders.order_return, name="order_return"),
    path("orders/<int:number>/removal/", orders.order_remove, name="order_remove"),
    path("orders/<int:number>/restoration/", orders.order_restore, name="order_restore"),
    path("accounts/<int:number>/orders/new/", orders.order_new, name="order_new"),
    path("products/", catalogue.product_list, name="product_list"),
    path("products/new/", catalogue.product_new, name="product_new"),
    path("products/<int:number>/", catalogue.product, name="product"),
    path("products/<int:number>/edit/", catalogue.product_edit, name="product_edit"),
    path("products/<int:number>/prices/", catalogue.product_price, name="product_price"),
    path("contracts/", papers.contract_list, name="contract_list"),
    path("receivables/", papers.receivable_list, name="receivable_list"),
    path("rates/", catalogue.rate_list, name="rate_list"),
    path("rates/<int:number>/removal/", catalogue.rate_remove, name="rate_remove"),
]
