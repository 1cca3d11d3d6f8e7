"""Which mapping is meant by what somebody said: `kambium import zoho …`, `kambium import account … --map my.yaml`."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kambium.core.registry import records
from kambium.exchange.mapping.exports import export_of
from kambium.exchange.mapping.language import Layout, MapFile
from kambium.exchange.mapping.load import load_file
from kambium.exchange.mapping.presets import preset, presets
from kambium.exchange.mapping.problems import BadMap, MapProblem
from kambium.exchange.mapping.suggest import suggested
from kambium.exchange.reading.table import Table

AUTO = "auto"


def mapping_for(word: str, tables: Sequence[Table], map_file: Path | None = None) -> MapFile:
    """The mapping for a preset, a record or a mapping file; AUTO goes by the headers alone. Raises BadMap.

    With a mapping file the word is the mapping's name, or a record if only that one is to be taken in.
    """
    if map_file is not None:
        return of_file(word, map_file)
    if word == AUTO:
        name = export_of(tables)
        return preset(name) if name else suggested(tables)
    if word in presets():
        return preset(word)
    record = records.get(word)
    if record is None:
        raise unknown(word)
    return suggested(tables, record)


def of_file(word: str, map_file: Path) -> MapFile:
    found = load_file(map_file)
    if word in records:
        return replace(found, layouts=tuple(only(layout, word) for layout in found.layouts))
    if word != found.name:
        raise unknown(word, found.name)
    return found


def only(layout: Layout, record: str) -> Layout:
    """A layout that takes one record only."""
    return replace(layout, parts=tuple(part for part in layout.parts if part.record == record))


def unknown(word: str, *names: str) -> BadMap:
    known = ", ".join([*names, *presets()])
    return BadMap([MapProblem("no_such_preset", word=word, presets=known, records=", ".join(r.key for r in records))])
