"""Products with their prices, and exchange rates."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.commerce import actions
from kambium.commerce.forms.catalogue import PriceForm, ProductForm, RateForm
from kambium.commerce.models import ExchangeRate, Product
from kambium.commerce.queries import catalogue, lists
from kambium.commerce.queries.rates import home_currency, missing, offered
from kambium.core.access import Refused
from kambium.core.web.answers import attempt, one, posted, status, version_of
from kambium.core.web.listing.screen import list_page
from kambium.core.web.page import page
from kambium.core.web.show import go, say, show
from kambium.people.actions.rejected import Stale
from kambium.people.queries.names import directory

BOTH, POST = ("GET", "POST"), ("POST",)
FIELDS = ("name_zh", "name_en", "code", "category_id", "unit", "cost", "cost_currency", "withdrawn_on", "about")


@page("products.view")
def product_list(request: Any) -> HttpResponse:
    """What is sold, filtered, sorted and shown as the address says."""
    return list_page(request, lists.products.SPEC, "commerce/list/products")


@page("products.view")
def product(request: Any, number: int) -> HttpResponse:
    """One product: its prices, and who buys it."""
    return _show(request, _product(number))


def _product(number: int) -> Product:
    found: Product = one(Product.objects.filter(deleted_at=None).select_related("category"), number)
    return found


def _show(request: Any, found: Product, form: PriceForm | None = None) -> HttpResponse:
    can_edit, today = request.actor.can("products.edit"), timezone.localdate()
    choices = catalogue.price_lists(today) if can_edit else []
    facts = {
        "product": found, "prices": catalogue.prices(found.pk),
        "buyers": catalogue.buyers(request.actor, found.pk, today),
        "today": today, "can_edit": can_edit, "home": home_currency(), "words": request.words,
        "form": form or (PriceForm(lists=choices, initial={"on": today}) if choices else None),
        "cost": request.actor.can("products.cost"),
    }  # fmt: skip
    return show(request, "commerce/product.html", facts, status=status(request))


@page("products.edit", methods=BOTH)
def product_new(request: Any) -> HttpResponse:
    """Add a product."""
    form = _form(request, {})
    made: list[Product] = []
    if request.method == "POST" and attempt(form, lambda: made.append(
        actions.add_product(by=request.actor, values=form.values(), at=timezone.now()))):  # fmt: skip
        say(request, _("%(name)s added") % {"name": made[0].name})
        return go(request, reverse("product", args=[made[0].pk]))
    return _show_form(request, form, None, None)


@page("products.edit", methods=BOTH)
def product_edit(request: Any, number: int) -> HttpResponse:
    """Change a product."""
    found = _product(number)
    form = _form(request, {name: getattr(found, name) for name in FIELDS})
    version = found.version
    if request.method == "POST":
        version = version_of(request.POST)

    def act() -> None:
        actions.change_product(
            by=request.actor, product_id=number, version=version, values=form.values(), at=timezone.now()
        )

    try:
        if request.method == "POST" and attempt(form, act):
            say(request, _("%(name)s updated") % {"name": found.name})
            return go(request, reverse("product", args=[number]))
    except Stale as stale:
        version = stale.row.version
        form.add_error(None, _("Somebody saved this product first. Compare it with its page, then save again."))
    return _show_form(request, form, found, version)


def _form(request: Any, start: dict[str, Any]) -> ProductForm:
    return ProductForm(
        posted(request), initial=start, words=request.words, categories=catalogue.categories(),
        currencies=offered(start.get("cost_currency", "")), costs=request.actor.can("products.cost"),
    )  # fmt: skip


def _show_form(request: Any, form: ProductForm, found: Product | None, version: int | None) -> HttpResponse:
    facts = {"form": form, "product": found, "version": version,
             "back": reverse("product", args=[found.pk]) if found else reverse("product_list")}  # fmt: skip
    return show(request, "commerce/product_form.html", facts, status=status(request))


@page("products.edit", methods=POST)
def product_price(request: Any, number: int) -> HttpResponse:
    """A product gets a price on a list."""
    found = _product(number)
    form = PriceForm(posted(request), lists=catalogue.price_lists(timezone.localdate()))
    if attempt(form, lambda: actions.set_price(
        by=request.actor, product_id=number, at=timezone.now(), **form.cleaned_data)):  # fmt: skip
        say(request, _("Price of %(name)s set") % {"name": found.name})
        return go(request, reverse("product", args=[number]))
    return _show(request, found, form)


@page("rates.view", methods=BOTH)
def rate_list(request: Any) -> HttpResponse:
    """What foreign money is worth, since when, and which papers wait for a rate."""
    if request.method == "POST" and not request.actor.can("rates.edit"):
        raise Refused("rates.edit")
    form = RateForm(posted(request), initial={"on": timezone.localdate()})
    if request.method == "POST" and attempt(form, lambda: actions.record_rate(
        by=request.actor, at=timezone.now(), **form.cleaned_data)):  # fmt: skip
        say(request, _("Rate of %(currency)s recorded") % {"currency": form.cleaned_data["currency"].upper()})
        return go(request, reverse("rate_list"))
    rows = ExchangeRate.objects.order_by("-on", "currency")[:200]
    facts = {"form": form if request.actor.can("rates.edit") else None, "rates": rows, "home": home_currency(),
             "missing": missing(request.actor), "people": directory(request.user.people_revision)}  # fmt: skip
    return show(request, "commerce/rates.html", facts, status=status(request))


@page("rates.edit", methods=POST)
def rate_remove(request: Any, number: int) -> HttpResponse:
    """Take a rate away that should not be there."""
    actions.remove_rate(by=request.actor, rate_id=number, at=timezone.now())
    say(request, _("Rate removed"))
    return go(request, reverse("rate_list"))
