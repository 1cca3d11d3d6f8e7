"""Words the company owns: industries, regions, sizes, statuses, tags, reasons. Rows people edit, in both languages."""

from django.db import models
from django.utils.translation import get_language


class Term(models.Model):
    """One word of one vocabulary. Rows elsewhere keep its `code`; the words can change, the code stays."""

    vocabulary = models.TextField()
    code = models.TextField()
    name_zh = models.TextField()
    name_en = models.TextField()
    position = models.IntegerField(default=0)
    tone = models.TextField(default="", blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["vocabulary", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="term_code_once"),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[a-z0-9][a-z0-9_-]{0,63}$"), name="term_code_form"
            ),
            models.CheckConstraint(condition=~models.Q(name_zh="", name_en=""), name="term_has_name"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The word in the reader's language, else in the other."""
        zh = (get_language() or "").startswith("zh")
        return (self.name_zh or self.name_en) if zh else (self.name_en or self.name_zh)
