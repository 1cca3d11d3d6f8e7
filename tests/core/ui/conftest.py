"""The two readers of these tests."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture
def chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield
