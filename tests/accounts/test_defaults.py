"""The words an installation starts with: there after the migrations, and never written over."""

import pytest

from kambium.accounts.vocabularies import DELIVERED as VOCABULARIES
from kambium.core import terms
from kambium.core.models import Revision, Term

DELIVERED = {
    "industry": 32,
    "region": 13,
    "size": 5,
    "account_status": 4,
    "tag": 9,
    "contact_role": 7,
    "seniority": 5,
    "member_role": 7,
}


@pytest.mark.django_db
def test_the_migrations_deliver_every_vocabulary():
    found = {v.key: Term.objects.filter(vocabulary=v.key).count() for v in VOCABULARIES}
    assert found == DELIVERED


@pytest.mark.django_db
def test_installing_again_adds_nothing_and_disturbs_no_memory():
    before = Revision.objects.get(key="terms").number
    assert terms.deliver(VOCABULARIES) == 0
    assert Revision.objects.get(key="terms").number == before


@pytest.mark.django_db
def test_a_renamed_word_stays_renamed_and_a_lost_one_comes_back():
    Term.objects.filter(vocabulary="industry", code="rail").update(name_zh="轨交", is_active=False)
    Term.objects.filter(vocabulary="industry", code="water").delete()
    assert terms.deliver(VOCABULARIES) == 1
    rail = Term.objects.get(vocabulary="industry", code="rail")
    assert (rail.name_zh, rail.is_active) == ("轨交", False)
    assert terms.vocabulary("industry")["water"].name_zh == "水务环保"


def test_every_word_stands_in_both_languages_once():
    for vocabulary in VOCABULARIES:
        codes, chinese, english = zip(*vocabulary.rows, strict=True)
        assert all(chinese)
        assert all(english)
        assert len(set(codes)) == len(set(chinese)) == len(set(english)) == len(codes)
        assert {code for code, _ in vocabulary.tones} <= set(codes)
