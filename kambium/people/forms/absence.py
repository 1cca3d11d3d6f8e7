"""What is asked for leave and delegation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.core.access import Actor, areas
from kambium.core.ui.fields import Day
from kambium.people.actions.delegating import delegable
from kambium.people.forms.fields import TEXT, PersonField, Words
from kambium.people.models import Leave


class LeaveForm(forms.Form):
    """From when until when, and who stands in."""

    first = forms.DateField(label=_("From"), widget=Day())
    last = forms.DateField(label=_("Until"), widget=Day(), help_text=_("Including this day"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Leave.KINDS)
    note = Words(TEXT, label=_("Note"), help_text=_("Seen by you and your superiors"))

    def __init__(self, *args: Any, actor: Actor, person_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["stand_in"] = PersonField(
            actor,
            but=person_id,
            label=_("Stand-in"),
            required=False,
            empty_label=_("Nobody"),
            help_text=_("Is proposed as your delegate; your superior approves"),
        )
        self.order_fields(["first", "last", "kind", "stand_in", "note"])


class DelegationForm(forms.Form):
    """Which areas, to whom, for how long."""

    start = forms.DateField(label=_("From"), widget=Day())
    last = forms.DateField(label=_("Until"), widget=Day(), help_text=_("Including this day; at most 90 days"))
    reason = Words(TEXT, label=_("Reason"), required=True)

    def __init__(self, *args: Any, actor: Actor, person_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["receiver"] = PersonField(
            actor, but=person_id, label=_("Delegate to"), empty_label=_("Choose a colleague")
        )
        self.fields["areas"] = forms.MultipleChoiceField(
            label=_("Areas"),
            choices=[(key, areas[key].label) for key in delegable()],
            initial=delegable,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["receiver", "areas", "start", "last", "reason"])
