"""Data folders for the tests of the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.terminal import data_folder


@pytest.fixture
def place() -> Iterator[Path]:
    """A fresh data folder, and no database named."""
    with data_folder() as folder:
        yield folder
