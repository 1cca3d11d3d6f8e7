"""The vocabularies of the customer record, as settings call them; `defaults` has the words they start with."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import Vocabulary, vocabularies

vocabularies.add(
    Vocabulary("industry", _("Industry")),
    Vocabulary("region", _("Region")),
    Vocabulary("size", _("Size")),
    Vocabulary("account_status", _("Account status")),
    Vocabulary("tag", _("Tags")),
    Vocabulary("contact_role", _("Part in buying")),
    Vocabulary("seniority", _("Seniority")),
    Vocabulary("member_role", _("Part in the account team")),
)
