"""Teams in a tree: created, renamed, moved, closed."""

import pytest

from kambium.core.access import Refused
from kambium.core.models import Event
from kambium.people import actions
from kambium.people.models import Person, Team
from kambium.people.queries import team_tree
from tests.people.conftest import NOW, Firm


def create(firm: Firm, under: str, zh: str = "苏州小组", en: str = "Suzhou", by: str = "hr") -> Team:
    return actions.create_team(by=firm.actor(by), parent=firm.team(under), name_zh=zh, name_en=en, at=NOW)


def move(firm: Firm, team: str, under: str, version: int | None = None) -> int:
    return actions.move_team(
        by=firm.actor("hr"), team=firm.team(team), parent=firm.team(under), version=version, at=NOW
    )


def tree() -> dict[str, list[str]]:
    """Team → names from the root down, as the paths say."""
    names = dict(Team.objects.values_list("pk", "name_en"))
    return {team.name_en: [names[n] for n in team.path] for team in Team.objects.all()}


def test_a_new_team_knows_its_path_and_depth(firm: Firm) -> None:
    team = create(firm, "east")
    assert (team.depth, tree()["Suzhou"]) == (3, ["Qinghe Instruments", "Key Accounts", "East", "Suzhou"])
    assert Event.objects.get(kind="team.created", subject_id=team.pk).data["parent_en"] == "East"


@pytest.mark.parametrize(
    ("zh", "en", "field"), [(" ", "", "name_zh"), ("华东组", "", "name_zh"), ("", "EAST", "name_en")]
)
def test_a_team_needs_a_name_of_its_own_among_its_neighbours(firm: Firm, zh: str, en: str, field: str) -> None:
    with pytest.raises(actions.TeamName) as no:
        create(firm, "sales", zh, en)
    assert no.value.field == field
    assert Team.objects.count() == 4
    create(firm, "east", "华东组", "East")  # elsewhere the name is free


def test_nothing_is_created_under_a_closed_team(firm: Firm) -> None:
    team = create(firm, "east")
    actions.close_team(by=firm.actor("hr"), team=team, version=None, at=NOW)
    with pytest.raises(actions.CannotMove):
        actions.create_team(by=firm.actor("hr"), parent=team, name_zh="", name_en="Below", at=NOW)


def test_a_whole_subtree_moves(firm: Firm) -> None:
    firm.teams["suzhou"] = create(firm, "east")
    move(firm, "east", "north")
    assert tree()["Suzhou"] == ["Qinghe Instruments", "Key Accounts", "North", "East", "Suzhou"]
    assert [firm.team(t).depth for t in ("sales", "north", "east", "suzhou")] == [1, 2, 3, 4]
    move(firm, "east", "company")
    assert tree()["Suzhou"] == ["Qinghe Instruments", "East", "Suzhou"]
    assert firm.team("suzhou").depth == 2


@pytest.mark.parametrize(("team", "under"), [("sales", "sales"), ("sales", "east"), ("company", "east")])
def test_a_team_does_not_go_under_itself_and_the_company_stays_on_top(firm: Firm, team: str, under: str) -> None:
    before = tree()
    with pytest.raises(actions.CannotMove) as no:
        move(firm, team, under)
    assert no.value.field == "parent"
    assert tree() == before
    assert not Event.objects.filter(kind="team.moved").exists()


def test_a_move_on_an_old_version_is_refused(firm: Firm) -> None:
    read = firm.team("east").version
    move(firm, "east", "north", read)
    with pytest.raises(actions.Stale) as stale:
        move(firm, "east", "company", read)
    assert stale.value.row.parent == firm.teams["north"]


def test_a_rename_shows_everywhere_and_keeps_the_path(firm: Firm) -> None:
    team = firm.team("east")
    done = actions.rename_team(
        by=firm.actor("hr"), team=team, name_zh="华东一组", name_en="East One", version=team.version, at=NOW
    )
    assert (done.name_en, done.version, done.path) == ("East One", team.version + 1, team.path)
    assert Event.objects.get(kind="team.renamed").data["before_en"] == "East"


def test_a_team_in_use_is_not_closed(firm: Firm) -> None:
    for name in ("east", "sales"):
        with pytest.raises(actions.InUse):
            actions.close_team(by=firm.actor("hr"), team=firm.team(name), version=None, at=NOW)
        assert firm.team(name).is_active
    with pytest.raises(actions.CannotMove):
        actions.close_team(by=firm.actor("hr"), team=firm.team("company"), version=None, at=NOW)
    empty = create(firm, "east")
    assert actions.close_team(by=firm.actor("hr"), team=empty, version=empty.version, at=NOW).is_active is False


@pytest.mark.parametrize("by", ["guard", "director", "lead", "kam", "boss", "auditor", "guest"])
def test_only_hr_and_administrators_lay_out_teams(firm: Firm, by: str) -> None:
    with pytest.raises(Refused):
        create(firm, "east", by=by)
    with pytest.raises(Refused):
        actions.close_team(by=firm.actor(by), team=firm.team("north"), version=None, at=NOW)
    assert Team.objects.filter(is_active=True).count() == 4


def test_the_tree_counts_people_below_and_names_leaders(firm: Firm) -> None:
    Person.objects.filter(pk=firm.peer.pk).update(is_active=False)
    (root,) = team_tree(NOW)
    (sales,) = root.below
    east, north = sorted(sales.below, key=lambda b: b.team.name_en)
    assert (root.whole, root.own, sales.whole, sales.own) == (12, 7, 5, 1)
    assert (east.whole, east.leaders, north.leaders) == (2, [firm.lead.pk], [firm.north_lead.pk])
    assert sales.leaders == [firm.director.pk]
