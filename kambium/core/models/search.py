"""One row for each thing Ctrl+K can find."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from kambium.core.access.owned import Owned


class SearchEntry(Owned):
    """The words by which a record is found, with the owner columns that decide who finds it.

    `haystack` is everything folded: names, other words, full pinyin and initials. `grams` are its two-character
    pieces: a trigram index cannot serve a two-character Chinese word, an index of pieces can.
    """

    permission: ClassVar[str] = "accounts.view"
    root_column: ClassVar[str] = "root_id"

    kind = models.TextField()
    object_id = models.BigIntegerField()
    root_id = models.BigIntegerField(null=True)
    title_zh = models.TextField(default="")
    title_en = models.TextField(default="")
    more = models.TextField(default="")
    head = models.TextField(default="")
    haystack = models.TextField(default="")
    grams = ArrayField(models.TextField(), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_once")]
        indexes = [
            GinIndex(fields=["grams"], name="search_grams"),
            GinIndex(OpClass("haystack", "gin_trgm_ops"), name="search_trigrams"),
            models.Index(OpClass("head", "text_pattern_ops"), name="search_head"),
            models.Index(fields=["owner"], name="search_owner"),
            models.Index(fields=["root_id"], name="search_root"),
        ]

    def __str__(self) -> str:
        return self.title_zh or self.title_en
