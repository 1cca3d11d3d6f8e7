"""What foreign money was worth."""

from django.db import models
from django.db.models.functions import Now

from kambium.core.history import kept


@kept()
class ExchangeRate(models.Model):
    """What one unit of a currency was worth in the company's currency from a day on, until the next row's day."""

    currency = models.CharField(max_length=3)
    on = models.DateField()
    rate = models.DecimalField(max_digits=18, decimal_places=8)
    source = models.CharField(max_length=40, blank=True, default="", db_default="")
    source_run = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["currency", "on"], name="rate_once_a_day"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="rate_positive"),
            models.CheckConstraint(condition=models.Q(currency__regex=r"^[A-Z]{3}$"), name="rate_currency_code"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.on}: {self.rate}"
