"""The forms of this area as programs fill them: rows are named by number, and a form has no page around it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kambium.accounts import labels
from kambium.accounts.forms.account import EVERY, AccountForm
from kambium.accounts.forms.activity import ActivityForm, DayForm
from kambium.accounts.forms.around import AddressForm, MemberForm, OwnerForm
from kambium.accounts.forms.contact import ContactForm, DepartureForm
from kambium.accounts.models import Account, Contact
from kambium.accounts.queries.seek import accounts_called
from kambium.accounts.queries.staff import colleagues, owners
from kambium.core.access import Actor
from kambium.core.deeds import Asking
from kambium.core.forms import ActionForm
from kambium.people.models.person import named
from kambium.people.queries import company
from kambium.people.queries.names import directory

Only = frozenset[str]
Pairs = list[tuple[int, str]]
CONTACT = ("name_zh", "name_en", "title", "mobile", "email", "is_main", "department", "seniority", "roles",
           "reports_to_id", "phone", "wechat", "language", "note", "extra")  # fmt: skip
ACTIVITY = ("kind", "subject", "happened_at", "minutes", "place", "body", "next_step", "next_on", "next_owner_id")
ADDRESS = ("kind", "line1", "line2", "city", "province", "postal_code", "country")


class AccountNumber(forms.IntegerField):
    """An account that the person may see, by number."""

    def __init__(self, actor: Actor, **options: Any) -> None:
        super().__init__(min_value=1, max_value=2**63 - 1, **options)
        self.seek = partial(accounts_called, actor)

    def clean(self, value: Any) -> int | None:
        number: int | None = super().clean(value)
        if number is not None and not self.seek("", number):
            raise ValidationError(_("No account is called that."))
        return number


class CommentForm(ActionForm):
    """A comment among colleagues."""

    body = forms.CharField(label=gettext_lazy("Comment"), max_length=20_000, widget=forms.Textarea)


class MergeForm(ActionForm):
    """The account that goes into this one; its name is typed where only the name speaks for one customer."""

    typed = forms.CharField(label=gettext_lazy("Account name"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, actor: Actor, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["gone_id"] = AccountNumber(actor, label=gettext_lazy("Account that goes into this one"))


class TouchForm(ActivityForm):
    """An activity with those who took part among its values."""

    def values(self) -> dict[str, Any]:
        """What was entered, as the deed takes it."""
        return dict(self.cleaned_data)


class WhereForm(ActionForm):
    """The account where a contact works now."""

    def __init__(self, data: Any = None, *, actor: Actor, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["account_id"] = AccountNumber(actor, label=gettext_lazy("Works at now"))


def account_form(asking: Asking, data: Any, only: Only) -> AccountForm:
    """An account: new ones begin as on the page, with the company's country and currency, owned by the person."""
    home = company()
    stored: Mapping[str, Any] = {"country": home.country, "currency": home.currency, "status": "active",
                                 "owner_id": asking.person.pk}  # fmt: skip
    if asking.row is not None:
        stored = _stored(asking.row, (*EVERY, "extra"))
    own = {"extra"} if any(name.startswith("extra.") for name in only) else set()
    is_new = asking.row is None and asking.actor.can("accounts.assign")
    choice = owners(asking.actor) if is_new else []
    form = AccountForm(data, words=asking.words, seek=None, stored=stored, owners=choice, only={*only, *own})
    if "parent_id" in form.fields:
        form.fields["parent_id"] = AccountNumber(asking.actor, label=labels.ACCOUNT["parent_id"], required=False)
    return form


def contact_form(asking: Asking, data: Any, only: Only) -> ActionForm:
    """A contact of an account."""
    stored = _stored(asking.row, CONTACT) if asking.row else {}
    others = [pair for pair in _contacts(asking) if asking.row is None or pair[0] != asking.row.pk]
    form = ContactForm(data, words=asking.words, others=others, stored=stored, only=only)
    return _with_account(form, asking)


def activity_form(asking: Asking, data: Any, only: Only) -> ActionForm:
    """An activity with an account, and who took part; a next step is one's own unless somebody else is named."""
    staff = colleagues(directory(asking.person.people_revision))
    stored = _stored(asking.row, ACTIVITY) if asking.row else {"kind": "call", "next_owner_id": asking.person.pk}
    form = TouchForm(data, contacts=_contacts(asking) or [(0, "")], circle=staff, staff=staff, stored=stored,
                     only=only)  # fmt: skip
    form.fields.pop("another", None)
    return _with_account(form, asking)


def address_form(asking: Asking, data: Any, only: Only) -> ActionForm:
    """An address of an account."""
    form = AddressForm(data, stored=_stored(asking.row, ADDRESS) if asking.row else {}, only=only)
    return _with_account(form, asking)


def owner_form(asking: Asking, data: Any, only: Only) -> OwnerForm:
    """The new owner of an account."""
    return OwnerForm(data, owners=owners(asking.actor))


def member_form(asking: Asking, data: Any, only: Only) -> MemberForm:
    """A colleague for the account team."""
    return MemberForm(data, words=asking.words, staff=colleagues(directory(asking.person.people_revision)))


def comment_form(asking: Asking, data: Any, only: Only) -> CommentForm:
    """A comment on an account."""
    return CommentForm(data)


def merge_form(asking: Asking, data: Any, only: Only) -> MergeForm:
    """The other of two accounts that are one customer."""
    return MergeForm(data, actor=asking.actor)


def where_form(asking: Asking, data: Any, only: Only) -> WhereForm:
    """Another employer of a contact."""
    return WhereForm(data, actor=asking.actor)


def departure_form(asking: Asking, data: Any, only: Only) -> DepartureForm:
    """The day a contact left."""
    return DepartureForm(data)


def day_form(asking: Asking, data: Any, only: Only) -> DayForm:
    """Another day for a next step."""
    return DayForm(data)


def _stored(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names if hasattr(row, name)}


def _with_account(form: ActionForm, asking: Asking) -> ActionForm:
    """A new row says to which account it belongs."""
    if asking.row is None:
        form.fields["account_id"] = AccountNumber(asking.actor, label=gettext_lazy("Account"))
    return form


def _contacts(asking: Asking) -> Pairs:
    """The contacts of the account in question, as far as it is said already."""
    number = asking.row.account_id if asking.row else asking.given.get("account_id")
    if type(number) is not int or not Account.objects.visible_to(asking.actor).filter(pk=number).exists():
        return []
    rows = Contact.objects.visible_to(asking.actor).filter(account_id=number)
    return [(pk, named(zh, en)) for pk, zh, en in rows.values_list("pk", "name_zh", "name_en")]
