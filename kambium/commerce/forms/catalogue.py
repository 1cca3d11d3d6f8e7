"""Forms of the catalogue: a product, its price, an exchange rate."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.commerce import labels
from kambium.core.forms import ActionForm, DayField
from kambium.core.terms import Words


class ProductForm(ActionForm):
    """A product; a name in either language is enough. `costs` says whether the reader may see what it costs us."""

    labels = labels.PRODUCT

    name_zh = forms.CharField(max_length=200, required=False)
    name_en = forms.CharField(max_length=200, required=False)
    code = forms.CharField(max_length=60, required=False)
    category_id = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    unit = forms.ChoiceField(required=False)
    cost = forms.DecimalField(max_digits=18, decimal_places=4, min_value=Decimal(0), required=False)
    cost_currency = forms.ChoiceField(required=False)
    withdrawn_on = DayField(required=False)
    about = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self,
        data: Any = None,
        *,
        words: Words,
        categories: Sequence[tuple[int, str]],
        currencies: Sequence[str],
        costs: bool,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        offered: dict[str, list[tuple[Any, str]]] = {
            "category_id": [("", "–"), *categories],
            "unit": [("", "–"), *((code, word.label) for code, word in words.get("unit", {}).items())],
            "cost_currency": [(code, code) for code in currencies],
        }
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = choices
        if not costs:
            del self.fields["cost"], self.fields["cost_currency"]
        self.label_and_limit()


class PriceForm(ActionForm):
    """A price on a list, from a quantity and a day on."""

    price_list_id = forms.TypedChoiceField(label=_("Price list"), coerce=int)
    amount = forms.DecimalField(label=_("Price"), max_digits=18, decimal_places=4, min_value=Decimal(0))
    from_quantity = forms.DecimalField(
        label=_("From quantity"), max_digits=14, decimal_places=3, min_value=Decimal("0.001"), initial=1
    )
    on = DayField(label=_("Valid from"))

    def __init__(self, data: Any = None, *, lists: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(data, **options)
        field: Any = self.fields["price_list_id"]
        field.choices = lists


class RateForm(ActionForm):
    """What a foreign currency is worth from a day on."""

    labels = labels.RATE

    currency = forms.CharField(max_length=3)
    on = DayField()
    rate = forms.DecimalField(max_digits=18, decimal_places=8, min_value=Decimal("0.00000001"))

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.label_and_limit()
