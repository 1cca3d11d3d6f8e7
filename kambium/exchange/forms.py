"""The shape of what the import pages are told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.core.access import Actor
from kambium.core.registry import records
from kambium.exchange.mapping import AUTO, presets


class ManyFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more uploaded files, as a list."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        found = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in found]


class UploadForm(forms.Form):
    """Files, and what they are."""

    files = FilesField(  # type: ignore[assignment]
        label=_("Files"),
        widget=ManyFiles(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm,.xls", "multiple": True}),
        help_text=_("CSV, TSV, XLSX or XLS; several at once, for example accounts and contacts"),
        allow_empty_file=True,
    )
    what = forms.ChoiceField(label=_("What is in them"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(name, PRESET_NAMES.get(name, name)) for name in presets()]
        own = [(r.key, r.label) for r in sorted(records, key=lambda r: r.position) if r.writer]
        choices = [
            (AUTO, _("Find out by the headers")),
            (_("An export of"), named),
            (_("A table of"), own),
        ]
        self.fields["what"].choices = choices  # type: ignore[attr-defined]


class ExportForm(forms.Form):
    """Which record goes out, and as what."""

    record = forms.ChoiceField(label=_("What to take out"))
    format = forms.ChoiceField(label=_("Format"), choices=[("xlsx", "Excel"), ("csv", "CSV")], initial="xlsx")

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [r for r in sorted(records, key=lambda r: r.position) if actor.can(r.export_permission)]
        self.fields["record"].choices = [(r.key, r.label) for r in mine]  # type: ignore[attr-defined]


PRESET_NAMES = {
    "zoho": "Zoho CRM",
    "fxiaoke": _("Fxiaoke"),
    "salesforce": "Salesforce",
    "hubspot": "HubSpot",
}


class OptionsForm(forms.Form):
    """How rows that are here already are treated."""

    existing = forms.ChoiceField(
        label=_("Rows that are here already"),
        choices=[
            ("overwrite", _("Overwrite with what the file says")),
            ("fill", _("Only fill what is blank")),
        ],
        initial="overwrite",
        widget=forms.RadioSelect,
    )
    unknown = forms.ChoiceField(
        label=_("Words no list knows, such as a new industry"),
        choices=[("make", _("Add them to the list")), ("refuse", _("Refuse the row"))],
        initial="make",
        widget=forms.RadioSelect,
    )

    def options(self) -> dict[str, bool]:
        """The choices as the run keeps them."""
        said = self.cleaned_data
        return {"overwrite": said["existing"] == "overwrite", "make_terms": said["unknown"] == "make"}
