"""The order in which records are taken in: what is pointed to comes first."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from kambium.core.registry import Record
from kambium.exchange.mapping.check import target_of


def ranks(records: Mapping[str, Record]) -> dict[str, int]:
    """The place of every record: after all that it needs or points to, else by its position."""
    graph = {key: needed(record) & set(records) for key, record in records.items()}
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as error:
        raise ValueError(f"records need each other in a circle: {error.args[1]}") from None
    found: dict[str, int] = {}
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=lambda key: (records[key].position, key))
        for key in ready:
            found[key] = len(found)
        sorter.done(*ready)
    return found


def needed(record: Record) -> set[str]:
    """The records that a record points to, itself left out: a parent may stand in the same file."""
    return ({target_of(spec) for spec in record.fields} | set(record.needs)) - {"", record.key}
