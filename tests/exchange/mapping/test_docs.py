"""The page about mappings shows mappings that work, and leaves out no word of the language."""

import re
from pathlib import Path

import pytest

from kambium.core.registry import records
from kambium.exchange.mapping import load_bytes, presets
from kambium.exchange.mapping.check import check
from kambium.exchange.mapping.language import MODES, OWN_KINDS
from kambium.exchange.mapping.load import LAYOUT, LOOKUP, MATCH, PART, TOP
from kambium.exchange.mapping.load_feeds import IN_FIELDS
from kambium.exchange.mapping.steps import STEPS

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGE = (DOCS / "howto" / "map-a-file.md").read_text()
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
GUIDES = [DOCS / "guide" / language / "import.md" for language in ("zh", "en")]


@pytest.mark.django_db
@pytest.mark.parametrize("text", EXAMPLES)
def test_every_mapping_shown_makes_sense(text: str) -> None:
    found = load_bytes(text.encode(), "shown.yaml")
    check(found, {record.key: record for record in records})
    assert found.layouts


def test_there_are_mappings_to_see() -> None:
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize(
    "word", sorted({*TOP, *LAYOUT, *MATCH, *PART, *LOOKUP, *IN_FIELDS, *MODES, *OWN_KINDS, *STEPS})
)
def test_every_word_is_explained(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_every_record_is_named() -> None:
    assert [record.key for record in records if f"`{record.key}`" not in PAGE] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.parent.name)
def test_the_guides_name_every_preset(guide: Path) -> None:
    names = {"zoho": "Zoho CRM", "fxiaoke": "纷享销客", "salesforce": "Salesforce", "hubspot": "HubSpot"}
    assert set(names) == set(presets())
    assert [name for name in names.values() if name not in guide.read_text()] == []
