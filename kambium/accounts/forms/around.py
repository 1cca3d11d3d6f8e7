"""Small forms around an account: its address, team, owner, files."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.accounts import labels
from kambium.accounts.countries import countries
from kambium.accounts.forms.fields import ANY, TermField
from kambium.accounts.forms.record import RecordForm
from kambium.accounts.models import Address
from kambium.core.terms import Words

Pairs = Sequence[tuple[int, str]]


class AddressForm(RecordForm):
    """An address; a street or a city is enough."""

    labels = labels.ADDRESS

    kind = forms.ChoiceField(choices=Address.KINDS)
    line1 = forms.CharField(max_length=200, required=False)
    line2 = forms.CharField(max_length=200, required=False)
    city = forms.CharField(max_length=80, required=False)
    province = forms.CharField(max_length=80, required=False)
    postal_code = forms.CharField(max_length=20, required=False)

    def __init__(self, data: Any = None, *, stored: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, initial=dict(stored or {}), **options)
        self.fields["country"] = forms.ChoiceField(choices=[*ANY, *countries()], required=False)
        self.label_and_limit()


class MemberForm(RecordForm):
    """A colleague for the account team."""

    def __init__(self, data: Any = None, *, words: Words, staff: Pairs, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["person_id"] = forms.TypedChoiceField(choices=[*ANY, *staff], coerce=int, label=_("Colleague"))
        self.fields["role"] = TermField(words.get("member_role", {}), empty=False, label=_("Role"))
        self.fields["can_edit"] = forms.BooleanField(
            required=False, initial=True, label=_("May write, not only read along")
        )


class OwnerForm(RecordForm):
    """Who owns an account from now on."""

    def __init__(self, data: Any = None, *, owners: Pairs, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["owner_id"] = forms.TypedChoiceField(choices=owners, coerce=int, label=_("Owner"))


class FileForm(RecordForm):
    """A file for an account."""

    upload = forms.FileField(label=_("File"), allow_empty_file=True, max_length=200)
    label = forms.CharField(label=_("Shown as"), max_length=200, required=False)
