"""The contact's form, and those for leaving and for another employer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.accounts import labels
from kambium.accounts.forms.fields import ANY, AccountField, TermField, TermsField
from kambium.accounts.forms.record import RecordForm
from kambium.accounts.models import Contact
from kambium.core.forms import DayField
from kambium.core.terms import Words

FIRST = ("name_zh", "name_en", "title", "mobile", "email", "is_main")
MORE = ("department", "seniority", "roles", "reports_to_id", "phone", "wechat", "language", "note")


class ContactForm(RecordForm):
    """Fields of a contact; a name in either language is enough. `others` are contacts they may report to."""

    labels = labels.CONTACT

    name_zh = forms.CharField(max_length=80, required=False)
    name_en = forms.CharField(max_length=80, required=False)
    title = forms.CharField(max_length=120, required=False)
    mobile = forms.CharField(max_length=40, required=False)
    email = forms.CharField(max_length=254, required=False, widget=forms.EmailInput)
    is_main = forms.BooleanField(required=False)
    department = forms.CharField(max_length=120, required=False)
    phone = forms.CharField(max_length=40, required=False)
    wechat = forms.CharField(max_length=60, required=False)
    language = forms.ChoiceField(choices=[*ANY, *Contact.LANGUAGES], required=False)
    note = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self,
        data: Any = None,
        *,
        words: Words,
        others: Sequence[tuple[int, str]] = (),
        stored: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        stored = stored or {}
        super().__init__(data, initial=dict(stored), **options)
        self.fields["seniority"] = TermField(words.get("seniority", {}), stored.get("seniority", ""))
        self.fields["roles"] = TermsField(words.get("contact_role", {}), stored.get("roles", ()))
        self.fields["reports_to_id"] = forms.TypedChoiceField(
            choices=[*ANY, *others], coerce=int, empty_value=None, required=False
        )
        self.add_own("contact", stored.get("extra", {}))
        self.label_and_limit()
        self.order_fields([*FIRST, *MORE])

    @property
    def first(self) -> list[forms.BoundField]:
        """What is asked for at once."""
        return [self[name] for name in FIRST]

    @property
    def more(self) -> list[forms.BoundField]:
        """What can wait."""
        return [self[name] for name in MORE]


class DepartureForm(RecordForm):
    """The day a contact left the company."""

    left_on = DayField(label=_("Last day"))


class MoveForm(RecordForm):
    """The account a contact works at now."""

    def __init__(self, data: Any = None, *, seek: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["account_id"] = AccountField(seek, label=_("Works at now"))
