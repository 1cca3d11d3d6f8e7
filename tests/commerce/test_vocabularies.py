"""The words commerce starts with."""

import pytest

from kambium.commerce.vocabularies import DELIVERED
from kambium.core import terms
from kambium.core.models import Term


@pytest.mark.django_db
def test_the_migrations_deliver_the_words_of_commerce() -> None:
    found = {v.key: Term.objects.filter(vocabulary=v.key).count() for v in DELIVERED}
    assert found == {"unit": 16, "contract_kind": 9, "ending_reason": 6, "churn_reason": 12, "payment_method": 8,
                     "invoice_kind": 6}  # fmt: skip
    assert terms.deliver(DELIVERED) == 0


def test_every_word_stands_in_both_languages_once() -> None:
    for vocabulary in DELIVERED:
        codes, chinese, english = zip(*vocabulary.rows, strict=True)
        assert all(chinese)
        assert all(english)
        assert len(set(codes)) == len(set(chinese)) == len(set(english)) == len(codes)
