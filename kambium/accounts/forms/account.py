"""The account's form, whole or one field of it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from kambium.accounts import labels
from kambium.accounts.countries import countries, currencies
from kambium.accounts.forms.fields import ANY, AccountField, AmountField, TermField, TermsField
from kambium.accounts.forms.record import RecordForm
from kambium.core.forms import DayField
from kambium.core.terms import Words

FIRST = ("name_zh", "name_en", "industry", "region", "status", "city")
MORE = (
    "short_name", "registration_no", "country", "parent_id", "size", "employees", "annual_revenue", "currency",
    "founded_year", "customer_since", "website", "phone", "tags", "about",
)  # fmt: skip
EVERY = (*FIRST, *MORE)
TELLING = ("name_zh", "name_en", "registration_no", "website", "phone")


class AccountForm(RecordForm):
    """Fields of an account. A name in either language is enough.

    `stored` has the values now; `only` names the fields wanted (all by default), `extra` among them for the company's
    own. `owners` are offered where somebody else may own a new account. `hint` is the address that, while one types,
    says which accounts this may be already.
    """

    labels = labels.ACCOUNT

    name_zh = forms.CharField(max_length=200, required=False)
    name_en = forms.CharField(max_length=200, required=False)
    city = forms.CharField(max_length=80, required=False)
    short_name = forms.CharField(max_length=80, required=False)
    registration_no = forms.CharField(
        max_length=40, required=False, help_text=_("In China the unified social credit identifier, 18 characters.")
    )
    employees = forms.IntegerField(min_value=0, max_value=10_000_000, required=False)
    annual_revenue = AmountField(required=False, help_text=_("12.5万 and 1.2亿 are understood."))
    founded_year = forms.IntegerField(
        required=False, validators=[MinValueValidator(1000), MaxValueValidator(2200)], widget=forms.NumberInput
    )
    customer_since = DayField(required=False)
    website = forms.CharField(max_length=200, required=False)
    phone = forms.CharField(max_length=40, required=False)
    about = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(
        self,
        data: Any = None,
        *,
        words: Words,
        seek: Any,
        stored: Mapping[str, Any] | None = None,
        only: Collection[str] = (),
        owners: Sequence[tuple[int, str]] = (),
        hint: str = "",
        **options: Any,
    ) -> None:
        stored = stored or {}
        super().__init__(data, only={*only, "owner_id"} if only else (), initial=dict(stored), **options)
        self.fields["parent_id"] = AccountField(seek, required=False)
        for name, vocabulary in (("industry", "industry"), ("region", "region"), ("size", "size")):
            self.fields[name] = TermField(words.get(vocabulary, {}), stored.get(name, ""))
        self.fields["status"] = TermField(words.get("account_status", {}), stored.get("status", "active"), empty=False)
        self.fields["tags"] = TermsField(words.get("tag", {}), stored.get("tags", ()))
        self.fields["country"] = forms.ChoiceField(choices=[*ANY, *countries()], required=False)
        self.fields["currency"] = forms.ChoiceField(
            choices=[*ANY, *currencies(stored.get("currency", ""))], required=False
        )
        if owners:
            self.fields["owner_id"] = forms.TypedChoiceField(choices=owners, coerce=int)
        if not only or "extra" in only:
            self.add_own("account", stored.get("extra", {}))
        self.only |= {name for name in self.fields if name.startswith("extra.")} if self.only else set()
        self.label_and_limit()
        self.order_fields(["owner_id", *EVERY])
        if hint:
            self._compare_while_typing(hint)

    def _compare_while_typing(self, address: str) -> None:
        every = ", ".join(f"#f-{name}" for name in (*TELLING, "country", "region", "city"))
        for name in TELLING:
            self.fields[name].widget.attrs |= {
                "hx-get": address, "hx-trigger": "input delay:400ms, change", "hx-include": every,
                "hx-target": "#duplicate-hint", "hx-swap": "outerHTML",
            }  # fmt: skip

    def section(self, names: Sequence[str]) -> list[forms.BoundField]:
        """Some of the fields, in that order, as far as the form has them."""
        return [self[name] for name in names if name in self.fields]

    @property
    def first(self) -> list[forms.BoundField]:
        """What is asked for at once."""
        return self.section([*FIRST, "owner_id"])

    @property
    def more(self) -> list[forms.BoundField]:
        """What can wait."""
        return self.section(MORE)
