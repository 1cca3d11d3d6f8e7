"""People from files: known here from then on; signing in takes an invitation or single sign-on."""

from collections.abc import Callable, Mapping, Sequence

from kambium.core import terms
from kambium.core.access import roles
from kambium.core.search.fold import sort_key
from kambium.core.staging import Batch, RowFault, Stage, Values, circling
from kambium.people.actions.granting import tell_seconds
from kambium.people.actions.importing.team import make_teams, root_team
from kambium.people.actions.restamping import restamp
from kambium.people.models import Person
from kambium.people.queries.seconding import seconds

NAMES = ("name_zh", "name_en")
COPIED = (
    "staff_no",
    "email",
    "name_zh",
    "name_en",
    "title_zh",
    "title_en",
    "phone",
    "joined_on",
    "left_on",
    "source_key",
)
GRANTED = ("kam", "lead", "director", "executive")
NEW_TEAMS = """SELECT DISTINCT s.team FROM {stage} s WHERE s.team <> '' AND s.fault IS NULL
    AND NOT EXISTS (SELECT FROM people_team t WHERE s.team IN (t.name_zh, t.name_en) AND t.is_active) ORDER BY 1"""
FIND_TEAM = """SELECT DISTINCT ON (s.line) s.line, t.id FROM {stage} s JOIN people_team t
    ON s.team IN (t.name_zh, t.name_en) AND t.is_active WHERE s.team <> '' ORDER BY s.line, t.depth DESC, t.id"""
FIND_MANAGER = """SELECT DISTINCT ON (s.line) s.line, p.id FROM {stage} s JOIN {table} p ON s.manager <> '' AND (
      (p.source = %(source)s AND p.source_key = s.manager) OR lower(p.email) = lower(s.manager)
      OR p.staff_no = s.manager OR coalesce(s.manager_or, s.manager) IN (p.name_zh, p.name_en))
    ORDER BY s.line, p.source_key <> s.manager, p.id"""
MANAGER_IN_FILE = """SELECT DISTINCT ON (s.line) s.line, coalesce(o.target, o.new_id) FROM {stage} s JOIN {stage} o
    ON o.line <> s.line AND o.fault IS NULL AND s.manager <> ''
    AND (s.manager IN (%s) OR s.manager_or IN (o.name_zh, o.name_en)) ORDER BY s.line, o.line"""
PLACE = """INSERT INTO people_membership (person_id, team_id, manager_id, title_zh, title_en, active)
    SELECT p.id, p.team_id, p.manager_id, p.title_zh, p.title_en,
      daterange(CASE WHEN s.target IS NULL THEN least(coalesce(p.joined_on, %(day)s), %(day)s) ELSE %(day)s END, NULL)
    FROM {stage} s JOIN {table} p ON p.id = coalesce(s.target, s.new_id) WHERE s.fault IS NULL
      AND NOT EXISTS (SELECT FROM people_membership m WHERE m.person_id = p.id AND m.active @> %(day)s::date)"""
MOVED = """m.person_id = p.id AND p.id = s.target AND s.fault IS NULL AND m.active @> %(day)s::date
    AND (m.team_id, m.manager_id) IS DISTINCT FROM (p.team_id, p.manager_id)"""
MOVE_TODAY = f"""UPDATE people_membership m SET team_id = p.team_id, manager_id = p.manager_id
    FROM {{stage}} s, {{table}} p WHERE {MOVED} AND lower(m.active) = %(day)s::date"""
CLOSE = f"""UPDATE people_membership m SET active = daterange(lower(m.active), %(day)s::date)
    FROM {{stage}} s, {{table}} p WHERE {MOVED}"""
GRANT = """INSERT INTO people_grant (person_id, role, team_id, active, reason, granted_by_id)
    SELECT p.id, s.role, CASE WHEN s.role IN ('lead', 'director') THEN coalesce(p.team_id, %(root)s) END,
      tstzrange(%(at)s, NULL), 'import', %(by)s
    FROM {stage} s JOIN {table} p ON p.id = coalesce(s.target, s.new_id)
    WHERE s.fault IS NULL AND s.role = ANY(%(roles)s) AND p.id IS DISTINCT FROM %(by)s AND NOT EXISTS (
      SELECT FROM people_grant g WHERE g.person_id = p.id AND g.role = s.role AND g.active @> %(at)s::timestamptz)"""
ASK = (
    GRANT.replace("people_grant (", "people_grantrequest (")
    .replace("granted_by_id", "requested_by_id, outcome")
    .replace("%(by)s\n", "%(by)s, ''\n")
    + " ON CONFLICT DO NOTHING"
)


