"""Groups, accounts by what people call them, colleagues to choose from, who of some may see."""

from kambium.accounts.models import Account
from kambium.accounts.panels import nodes
from kambium.accounts.queries.audience import who_may_see
from kambium.accounts.queries.frame import frame
from kambium.accounts.queries.group import is_above
from kambium.accounts.queries.seek import accounts_called, offers
from kambium.accounts.queries.staff import circle, owners
from kambium.people.queries import names


def keys(world, branches):
    known = {
        world.account_id(key): key for key in ("huadong", "huadong_port", "huadong_smart", "huadong_lift", "kunyue")
    }
    return [(known[branch.id], branch.depth) for branch in branches]


class TestGroups:
    def test_the_tree_is_the_same_from_wherever_one_looks(self, world, actor_of):
        chen = actor_of(world.chen)
        whole = keys(world, frame(chen, world.account_id("huadong")).group)
        assert whole == [("huadong", 0), ("huadong_port", 1), ("huadong_lift", 1), ("huadong_smart", 1)]
        assert keys(world, frame(chen, world.account_id("huadong_port")).group) == whole

    def test_three_levels(self, world, actor_of):
        Account.objects.filter(pk=world.account_id("kunyue")).update(parent_id=world.account_id("huadong_port"))
        found = keys(world, frame(actor_of(world.chen), world.account_id("huadong")).group)
        assert found == [("huadong", 0), ("huadong_port", 1), ("kunyue", 2), ("huadong_lift", 1), ("huadong_smart", 1)]
        assert is_above(world.account_id("huadong"), world.account_id("kunyue"))
        assert not is_above(world.account_id("kunyue"), world.account_id("huadong"))

    def test_under_a_hidden_parent_what_one_may_see_stands_at_the_top(self, world, actor_of):
        Account.objects.filter(pk=world.account_id("huadong_port")).update(owner_id=world.zhou.pk)
        found = keys(world, frame(actor_of(world.zhou), world.account_id("huadong_port")).group)
        assert found == [("huadong_port", 0)]

    def test_it_is_drawn_as_nested_branches(self, world, actor_of):
        tree = nodes(frame(actor_of(world.chen), world.account_id("huadong")).group, world.account_id("huadong_lift"))
        assert [(node["label"], len(node["children"])) for node in tree] == [("华栋重工集团有限公司", 3)]
        assert [node["current"] for node in tree[0]["children"]] == [False, True, False]


class TestSeeking:
    def test_by_name_with_or_without_its_legal_form(self, world, actor_of):
        chen, number = actor_of(world.chen), world.account_id("huadong")
        for text in ("华栋重工集团有限公司", "华栋重工", "hdzg", "Huadong Heavy Industry Group"):
            assert accounts_called(chen, text)[0][0] == number, text

    def test_two_of_one_name_are_both_offered(self, world, actor_of):
        found = accounts_called(actor_of(world.shen), "朔川精密机械有限公司")
        assert {number for number, _name in found} == {
            world.account_id("shuochuan_nb"),
            world.account_id("shuochuan_fs"),
        }

    def test_a_number_means_that_account_alone_if_it_may_be_seen(self, world, actor_of):
        chen = actor_of(world.chen)
        assert accounts_called(chen, "", world.account_id("huadong")) == [
            (world.account_id("huadong"), "华栋重工集团有限公司")]  # fmt: skip
        assert accounts_called(chen, "", world.account_id("yueling")) == []
        assert accounts_called(chen, "", 10**17) == []

    def test_nothing_is_offered_for_nothing(self, world, actor_of):
        assert offers(actor_of(world.chen), "") == []
        assert accounts_called(actor_of(world.chen), "---") == []


class TestPeople:
    def test_a_lead_hands_to_the_team_a_director_to_the_division(self, world, actor_of):
        assert {pk for pk, _name in owners(actor_of(world.wang))} == {
            p.pk for p in (world.wang, world.chen, world.lin, world.xu, world.daniel)
            if p.pk == world.wang.pk or p.team_id == world.team("east").pk}  # fmt: skip
        assert {world.zhou.pk, world.he.pk, world.chen.pk} < {pk for pk, _name in owners(actor_of(world.shen))}

    def test_who_holds_no_working_role_or_left_is_not_offered(self, world, actor_of):
        offered = {pk for pk, _name in owners(actor_of(world.shen))}
        assert not offered & {world.gao.pk, world.fang.pk, world.du.pk}

    def test_the_circle_of_an_account_begins_with_oneself(self, world, actor_of):
        found = circle(frame(actor_of(world.wang), world.account_id("huadong")), names.now(), world.wang.pk)
        assert [pk for pk, _name in found][:2] == [world.wang.pk, world.chen.pk]
        assert len(found) == len(set(found))

    def test_of_some_people_those_who_may_see(self, world):
        number = world.account_id("huadong")
        asked = [world.chen.pk, world.zhou.pk, world.wang.pk, world.gao.pk, world.jiang.pk, world.du.pk, 999_999]
        assert who_may_see(number, asked) == {world.chen.pk, world.wang.pk, world.jiang.pk}
        assert who_may_see(number, asked, "accounts.edit") == {world.chen.pk, world.wang.pk}
        assert who_may_see(world.account_id("muyu"), asked) == set()
