"""Fields that come in files only: a name in whichever script, a name in two parts.

A field `name` goes into `name_zh` or `name_en` by its script wherever a record has those two; first and last name
become one. What is fed directly goes before what is derived.
"""

from collections.abc import Iterable

from kambium.core.registry import Record
from kambium.exchange.mapping.language import Feed, Pick

HAN = "zh"
OTHER = "en"
NOTHING = Pick("constant", ("",))


def expanded(feeds: Iterable[Feed], record: Record) -> list[Feed]:
    """The feeds in fields that the record really has."""
    fed = {feed.field: feed for feed in feeds}
    known = {spec.name for spec in record.fields}
    join_name_parts(fed, known)
    for base in [name for name in fed if {f"{name}_{HAN}", f"{name}_{OTHER}"} <= known]:
        split_by_script(fed, base)
    return list(fed.values())


def join_name_parts(fed: dict[str, Feed], known: set[str]) -> None:
    """First and last name together, else the name that is given, else the one part there is."""
    first, last = (fed.get(name) for name in ("first_name", "last_name"))
    if "name" not in known or not (first or last):
        return
    parts = (first.pick if first else NOTHING, last.pick if last else NOTHING)
    either = Pick("full_name", picks=parts)
    given = fed.get("name")
    picks = (Pick("full_name", ("both",), parts), given.pick, either) if given else (either,)
    fed["name"] = Feed("name", Pick("first", picks=picks), line=parts[0].line or parts[1].line)
    fed.pop("first_name", None)
    fed.pop("last_name", None)


def split_by_script(fed: dict[str, Feed], base: str) -> None:
    given = fed.pop(base)
    for script in (HAN, OTHER):
        name = f"{base}_{script}"
        fed[name] = behind(fed.get(name), name, Pick("script", (script,), (given.pick,), line=given.line))


def behind(feed: Feed | None, name: str, pick: Pick) -> Feed:
    """A feed that takes `pick` when it has no value of its own."""
    if feed is None:
        return Feed(name, pick, line=pick.line)
    return Feed(name, Pick("first", picks=(feed.pick, pick), line=feed.line), line=feed.line)
