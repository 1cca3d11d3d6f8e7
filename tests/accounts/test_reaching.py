"""Telephone numbers and web addresses are compared by their keys."""

import pytest

from kambium.accounts.reaching import domain_of, link_of, phone_key


@pytest.mark.parametrize(
    ("number", "country", "key"),
    [
        ("186 1234 1402", "", "+8618612341402"),
        ("１８６12341402", "CN", "+8618612341402"),
        ("021-6888 1234", "", "+862168881234"),
        ("0755-88886666转801", "CN", "+8675588886666"),
        ("+49 89 1234567", "CN", "+49891234567"),
        ("089 1234567", "DE", "+49891234567"),
        ("+1 (414) 555-0100 ext. 12", "", "+14145550100"),
        ("ask the porter", "", ""),
        ("12", "", ""),
        ("", "", ""),
        ("9" * 60, "", ""),
    ],
)
def test_a_number_has_its_key(number: str, country: str, key: str) -> None:
    assert phone_key(number, country) == key


@pytest.mark.parametrize(
    ("website", "email", "domain"),
    [
        ("https://www.Huadong-Heavy.com.cn/about?x=1", "", "huadong-heavy.com.cn"),
        ("weidental.example", "", "weidental.example"),
        ("", "li@weidental.example", "weidental.example"),
        ("weidental.example", "li@other.example", "weidental.example"),
        ("", "somebody@qq.com", ""),
        ("", "somebody@GMAIL.com", ""),
        ("http://[bad", "", ""),
        ("localhost", "", ""),
        ("no site", "", ""),
        (f"{'a' * 200}.com", "", ""),
    ],
)
def test_a_company_has_its_domain(website: str, email: str, domain: str) -> None:
    assert domain_of(website, email) == domain


@pytest.mark.parametrize(
    ("website", "link"),
    [
        ("weidental.example/de", "https://weidental.example/de"),
        ("http://weidental.example", "http://weidental.example"),
        ("javascript://weidental.example/%0aalert(1)", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_website_leads_only_to_the_web(website: str, link: str) -> None:
    assert link_of(website) == link
