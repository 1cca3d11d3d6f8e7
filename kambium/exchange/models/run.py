"""One import: its files, what was taken out of them, and how it ended."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kambium.core.models import StoredFile

STATES = (
    ("new", _("Being prepared")),
    ("queued", _("Waiting")),
    ("running", _("Running")),
    ("checked", _("Checked, nothing written")),
    ("done", _("Done")),
    ("stopped", _("Stopped, nothing written")),
    ("failed", _("Failed, nothing written")),
    ("reverted", _("Reverted")),
)
PHASES = {"reading": _("Reading rows"), "matching": _("Comparing with what is here"), "writing": _("Writing")}
OVER = ("checked", "done", "stopped", "failed", "reverted")


class Run(models.Model):
    """An import of one or several files in one go; all of it is written, or nothing.

    Counts are those of the last check or run. `wish_stop` is what a person asked for; the run sees it at its next
    breath. `made_terms` are the words of vocabularies that the run added.
    """

    preset = models.CharField(max_length=40, blank=True)
    record = models.CharField(max_length=40, blank=True)
    mapping = models.TextField(blank=True)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=STATES, default="new")
    is_dry = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    via = models.CharField(max_length=20, default="web")
    created_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reverted_at = models.DateTimeField(null=True)
    reverted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    total_rows = models.BigIntegerField(default=0)
    done_rows = models.BigIntegerField(default=0)
    phase = models.CharField(max_length=20, blank=True)
    wish_stop = models.BooleanField(default=False)
    problem = models.JSONField(null=True)
    made_terms = models.JSONField(default=list)
    errors_file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    kept_on_revert = models.JSONField(default=list)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.CheckConstraint(condition=models.Q(state__in=[s for s, _l in STATES]), name="run_state")]

    def __str__(self) -> str:
        return f"{self.preset or self.record} {self.created_at:%Y-%m-%d}"

    @property
    def names(self) -> str:
        """Its files, as people call it."""
        return ", ".join(f.name for f in self.files.all()) or self.preset or self.record

    @property
    def phase_label(self) -> str:
        """What is being done now, in the reader's language."""
        return str(PHASES.get(self.phase, PHASES["reading"]))

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.state in OVER


class RunFile(models.Model):
    """A file of a run, as it came."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    name = models.TextField()
    sheet = models.TextField(blank=True)
    position = models.IntegerField(default=0)
    encoding = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class RunPart(models.Model):
    """One record taken out of one file, with its counts and some rows to look at."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="parts")
    position = models.IntegerField()
    record = models.CharField(max_length=40)
    file_name = models.TextField()
    created = models.BigIntegerField(default=0)
    updated = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)
    left_out = models.BigIntegerField(default=0)
    samples = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    left = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="run_part_once")]

    def __str__(self) -> str:
        return f"{self.record} of {self.file_name}"


class SavedMap(models.Model):
    """How a person mapped a file with these headers; offered again for the next one like it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    record = models.CharField(max_length=40)
    signature = models.CharField(max_length=64)
    mapping = models.TextField()
    used_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-used_at"]
        constraints = [models.UniqueConstraint(fields=["person", "record", "signature"], name="saved_map_once")]

    def __str__(self) -> str:
        return self.name
