"""A person who works here, and signs in or not."""

from functools import cached_property
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kambium.core.access import ALL, SELF, TREE, Actor
from kambium.core.history import kept
from kambium.people import sitting

LANGUAGES = (("zh-hans", "中文"), ("en", "English"))
DENSITIES = (("comfortable", _("Comfortable")), ("compact", _("Compact")))
THEMES = (("auto", _("As the system")), ("light", _("Light")), ("dark", _("Dark")))
TRENDS = (("green-up", _("Green is up")), ("red-up", _("Red is up")))


class PersonQuerySet(models.QuerySet["Person"]):
    """Reads of people."""

    def sitting(self) -> "PersonQuerySet":
        """With all that a request needs to know of the person, in the same statement."""
        return self.annotate(**sitting.ANNOTATIONS)

    def active(self) -> "PersonQuerySet":
        """People who still work here."""
        return self.filter(is_active=True)

    def visible_to(self, actor: Actor, permission: str = "people.view") -> "PersonQuerySet":
        """The people this actor may see (or do `permission` to), whether they still work here or not."""
        scope, units = actor.scope(permission), actor.units(permission)
        if scope & ALL or any(unit.depth == 0 for unit in units):
            return self.all()
        found = models.Q(pk=actor.person_id) if scope & SELF else models.Q(pk__in=())
        if scope & TREE:
            for unit in units:
                found |= models.Q(team__path__contains=[unit.unit_id])
        return self.filter(found)


class People(BaseUserManager["Person"]):
    """Django asks the user model for a manager with look-up by natural key."""

    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def sitting(self) -> PersonQuerySet:
        """See `PersonQuerySet.sitting`."""
        return self.get_queryset().sitting()

    def active(self) -> PersonQuerySet:
        """See `PersonQuerySet.active`."""
        return self.get_queryset().active()

    def visible_to(self, actor: Actor, permission: str = "people.view") -> PersonQuerySet:
        """See `PersonQuerySet.visible_to`."""
        return self.get_queryset().visible_to(actor, permission)


@kept(exclude=("password", "last_login", "updated_at"))
class Person(AbstractBaseUser):
    """A member of staff. Somebody without a password or single sign-on is known here but cannot sign in.

    Names: at least one of the two is filled. `team` and `manager` are today's row of `Membership`, copied here by the
    actions that change it.
    """

    email = models.EmailField(max_length=254)
    staff_no = models.CharField(max_length=40, blank=True)
    name_zh = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=80, blank=True)
    title_zh = models.CharField(max_length=80, blank=True)
    title_en = models.CharField(max_length=80, blank=True)
    sort_zh = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="people")
    manager = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reports")
    language = models.CharField(max_length=10, choices=LANGUAGES, default=settings.LANGUAGE_CODE)
    time_zone = models.CharField(max_length=60, default=settings.TIME_ZONE)
    currency = models.CharField(max_length=3, default="CNY")
    theme = models.CharField(max_length=10, choices=THEMES, default="auto")
    density = models.CharField(max_length=12, choices=DENSITIES, default="comfortable")
    trend = models.CharField(max_length=10, choices=TRENDS, default="green-up")
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40, blank=True)
    source_key = models.CharField(max_length=120, blank=True)
    source_run = models.BigIntegerField(null=True)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=TransactionNow())

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = People()

    class Meta:
        ordering = ["sort_zh", "id"]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="person_email_once"),
            models.UniqueConstraint(fields=["staff_no"], condition=~models.Q(staff_no=""), name="person_staff_no_once"),
            models.UniqueConstraint(
                fields=["source", "source_key"], condition=~models.Q(source_key=""), name="person_source_once"
            ),
            models.CheckConstraint(condition=~models.Q(name_zh="", name_en=""), name="person_has_name"),
            models.CheckConstraint(condition=~models.Q(manager=models.F("id")), name="person_not_own_manager"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        return named(self.name_zh, self.name_en)

    @property
    def title(self) -> str:
        """The job title in the reader's language, else in the other."""
        return named(self.title_zh, self.title_en)

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return ZoneInfo(self.time_zone)

    # What `sitting()` read in the same statement; a person read otherwise asks once.

    @cached_property
    def _sitting(self) -> dict[str, Any]:
        if "sitting" in self.__dict__:
            return sitting.unpack(self.__dict__["sitting"])
        return sitting.unpack(type(self).objects.sitting().filter(pk=self.pk).values_list("sitting", flat=True)[0])  # type: ignore[misc]

    def actor(self, via: str = "web") -> Actor:
        """This person as the policy sees one, now."""
        facts = self._sitting
        return Actor(self.pk, facts["grants"], facts["delegates"], via)

    @property
    def unread(self) -> int:
        """Unread notices."""
        return int(self._sitting["unread"])

    @property
    def pinned(self) -> list[dict[str, str]]:
        """Pinned pages: label and url."""
        return list(self._sitting["pins"])

    @property
    def terms_revision(self) -> int:
        """The revision of the vocabularies."""
        return int(self._sitting["terms"])

    @property
    def people_revision(self) -> int:
        """The revision of the directory of people."""
        return int(self._sitting["people"])


def named(zh: str, en: str) -> str:
    """One of two names, by the reader's language."""
    return (zh or en) if (get_language() or "").startswith("zh") else (en or zh)