class PersonWriter:
    """Writes people, their place in a team and under a manager from today (or the day they joined) on.

    Roles in a file are granted only when the importing person may grant roles, never those that administer the system,
    and never to the importing person. Those that reach far wait for a second security administrator, but at the command
    line: who works there has the database anyway.
    """

    model = Person
    insert_only = frozenset({"sort_zh", "password"})
    dependents: tuple[tuple[str, str], ...] = (
        ("people_membership", "person_id"),
        ("people_grant", "person_id"),
        ("people_grantrequest", "person_id"),
    )
    derived: Mapping[str, tuple[str, ...]] = {}

    def columns(self, batch: Batch) -> Mapping[str, str]:
        texts = dict.fromkeys(
            ("name_zh", "name_en", "title_zh", "title_en", "sort_zh", "manager_or", "team_or"), "text"
        )
        return {**texts, "team": "text", "team_id": "bigint", "manager_id": "bigint"}

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        def complete(row: Values) -> None:
            row["team"] = row.get("team") or row.get("territory")
            if not (row.get("email") or row.get("staff_no") or row.get("source_key")):
                raise RowFault("no_email")
            row["sort_zh"] = sort_key(row.get("name_zh") or row.get("name_en") or "")

        return complete

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        (name,) = key[:1] or ("email",)
        same = f"lower(t.{name}) = lower(s.{name})" if name == "email" else f"t.{name} = s.{name}"
        system = "AND t.source = %(source)s" if name == "source_key" else ""
        stage.run(
            f"UPDATE {{stage}} s SET target = t.id FROM {{table}} t WHERE s.target IS NULL AND s.fault IS NULL "
            f"AND {same} AND s.{name} <> '' {system}",
            {"source": batch.source},
        )

    def resolve(self, stage: Stage, batch: Batch) -> None:
        stage.refuse("s.target IS NULL AND coalesce(s.name_zh, '') = '' AND coalesce(s.name_en, '') = ''", "no_name")
        for column, code in (("email", "email_taken"), ("staff_no", "number_taken")):
            if batch.has(column):
                stage.refuse(
                    f"s.{column} <> '' AND EXISTS (SELECT FROM people_person t WHERE lower(t.{column}) = "
                    f"lower(s.{column}) AND t.id IS DISTINCT FROM s.target)",
                    code,
                    f"jsonb_build_object('value', s.{column})",
                )
        if batch.has("team", "territory"):
            make_teams([row[0] for row in stage.rows(NEW_TEAMS)], batch.run)
            stage.resolve("team_id", FIND_TEAM)
            stage.refuse("s.team <> '' AND s.team_id IS NULL", "no_team", "jsonb_build_object('value', s.team)")
        if batch.has("manager"):
            self._managers(stage, batch)

    def _managers(self, stage: Stage, batch: Batch) -> None:
        names = [f"o.{c}" for c in ("source_key", "email", "staff_no") if batch.has(c)]
        stage.resolve("manager_id", MANAGER_IN_FILE.replace("%s", ", ".join([*names, "o.name_zh", "o.name_en"])))
        stage.resolve("manager_id", FIND_MANAGER, {"source": batch.source})
        words = "jsonb_build_object('value', s.manager)"
        stage.refuse("s.manager <> '' AND s.manager_id IS NULL", "no_manager", words)
        file = dict(stage.rows("SELECT coalesce(target, new_id), manager_id FROM {stage} WHERE manager_id IS NOT NULL"))
        line = {**dict(stage.rows("SELECT id, manager_id FROM {table} WHERE manager_id IS NOT NULL")), **file}
        circles = circling(file, line)
        mine = "coalesce(s.target, s.new_id) = ANY(%(circles)s)"
        stage.refuse(mine, "manager_circle", words, {"circles": circles})

    def written(self, batch: Batch) -> Mapping[str, str]:
        found = {c: c for c in COPIED if batch.has(c)} | {"password": "'!'"}
        if batch.has(*NAMES):
            found |= {c: c for c in ("name_zh", "name_en", "sort_zh")}
        if batch.has("title_zh", "title_en"):
            found |= {c: c for c in ("title_zh", "title_en")}
        if batch.has("team", "territory"):
            found["team_id"] = "team_id"
        if batch.has("manager"):
            found["manager_id"] = "manager_id"
        if batch.has("status"):
            found["is_active"] = "s.status IS DISTINCT FROM 'inactive'"
        return found

    def after(self, stage: Stage, batch: Batch) -> None:
        day = {"day": batch.at.date()}
        stage.run(MOVE_TODAY, day)
        stage.run(CLOSE, day)
        stage.run(PLACE, day)
        if batch.has("role") and batch.actor.can("security.grant"):
            _give(stage, batch)
        restamp([row[0] for row in stage.rows("SELECT target FROM {stage} WHERE target IS NOT NULL AND fault IS NULL")])
        terms.changed("people")

    def reverted(self, accounts: Sequence[int]) -> None:
        terms.changed("people")


def _give(stage: Stage, batch: Batch) -> None:
    is_server = batch.actor.via == "command"
    far = [role for role in GRANTED if roles[role].far and not is_server]
    by = {"root": root_team().pk, "at": batch.at, "by": None if is_server else batch.actor.person_id}
    stage.run(GRANT, {**by, "roles": [role for role in GRANTED if role not in far]})
    waiting = stage.run(ASK, {**by, "roles": far}) if far else 0
    if waiting:
        able = seconds([batch.actor.person_id], batch.at)
        key = f"role.asked_by_import:{batch.run}"
        tell_seconds(able, {"count": waiting}, key=key, kind="role.asked_by_import")
