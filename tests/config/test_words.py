"""The command line's language."""

import pytest

from kambium.config.words import say

NAMES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "stop"),
        ({"LANG": "zh_CN.UTF-8"}, "停止"),
        ({"LANG": "en_US.UTF-8"}, "stop"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "停止"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en:zh"}, "stop"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "停止"),
    ],
)
def test_it_speaks_the_terminals_language(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], said: str
) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert say("stop", "停止") == said
