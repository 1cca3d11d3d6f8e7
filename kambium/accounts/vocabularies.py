"""The vocabularies of the customer record, as settings call them; `defaults` has the words they start with."""

from django.utils.translation import gettext_lazy as _

from kambium.accounts import defaults as words
from kambium.core.registry import Vocabulary, vocabularies

DELIVERED = (
    Vocabulary("industry", _("Industry"), words.INDUSTRIES),
    Vocabulary("region", _("Region"), words.REGIONS),
    Vocabulary("size", _("Size"), words.SIZES),
    Vocabulary("account_status", _("Account status"), words.STATUSES, words.STATUS_TONES),
    Vocabulary("tag", _("Tags"), words.TAGS),
    Vocabulary("contact_role", _("Part in buying"), words.CONTACT_ROLES),
    Vocabulary("seniority", _("Seniority"), words.SENIORITIES),
    Vocabulary("member_role", _("Part in the account team"), words.MEMBER_ROLES),
)
vocabularies.add(*DELIVERED)
