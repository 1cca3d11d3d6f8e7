"""From files to a plan: which record each file carries, in which order they are taken, which column feeds which field.

`mapping_for` finds or guesses the mapping, `plan` puts it together with the files, `Part.row_values` takes a row apart.
Values are not read here: a `ColumnPlan` says how they are.
"""

from kambium.exchange.mapping.choose import AUTO, mapping_for
from kambium.exchange.mapping.columns import ColumnPlan
from kambium.exchange.mapping.discern import Recognised, certain, recognise
from kambium.exchange.mapping.dump import dump
from kambium.exchange.mapping.exports import export_of
from kambium.exchange.mapping.guess import Guess, guesses, header_words
from kambium.exchange.mapping.left import Left
from kambium.exchange.mapping.load import load_bytes, load_file
from kambium.exchange.mapping.plan import Part, Plan, plan
from kambium.exchange.mapping.presets import preset, presets
from kambium.exchange.mapping.problems import BadMap, MapProblem
from kambium.exchange.mapping.rows import LEFT_OUT, RowValues
from kambium.exchange.mapping.suggest import suggested

__all__ = [
    "AUTO",
    "LEFT_OUT",
    "BadMap",
    "ColumnPlan",
    "Guess",
    "Left",
    "MapProblem",
    "Part",
    "Plan",
    "Recognised",
    "RowValues",
    "certain",
    "dump",
    "export_of",
    "guesses",
    "header_words",
    "load_bytes",
    "load_file",
    "mapping_for",
    "plan",
    "preset",
    "presets",
    "recognise",
    "suggested",
]
