"""What remains of a part when a file lacks some of its columns: presets name every column a vendor may export."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kambium.exchange.mapping.conditions import wish
from kambium.exchange.mapping.language import Feed, PartMap, Pick, Test, placeholders

Has = Callable[[str], bool]


def pruned(part: PartMap, has: Has) -> PartMap | None:
    """The part without what its file lacks; None where the file has nothing for it."""
    only_when = pruned_tests(part.only_when, has)
    once_per = tuple(header for header in part.once_per if has(header))
    if (part.only_when and not only_when) or (part.once_per and not once_per):
        return None
    feeds = tuple(pruned_feeds(part.feeds, has))
    if all(feed.pick.kind == "constant" for feed in feeds):
        return None
    fed = {feed.field for feed in feeds}
    return replace(
        part,
        feeds=feeds,
        key=part.key if set(part.key) <= fed else (),
        only_when=only_when,
        skip_when=tuple(test for test in part.skip_when if all(has(header) for header, _ in test)),
        once_per=once_per,
    )


def pruned_feeds(feeds: Iterable[Feed], has: Has) -> Iterable[Feed]:
    for feed in feeds:
        pick = pruned_pick(feed.pick, has)
        if pick is not None:
            yield replace(feed, pick=pick)


def pruned_pick(pick: Pick, has: Has) -> Pick | None:
    """The pick without missing columns, None where nothing of it is left."""
    if pick.kind in ("column", "between"):
        return pick if all(has(header) for header in pick.texts) else None
    if pick.kind == "template":
        return pruned_template(pick, has)
    if pick.kind != "first":
        return pick
    picks = tuple(each for each in (pruned_pick(inner, has) for inner in pick.picks) if each)
    return replace(pick, picks=picks) if picks else None


def pruned_template(pick: Pick, has: Has) -> Pick | None:
    text = pick.texts[0]
    headers = placeholders(text)
    missing = [header for header in headers if not has(header)]
    if len(missing) == len(headers):
        return None
    for header in missing:
        text = text.replace("{" + header + "}", "")
    return replace(pick, texts=(text,))


def pruned_tests(tests: Iterable[Test], has: Has) -> tuple[Test, ...]:
    """The sets of conditions that can still hold: a missing column is empty in every row."""
    return tuple(
        tuple((header, wanted) for header, wanted in test if has(header))
        for test in tests
        if all(has(header) or wish(wanted)("") for header, wanted in test)
    )
