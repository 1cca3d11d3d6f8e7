"""The two readers of these tests."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from kambium.config import catalogues


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    catalogues.compile_stale()


@pytest.fixture
def chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield
