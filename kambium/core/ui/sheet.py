"""What the component sheet at /components/ shows: one believable example of everything, for eyes and for axe."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from kambium.core.ui import svg
from kambium.core.ui.dates import month
from kambium.core.ui.fields import Day, Switch

TODAY = dt.date(2026, 11, 23)
MONTHLY = (1370, 1350, 1470, 1440, 1310, 1460, 1450, 1500, 1350, 1490, 1410, 1350)
LAST_YEAR = (1390, 1250, 1400, 1320, 1280, 1370, 1270, 1330, 1310, 1270, 1430, 1330)


class Sample(forms.Form):
    """A form with every kind of field, one of them refused."""

    name = forms.CharField(label=gettext_lazy("Account name"), help_text=gettext_lazy("As on the business licence"))
    amount = forms.CharField(label=gettext_lazy("Amount"), required=False)
    industry = forms.ChoiceField(label=gettext_lazy("Industry"), required=False)
    since = forms.DateField(label=gettext_lazy("Customer since"), widget=Day, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("How they buy"), widget=forms.RadioSelect, required=False)
    notify = forms.BooleanField(label=gettext_lazy("Tell the team"), required=False)
    active = forms.BooleanField(label=gettext_lazy("Switched on"), widget=Switch, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label=gettext_lazy("Licence"), help_text=gettext_lazy("PDF, up to 20 MB"), required=False)


def facts() -> dict[str, Any]:
    """The context of `ui/components.html`."""
    return {
        "today": TODAY,
        "now": timezone.now(),
        "form": _form(),
        "people": [_("Chen Siyuan"), _("Lin Ruoxi"), _("Zhou Zimo"), _("Wang Yihan")],
        "companies": [_("Huadong Heavy Industry"), _("Xinglan Automotive"), _("Blue Ocean New Energy")],
        "sums": [Decimal(169640000), Decimal(91780000), Decimal(86580000)],
        "rings": _rings(),
        "bars": _bars(),
        "map": _map(),
        "heat": _heat(),
        "funnel": [(_("Discovery"), 17), (_("Proposal"), 9), (_("Won"), 2)],
        "tree": _tree(),
        "columns": [
            {"key": "owner", "label": _("Owner"), "shown": True},
            {"key": "renewal", "label": _("Renewal"), "shown": False},
        ],
        "changes": [
            {"label": _("Owner"), "before": _("Lin Ruoxi"), "after": _("Chen Siyuan")},
            {"label": _("Renewal"), "before": "", "after": "2027-03-31"},
        ],
        "both": [
            {
                "name": "owner",
                "label": _("Owner"),
                "original": _("Lin Ruoxi"),
                "theirs": _("Zhou Zimo"),
                "yours": _("Chen Siyuan"),
            }
        ],
        "trend": [3, 4, 3.5, 5, 4.6, 5.4, 5, None, 6.2, 5.8, 7, 7.4],
    }


def _form() -> Sample:
    form = Sample(
        data={"name": _("Huadong Heavy Industry"), "amount": "12万5", "notify": "on", "active": "on", "kind": "a"}
    )
    for name, choices in {
        "industry": [("", _("Choose")), ("m", _("Machinery"))],
        "kind": [("a", _("Direct")), ("b", _("Through a partner"))],
    }.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
    form.add_error("amount", _("Enter a number, such as 125000"))
    return form


def _rings() -> list[svg.Ring]:
    return [
        svg.Ring(_("Relationships"), 72, "warn"),
        svg.Ring(_("Purchasing"), 81, "good"),
        svg.Ring(_("Satisfaction"), 54, "bad"),
        svg.Ring(_("Payment"), 88, "good"),
        svg.Ring(_("Plan progress"), None, "bad"),
    ]


def _bars() -> list[svg.Bar]:
    pairs = enumerate(zip(MONTHLY, LAST_YEAR, strict=True))
    return [svg.Bar(month((11 + i) % 12 + 1), now, last, 1440 + 30 * i, "#") for i, (now, last) in pairs]


def _map() -> dict[str, Any]:
    people = [
        svg.Contact(1, _("Shen Guodong"), _("General manager"), _("Approver"), _("Friendly"), "good", 2, None, "#"),
        svg.Contact(
            2, _("Zheng Lihua"), _("Head of procurement"), _("Economic buyer"), _("Sceptical"), "bad", 1, 1, "#"
        ),
        svg.Contact(3, _("Gu Mingzhe"), _("VP engineering"), _("Technical buyer"), _("Champion"), "good", 3, 1, "#"),
        svg.Contact(4, _("Meng Xiaotang"), _("CFO"), _("Influencer"), _("No contact"), "", 0, 1, "#"),
        svg.Contact(5, _("Luo Yiming"), _("Production manager"), _("End user"), _("Neutral"), "", 2, 3, "#"),
    ]
    return {"people": people, "sways": [(5, 2), (5, 4)]}


def _heat() -> dict[str, Any]:
    tones = ("good", "warn", "bad")
    counts = (
        (pgettext("tier", "Strategic"), (1, 1, 1)),
        (pgettext("tier", "Key"), (2, 1, 1)),
        (pgettext("tier", "Growth"), (2, 0, 1)),
    )
    rows = [
        svg.HeatRow(name, tuple(svg.Cell(n, tone, "#", name) for n, tone in zip(cells, tones, strict=True)))
        for name, cells in counts
    ]
    return {"columns": [_("Healthy"), _("Watch"), _("At risk")], "rows": rows}


def _tree() -> list[dict[str, Any]]:
    leaves = [
        {"label": _("East China"), "url": "#", "note": "6"},
        {"label": _("South China"), "url": "#", "current": True},
    ]
    return [
        {"label": _("Key accounts"), "url": "#", "open": True, "children": leaves},
        {"label": _("Operations"), "url": "#"},
    ]
