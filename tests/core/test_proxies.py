"""Where a request comes from, behind no proxy, one and two; what a visitor writes into the header is never believed."""

import pytest
from django.test import RequestFactory

from kambium.core.web.proxies import seen_by_proxies

PROXY = "10.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "count", "seen"),
    [
        ("198.51.100.7", 1, "198.51.100.7"),
        ("6.6.6.6, 198.51.100.7", 1, "198.51.100.7"),
        ("6.6.6.6, 198.51.100.7, 10.0.0.9", 2, "198.51.100.7"),
        ("2001:db8::7", 1, "2001:db8::7"),
        ("198.51.100.7", 2, PROXY),
        ("", 1, PROXY),
        ("unknown", 1, PROXY),
        ("<script>", 1, PROXY),
    ],
)
def test_only_what_our_own_proxies_added_counts(forwarded: str, count: int, seen: str) -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR=PROXY)
    assert seen_by_proxies(request, count) == seen
