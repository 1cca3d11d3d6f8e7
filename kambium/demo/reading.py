"""The written part of the demo: accounts as a table, products and stories as texts in both languages."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "texts"
Pair = tuple[str, str]


@dataclass(frozen=True)
class Product:
    """What an industry buys: Chinese, English, and the Chinese counting word."""

    zh: str
    en: str
    unit: str


@dataclass(frozen=True)
class Industry:
    """The products of an industry and the titles of two people who work with them."""

    engineer: Pair
    user: Pair
    products: tuple[Product, ...]


@dataclass(frozen=True)
class Text:
    """One way to tell a stage: subject and body in both languages."""

    subject: Pair
    body: Pair


@dataclass(frozen=True)
class Stage:
    """A step of a story: how it happens, with whom, what it leads to, and the ways to tell it."""

    story: str
    kinds: tuple[str, ...]
    who: str
    next: Pair
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Story:
    """Something that goes on with a customer, stage by stage; `fit` names the account statuses it suits."""

    key: str
    fit: tuple[str, ...]
    stages: tuple[Stage, ...]


@cache
def accounts() -> tuple[dict[str, str], ...]:
    """The lines of the table of accounts; the first has the id 1."""
    with (TEXTS / "accounts.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def industries() -> dict[str, Industry]:
    """Industries by the code of their term."""
    return {key: _industry(facts) for key, facts in _toml("products.toml").items()}


def _industry(facts: dict[str, Any]) -> Industry:
    products = tuple(Product(*words) for words in facts["products"])
    return Industry(tuple(facts["engineer"]), tuple(facts["user"]), products)


@cache
def stories() -> tuple[Story, ...]:
    """All stories, in the order of their files."""
    files = ("stories/selling.toml", "stories/serving.toml", "stories/relating.toml")
    return tuple(_story(key, facts) for name in files for key, facts in _toml(name).items())


def _story(key: str, facts: dict[str, Any]) -> Story:
    return Story(key, tuple(facts["fit"]), tuple(_stage(key, stage) for stage in facts["stages"]))


def _stage(story: str, facts: dict[str, Any]) -> Stage:
    texts = tuple(Text((t[0], t[1]), (t[2], t[3])) for t in facts["texts"])
    return Stage(story, tuple(facts["kinds"]), facts["who"], tuple(facts["next"]), texts)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / name).read_text(encoding="utf-8"))


@cache
def names() -> dict[str, Any]:
    """The names contacts are made of."""
    return _toml("names.toml")


@cache
def remarks() -> dict[str, list[Pair]]:
    """Sentences a note may end with: technical, commercial, and for anybody."""
    return {key: [(zh, en) for zh, en in pairs] for key, pairs in _toml("remarks.toml").items()}
