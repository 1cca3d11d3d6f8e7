"""The rows shown after a check are in the reader's words, not in those of the database."""

import pytest
from django.utils import translation

from kambium.core.registry import records
from kambium.demo.world import World
from kambium.exchange.queries import sample_rows
from tests.exchange.conftest import Imports

pytestmark = pytest.mark.django_db
TEXT = (
    "客户名称,行业,状态,国家,负责人,年收入,标签\n"
    "试样机械有限公司,装备制造,潜在客户,德国,沈静怡,1234567,\n"
    "试样编织有限公司,手工编织业,合作中,中国,,,\n"
)


def shown(samples: list[dict[str, object]], language: str) -> list[dict[str, str]]:
    with translation.override(language):
        specs, lines = sample_rows(records["account"], samples)
    return [{spec.name: text for spec, text in zip(specs, line, strict=True) if text} for line in lines]


def test_codes_and_numbers_are_shown_by_their_names(world: World, imports: Imports) -> None:
    run, _outcome = imports("account", TEXT, dry=True)
    samples = run.parts.get().samples
    first, second = shown(samples, "zh-hans")
    assert (first["industry"], first["status"], first["country"], first["owner"]) == (
        "装备制造", "潜在客户", "德国", "沈静怡",
    )  # fmt: skip
    assert first["annual_revenue"] == "1,234,567"
    assert second["industry"] == "手工编织业"
    english = shown(samples, "en")[0]
    assert (english["industry"], english["country"], english["owner"]) == ("Machinery", "Germany", world.shen.name_en)
