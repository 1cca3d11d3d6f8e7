"""One statement that places every account: scores → axes → quadrant → rank → rule → tier.

The same arithmetic as `weighing`, which the tests hold against it, for a hundred thousand accounts at once.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kambium.core.registry import account_figures
from kambium.portfolio.models import Criterion, TierModel

PLACED = """CREATE TEMP TABLE tier_placed ON COMMIT DROP AS
WITH seen(account_id) AS MATERIALIZED ({seen}),
ranked(account_id, share) AS MATERIALIZED (
    SELECT account_id, rank() OVER (ORDER BY value DESC)::numeric / count(*) OVER ()
    FROM ({size}) sizes(account_id, value) WHERE value IS NOT NULL),
scored(account_id, axis, place, code, weight, score, figure, value) AS ({scored}),
axes AS (
    SELECT account_id, axis,
        round(sum(weight * score) / nullif(sum(weight) FILTER (WHERE score IS NOT NULL), 0), 2) AS value,
        coalesce(sum(weight) FILTER (WHERE score IS NOT NULL), 0) / sum(weight) AS known,
        jsonb_agg(jsonb_build_object('axis', axis, 'code', code, 'weight', weight, 'score', score, 'figure', figure,
            'value', value) ORDER BY place) AS parts
    FROM scored GROUP BY account_id, axis),
placed AS (
    SELECT one.account_id, one.value AS first, two.value AS second, one.known AS first_known,
        two.known AS second_known, one.parts || two.parts AS parts, ranked.share
    FROM axes one JOIN axes two ON two.account_id = one.account_id AND two.axis = 2
    LEFT JOIN ranked ON ranked.account_id = one.account_id WHERE one.axis = 1)
SELECT placed.*, quadrant.id AS quadrant_id, fitting.tier_id, fitting.position AS rule, held.tier_id AS before_id
FROM placed
LEFT JOIN portfolio_quadrant quadrant ON quadrant.model_id = %(model)s
    AND quadrant.first_high = (placed.first >= %(cut_1)s) AND quadrant.second_high = (placed.second >= %(cut_2)s)
    AND placed.first_known >= %(least)s AND placed.second_known >= %(least)s
LEFT JOIN LATERAL (
    SELECT rule.tier_id, rule.position FROM portfolio_tierrule rule
    WHERE rule.model_id = %(model)s AND quadrant.id IS NOT NULL
        AND (rule.quadrant_id IS NULL OR rule.quadrant_id = quadrant.id)
        AND (rule.largest IS NULL OR placed.share <= rule.largest)
    ORDER BY rule.position LIMIT 1) fitting ON true
LEFT JOIN portfolio_classification held ON held.account_id = placed.account_id AND held.active @> %(day)s::date"""
BY_HAND = """SELECT seen.account_id, {axis}::int, {place}::int, {code}::text, {weight}::numeric, s.score::numeric,
    ''::text, NULL::numeric FROM seen
    LEFT JOIN portfolio_score s ON s.account_id = seen.account_id AND s.code = {code}"""
BY_FIGURE = """SELECT seen.account_id, {axis}::int, {place}::int, {code}::text, {weight}::numeric,
    CASE WHEN f.value IS NULL THEN NULL {bands} ELSE 0 END::numeric, {figure}::text, f.value::numeric FROM seen
    LEFT JOIN ({rows}) f(account_id, value) ON f.account_id = seen.account_id"""


class Statement:
    """SQL that is put together with its parameters, each under a name of its own."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def take(self, value: Any) -> str:
        """A placeholder for a value."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f"%({name})s"

    def embed(self, rows: QuerySet[Any, Any]) -> str:
        """A query as a part of the statement."""
        sql, params = rows.query.sql_with_params()
        return sql % tuple(self.take(value) for value in params)


def placing(model: TierModel, seen: QuerySet[Any, Any], day: date) -> tuple[str, dict[str, Any]]:
    """The statement that makes `tier_placed`, a row an account of `seen` (a query of ids), and its parameters."""
    made = Statement()
    axes = list(model.axes.all())
    scored = " UNION ALL ".join(_scored(made, axis.position, axis.criteria.all(), day) for axis in axes)
    size = made.embed(account_figures[model.rank_by].rows(day))
    text = PLACED.replace("{seen}", made.embed(seen)).replace("{size}", size).replace("{scored}", scored)
    cuts = {f"cut_{axis.position}": axis.cut for axis in axes}
    return text, {**made.values, **cuts, "model": model.pk, "least": model.least_known, "day": day}


def _scored(made: Statement, axis: int, criteria: Iterable[Criterion], day: date) -> str:
    return " UNION ALL ".join(_one(made, axis, criterion, day) for criterion in criteria)


def _one(made: Statement, axis: int, criterion: Criterion, day: date) -> str:
    text = BY_FIGURE if criterion.figure else BY_HAND
    parts = {"axis": axis, "place": criterion.position, "code": criterion.code, "weight": criterion.weight}
    for name, value in parts.items():
        text = text.replace(f"{{{name}}}", made.take(value))
    if not criterion.figure:
        return text
    text = text.replace("{figure}", made.take(criterion.figure)).replace("{bands}", _bands(made, criterion))
    return text.replace("{rows}", made.embed(account_figures[criterion.figure].rows(day)))


def _bands(made: Statement, criterion: Criterion) -> str:
    """The bands from the highest down: the first that is reached decides."""
    falling = sorted(criterion.bands, key=lambda band: float(band[0]), reverse=True)
    return " ".join(
        f"WHEN f.value >= {made.take(least)}::numeric THEN {made.take(score)}::numeric" for least, score in falling
    )
