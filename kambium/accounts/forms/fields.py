"""Fields that several forms share."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kambium.core.search.fold import fold
from kambium.core.terms import Word

UNITS = {"": 1, "千": 10**3, "k": 10**3, "万": 10**4, "百万": 10**6, "m": 10**6, "亿": 10**8, "b": 10**9, "bn": 10**9}
AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?)\s*([a-z千万百亿]*)")
NUMBERED = re.compile(r"#(\d{1,18})\s*$")
ANY: tuple[tuple[str, str], ...] = (("", "–"),)


class TermField(forms.ChoiceField):
    """A word of a vocabulary: those in use, and the stored one although it may be in use no longer."""

    def __init__(self, words: Mapping[str, Word], stored: str = "", *, empty: bool = True, **options: Any) -> None:
        super().__init__(choices=[*(ANY if empty else ()), *_offered(words, [stored])], required=not empty, **options)


class TermsField(forms.MultipleChoiceField):
    """Several words of a vocabulary."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, words: Mapping[str, Word], stored: Iterable[str] = (), **options: Any) -> None:
        super().__init__(choices=_offered(words, stored), required=False, **options)


def _offered(words: Mapping[str, Word], stored: Iterable[str]) -> list[tuple[str, str]]:
    kept = {code for code in stored if code}
    found = [(code, word.label) for code, word in words.items() if word.is_active or code in kept]
    return found + [(code, code) for code in sorted(kept - set(words))]


class AmountField(forms.Field):
    """A sum as people write it: 125000, 125,000, 12.5万, 1.2亿, 3M."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"invalid": _lazy("Enter a number, such as 125000 or 12.5万.")}

    def to_python(self, value: Any) -> Decimal | None:
        text = fold(str(value or "")).replace(",", "").replace(" ", "")
        if not text:
            return None
        found = AMOUNT.fullmatch(text.removesuffix("元"))
        if not found or found[2] not in UNITS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            amount = (Decimal(found[1]) * UNITS[found[2]]).quantize(Decimal("0.01"))
        except InvalidOperation:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if abs(amount) >= Decimal(10**16):
            raise ValidationError(_("This sum is too large."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class Suggesting(forms.TextInput):
    """A text field under which names that fit are offered while one types; without scripts it is a plain field."""

    def __init__(self, source: str) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"})
        self.source = source

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attrs = dict(attrs or {})
        listed = f"{attrs.get('id', name)}-offers"
        attrs |= {"list": listed, "hx-get": f"{reverse(self.source)}?field={name}", "hx-trigger": "input delay:200ms",
                  "hx-target": f"#{listed}", "hx-swap": "innerHTML"}  # fmt: skip
        return format_html('{}<datalist id="{}"></datalist>', super().render(name, value, attrs, renderer), listed)


class AccountField(forms.CharField):
    """An account, named as the offers name it (`华东重工集团 #12`) or by anything that only one account answers to.

    `seek(text, number)` finds what the reader may see: (id, name) pairs.
    """

    def __init__(self, seek: Any, **options: Any) -> None:
        self.seek = seek
        super().__init__(max_length=300, widget=Suggesting("account_offers"), **options)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        numbered = NUMBERED.search(text)
        found = self.seek(text, int(numbered[1]) if numbered else None)
        if len(found) != 1:
            raise ValidationError(_several(found) if found else _("No account is called that."))
        return int(found[0][0])


def _several(found: list[tuple[int, str]]) -> str:
    names = _("; ").join(f"{name} #{number}" for number, name in found[:5])
    return _("Several accounts fit. Enter one of: %(names)s") % {"names": names}
