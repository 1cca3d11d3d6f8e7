"""Forms of orders: the order, its lines, why it is cancelled, what came back."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kambium.commerce import labels
from kambium.commerce.actions import Line
from kambium.commerce.models import OrderLine
from kambium.commerce.queries.catalogue import called, found
from kambium.core.forms import ActionForm, DayField

BLANK = 3
MOST = 200
HUNDRED = Decimal(100)
Pairs = Sequence[tuple[int, str]]


def _money(**more: Any) -> forms.DecimalField:
    return forms.DecimalField(max_digits=18, decimal_places=4, min_value=Decimal(0), required=False, **more)


class OrderForm(ActionForm):
    """The head of an order. `sellers` and `contacts` are who may be chosen, `currencies` those with a rate."""

    labels = labels.ORDER

    ordered_on = DayField()
    due_on = DayField(required=False)
    currency = forms.ChoiceField()
    seller_id = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    contact_id = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    number = forms.CharField(max_length=60, required=False, help_text=gettext_lazy("Given by itself when left empty"))
    discount = _money()
    tax = _money()
    freight = _money()
    note = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, data: Any = None, *, sellers: Pairs, contacts: Pairs, currencies: Sequence[str], **options: Any
    ) -> None:
        super().__init__(data, **options)
        choices: Mapping[str, list[tuple[Any, str]]] = {
            "seller_id": [("", "–"), *sellers], "contact_id": [("", "–"), *contacts],
            "currency": [(code, code) for code in currencies],
        }  # fmt: skip
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices = offered
        self.label_and_limit()

    @property
    def first(self) -> list[forms.BoundField]:
        """What is asked for at once."""
        return [self[name] for name in ("ordered_on", "due_on", "currency", "seller_id")]

    @property
    def more(self) -> list[forms.BoundField]:
        """What can wait."""
        return [self[name] for name in ("contact_id", "number", "discount", "tax", "freight")]


class LineForm(forms.Form):
    """One line: a product or a text, so many, at a price; without one the price list's is taken."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    product = forms.CharField(label=gettext_lazy("Product"), max_length=300, required=False)
    text = forms.CharField(label=pgettext_lazy("order", "Text"), max_length=200, required=False)
    quantity = forms.DecimalField(
        label=gettext_lazy("Quantity"), max_digits=14, decimal_places=3, min_value=Decimal("0.001"), required=False
    )
    unit_price = forms.DecimalField(
        label=gettext_lazy("Price"), max_digits=18, decimal_places=4, min_value=Decimal(0), required=False
    )
    discount = forms.DecimalField(
        label=gettext_lazy("Discount in percent"), max_digits=6, decimal_places=3, min_value=Decimal(0),
        max_value=HUNDRED, required=False,
    )  # fmt: skip

    @property
    def is_blank(self) -> bool:
        """Whether nothing was entered."""
        return not any(self.cleaned_data.get(name) for name in ("product", "text", "quantity", "unit_price"))


class LineForms:
    """All lines of an order as one thing: what was entered, what is wrong with it, and blank ones to go on with."""

    def __init__(self, data: Any, stored: Sequence[Mapping[str, Any]], blank: int = BLANK) -> None:
        made = forms.formset_factory(LineForm, extra=blank, max_num=MOST, absolute_max=MOST)
        self.forms = made(data, prefix="line", initial=[dict(line) for line in stored], auto_id="f-%s")

    def is_valid(self) -> bool:
        """Whether every line reads, and every product is one we know. Blank lines are no lines."""
        if not self.forms.is_valid():
            return False
        known = found(form.cleaned_data.get("product", "") for form in self.forms)
        for form in self._filled():
            typed = form.cleaned_data["product"].strip()
            form.product_id = known.get(typed)
            if typed and form.product_id is None:
                form.add_error("product", _("No product goes by this number or name"))
            if not form.cleaned_data["quantity"]:
                form.add_error("quantity", _("How many?"))
        return not any(form.errors for form in self.forms)

    def lines(self) -> list[Line]:
        """What was entered, as an action takes it."""
        return [
            Line(
                quantity=form.cleaned_data["quantity"], product_id=form.product_id, text=form.cleaned_data["text"],
                unit_price=form.cleaned_data["unit_price"], id=form.cleaned_data["id"],
                discount=(form.cleaned_data["discount"] or Decimal(0)) / HUNDRED,
            )
            for form in self._filled()
        ]  # fmt: skip

    def _filled(self) -> list[Any]:
        return [form for form in self.forms if form.cleaned_data and not form.is_blank]


def entered(line: OrderLine) -> dict[str, Any]:
    """A stored line as the form shows it."""
    product = called(line.product) if line.product else ""
    return {
        "id": line.pk, "product": product, "text": line.text, "quantity": plain(line.quantity),
        "unit_price": plain(line.unit_price), "discount": plain(line.discount * HUNDRED) if line.discount else None,
    }  # fmt: skip


def plain(value: Any) -> Any:
    """A number without the zeros its column pads it with."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class CancelForm(ActionForm):
    """Why an order is cancelled."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)


class ReturnForm(ActionForm):
    """How much of each line came back, and when."""

    on = DayField(label=gettext_lazy("Came back on"))
    note = forms.CharField(label=labels.ORDER["note"], max_length=2_000, required=False)

    def __init__(self, data: Any = None, *, left: Sequence[tuple[OrderLine, Decimal]], **options: Any) -> None:
        super().__init__(data, **options)
        self.left = left
        for line, most in left:
            self.fields[f"back-{line.pk}"] = forms.DecimalField(
                label=_("Comes back"), max_digits=14, decimal_places=3, min_value=Decimal(0), max_value=most,
                required=False,
            )  # fmt: skip

    def quantities(self) -> dict[int, Decimal]:
        """Quantities by line id."""
        return {line.pk: value for line, _most in self.left if (value := self.cleaned_data.get(f"back-{line.pk}"))}
