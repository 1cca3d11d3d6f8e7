"""One statement that reads the signed-in person and all that every page needs: grants, delegations, bell, pins."""

from typing import Any

from django.db.models import JSONField
from django.db.models.expressions import RawSQL

from kambium.core.access import Delegate, Granted

SQL = """jsonb_build_object(
  'grants', (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'role', g.role, 'unit', g.team_id, 'depth', coalesce(t.depth, 0),
        'below', CASE WHEN t.depth > 2 THEN
          (SELECT jsonb_agg(b.id) FROM people_team b WHERE b.path @> ARRAY[t.id]) END)), '[]')
      FROM people_grant g LEFT JOIN people_team t ON t.id = g.team_id
      WHERE g.person_id = people_person.id AND g.active @> now()),
  'delegates', (SELECT coalesce(jsonb_agg(jsonb_build_object('person', d.from_person_id, 'areas', d.areas)), '[]')
      FROM people_delegation d WHERE d.to_person_id = people_person.id AND d.active @> now() AND d.revoked_at IS NULL
        AND d.approved_at IS NOT NULL),
  'unread', (SELECT count(*) FROM core_notice n WHERE n.person_id = people_person.id AND n.read_at IS NULL),
  'pins', (SELECT
        coalesce(jsonb_agg(jsonb_build_object('label', p.label, 'url', p.url) ORDER BY p.position, p.id), '[]')
      FROM core_pin p WHERE p.person_id = people_person.id),
  'terms', (SELECT coalesce(max(number), 0) FROM core_revision WHERE key = 'terms'),
  'people', (SELECT coalesce(max(number), 0) FROM core_revision WHERE key = 'people'))"""

ANNOTATIONS = {"sitting": RawSQL(SQL, (), output_field=JSONField())}  # noqa: S611  (a constant)


def unpack(facts: dict[str, Any]) -> dict[str, Any]:
    """The database's answer as the values the actor is made of."""
    grants = tuple(Granted(g["role"], g["unit"], g["depth"], tuple(g["below"] or ())) for g in facts["grants"])
    delegates = tuple(Delegate(d["person"], frozenset(d["areas"])) for d in facts["delegates"])
    return {**facts, "grants": grants, "delegates": delegates}
