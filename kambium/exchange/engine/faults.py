"""Why a row was refused, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

REASONS = {
    "value": _("%(field)s: %(reason)s"),
    "row": _("%(reason)s"),
    "required": _("%(field)s is missing"),
    "too_long": _("%(field)s has %(length)s characters; %(most)s is the most"),
    "no_term": _("%(field)s: there is no “%(value)s” in the list"),
    "no_choice": _("%(field)s: “%(value)s” is none of the possible values"),
    "no_country": _("%(field)s: “%(value)s” is no country"),
    "no_currency": _("%(field)s: “%(value)s” is no currency"),
    "no_person": _("%(field)s: nobody here is called or numbered “%(value)s”"),
    "several_people": _("%(field)s: several people are called “%(value)s”"),
    "bad_email": _("%(field)s: “%(value)s” is no mail address"),
    "out_of_range": _("%(field)s: “%(value)s” is out of range"),
    "no_name": _("The row has no name"),
    "no_account": _("There is no account “%(value)s”"),
    "several_accounts": _("Several accounts are called “%(value)s”"),
    "several_matches": _("“%(value)s” matches several rows that are here already"),
    "no_parent": _("There is no parent account “%(value)s”"),
    "parent_circle": _("The parent account “%(value)s” leads back to the account itself"),
    "no_superior": _("There is no contact “%(value)s” to report to"),
    "no_manager": _("There is no manager “%(value)s”"),
    "no_team": _("There is no team “%(value)s”"),
    "manager_circle": _("The reporting line through “%(value)s” leads back to the person"),
    "reference_refused": _("“%(value)s” stands in this file too, but its row was refused"),
    "no_place": _("The address has neither a street nor a city"),
    "no_subject": _("The activity has no subject"),
    "no_email": _("The person has neither an e-mail address nor a staff number"),
    "email_taken": _("The mail address “%(value)s” belongs to somebody else"),
    "number_taken": _("The number “%(value)s” belongs to another row"),
    "no_category": _("There is no category “%(value)s”"),
    "several_category": _("Several categories are called “%(value)s”"),
    "several_parent": _("Several categories are called “%(value)s”"),
    "category_circle": _("The category “%(value)s” leads back to itself"),
    "no_product": _("There is no product “%(value)s”"),
    "several_product": _("Several products are called “%(value)s”"),
    "no_order": _("There is no order “%(value)s”"),
    "no_day": _("The row has no date"),
    "no_amount": _("The row has neither an amount nor a price"),
    "no_paper": _("There is no paper with the number “%(value)s”"),
    "other_account": _("“%(value)s” belongs to another account"),
    "no_number": _("The row has no number"),
    "no_worth": _("The row has no amount, or one that cannot be"),
    "below_zero": _("The amount must be above zero"),
    "below_settled": _("More than this amount has been paid already"),
    "ends_first": _("It ends before it begins"),
    "no_price_list": _("There is no price list “%(value)s”"),
    "several_price_list": _("Several price lists are called “%(value)s”"),
    "price_twice": _("Another price of this product holds at the same time"),
    "no_rate": _("A rate is above zero, and of a foreign currency"),
    "says_nothing": _("The row names no product and has no text"),
    "bad_registration": _("“%(value)s”: %(reason)s"),
    "repeated": _("The same row as in line %(line)s"),
    "gone": _("The row of this number is no longer here"),
    "not_here": _("Nothing here matches; this import only updates"),
    "not_yours": _("It is not yours to change"),
    "owner_not_yours": _("The owner is not in your team"),
}


@dataclass(frozen=True)
class Fault:
    """A refused row: its line in the file, a code of REASONS and the words its sentence names."""

    line: int
    code: str
    words: dict[str, Any]

    def text(self) -> str:
        """The reason in the reader's language."""
        words = {"value": "", "reason": "", "field": "", **self.words}
        return str(REASONS[self.code]) % words if self.code in REASONS else gettext("This row cannot be taken")
