"""The reference in docs/reference/ is what the domains declare today."""

from pathlib import Path

import pytest

from kambium.core import reference

COMMITTED = Path(__file__).parents[2] / "docs" / "reference"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reference")
    assert reference.write(folder) == list(reference.PAGES)
    return folder


@pytest.mark.parametrize("name", reference.PAGES)
def test_a_page_is_as_the_code_says(name: str, written: Path) -> None:
    """`./kam reference` writes it anew."""
    assert (COMMITTED / name).read_text(encoding="utf-8") == (written / name).read_text(encoding="utf-8")


def test_no_page_is_left_of_what_is_gone() -> None:
    assert sorted(path.name for path in COMMITTED.iterdir()) == sorted(reference.PAGES)


def test_writing_a_second_time_changes_nothing(written: Path) -> None:
    assert reference.write(written) == []
