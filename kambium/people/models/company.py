"""The company that uses this installation."""

from django.db import models

from kambium.core.history import kept
from kambium.people.models.person import named


@kept()
class Company(models.Model):
    """One row: its names, the currency of its books and where its day begins."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    name_zh = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    currency = models.CharField(max_length=3, default="CNY")
    time_zone = models.CharField(max_length=60, default="Asia/Shanghai")
    country = models.CharField(max_length=2, default="CN")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="company_one_row")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        return named(self.name_zh, self.name_en)
