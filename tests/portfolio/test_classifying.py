"""From scores to a tier: worked out for all, decided one by one."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kambium.core.access import Actor, NotThere, Refused
from kambium.core.models import Event
from kambium.demo.world import World
from kambium.people.models import Person
from kambium.portfolio import actions
from kambium.portfolio.models import Axis, Classification, Criterion, Proposal, Score, Tier, TierModel
from kambium.portfolio.queries.weighing import banded, weigh

GROWTH = {"revenue": (8, 15), "cost": (6, 35), "stability": (7, 20), "markets": (5, 30)}
HARMONY = {"fit": (7, 10), "innovation": (6, 20), "benchmark": (8, 30), "reputation": (9, 20), "process": (5, 20)}
ActorOf = Callable[[Person], Actor]


def the_workbooks_model() -> TierModel:
    """The two axes of the published scoring workbook, all judged by hand, in a company that has judged nothing yet."""
    model = TierModel.objects.get()
    for judged in (Classification, Proposal, Score, Criterion):
        judged.objects.all().delete()
    for axis, criteria in zip(Axis.objects.filter(model=model), (GROWTH, HARMONY), strict=True):
        for place, (code, (_score, weight)) in enumerate(criteria.items()):
            Criterion.objects.create(axis=axis, code=code, name_en=code, weight=weight, position=place)
    return model


def scores() -> dict[str, Decimal]:
    return {code: Decimal(score) for code, (score, _weight) in (GROWTH | HARMONY).items()}


@pytest.fixture
def scored(world: World, actor_of: ActorOf) -> Proposal:
    """华东重工 with the workbook's scores, worked out by the director."""
    the_workbooks_model()
    actions.score(by=actor_of(world.chen), account_id=world.account_id("huadong"), scores=scores(), at=world.now)
    actions.work_out(by=actor_of(world.shen), at=world.now)
    return Proposal.objects.get()


def test_the_workbooks_account_is_strategic(scored: Proposal) -> None:
    assert (scored.first, scored.second) == (Decimal("6.20"), Decimal("7.10"))
    assert scored.quadrant.name_en == "Strategic"
    assert scored.state == "open"
    assert scored.before is None


def test_a_proposal_keeps_all_it_follows_from(scored: Proposal) -> None:
    assert [(p["code"], p["score"], p["weight"]) for p in scored.parts if p["axis"] == 1] == [
        ("revenue", 8, 15),
        ("cost", 6, 35),
        ("stability", 7, 20),
        ("markets", 5, 30),
    ]
    again = weigh([(Decimal(p["weight"]), Decimal(p["score"])) for p in scored.parts if p["axis"] == 1])
    assert again.value == scored.first


def test_an_account_moves_only_when_somebody_approves(world: World, scored: Proposal, actor_of: ActorOf) -> None:
    assert not Classification.objects.exists()
    assert actions.approve([scored.pk], by=actor_of(world.shen), at=world.now) == 1
    held = Classification.objects.get()
    assert (held.account_id, held.tier, held.approved_by, held.active.lower) == (
        world.account_id("huadong"),
        scored.tier,
        world.shen,
        world.today,
    )
    assert Event.objects.filter(kind="tier.approved", root_id=held.account_id).count() == 1


def test_the_tier_of_an_earlier_day_stays_known(world: World, scored: Proposal, actor_of: ActorOf) -> None:
    shen, later = actor_of(world.shen), world.now + timedelta(days=30)
    actions.approve([scored.pk], by=shen, at=world.now)
    third = Tier.objects.get(code="T3")
    actions.override(by=shen, account_id=scored.account_id, tier_id=third.pk, reason="项目取消", at=later)
    history = Classification.objects.filter(account_id=scored.account_id).order_by("active")
    assert [(c.tier.code, c.active.lower, c.active.upper) for c in history] == [
        (scored.tier.code, world.today, world.today + timedelta(days=30)),
        ("T3", world.today + timedelta(days=30), None),
    ]


def test_deciding_twice_on_a_day_leaves_one_tier(world: World, scored: Proposal, actor_of: ActorOf) -> None:
    shen = actor_of(world.shen)
    actions.approve([scored.pk], by=shen, at=world.now)
    third = Tier.objects.get(code="T3")
    actions.override(by=shen, account_id=scored.account_id, tier_id=third.pk, reason="看错了", at=world.now)
    assert [c.tier.code for c in Classification.objects.all()] == ["T3"]


def test_who_decides_otherwise_says_why(world: World, scored: Proposal, actor_of: ActorOf) -> None:
    with pytest.raises(actions.NoReason):
        actions.override(
            by=actor_of(world.shen), account_id=scored.account_id, tier_id=scored.tier_id, reason="  ", at=world.now
        )
    assert not Classification.objects.exists()


def test_a_rejected_proposal_leaves_the_account_where_it_was(world: World, scored: Proposal, actor_of: ActorOf) -> None:
    actions.reject(by=actor_of(world.shen), proposal_id=scored.pk, reason="等年报", at=world.now)
    scored.refresh_from_db()
    assert (scored.state, scored.reason) == ("rejected", "等年报")
    assert not Classification.objects.exists()


def test_a_kam_does_not_approve(world: World, scored: Proposal, actor_of: ActorOf) -> None:
    with pytest.raises(Refused):
        actions.approve([scored.pk], by=actor_of(world.chen), at=world.now)
    assert Proposal.objects.get().state == "open"


def test_a_decided_proposal_is_not_decided_again(world: World, scored: Proposal, actor_of: ActorOf) -> None:
    shen = actor_of(world.shen)
    actions.approve([scored.pk], by=shen, at=world.now)
    with pytest.raises(NotThere):
        actions.approve([scored.pk], by=shen, at=world.now)


def test_working_out_again_proposes_nothing_for_an_account_that_is_where_it_belongs(
    world: World, scored: Proposal, actor_of: ActorOf
) -> None:
    shen = actor_of(world.shen)
    actions.approve([scored.pk], by=shen, at=world.now)
    run = actions.work_out(by=shen, at=world.now)
    assert (run.proposed, run.unchanged) == (0, 1)
    assert list(run.proposals.values_list("state", flat=True)) == ["confirmed"]


def test_working_out_again_supersedes_what_is_open(world: World, scored: Proposal, actor_of: ActorOf) -> None:
    actions.work_out(by=actor_of(world.shen), at=world.now)
    assert list(Proposal.objects.order_by("pk").values_list("state", flat=True)) == ["superseded", "open"]


def test_an_account_of_which_too_little_is_known_gets_no_proposal(world: World, actor_of: ActorOf) -> None:
    the_workbooks_model()
    few = {"revenue": Decimal(9)} | {code: Decimal(score) for code, (score, _w) in HARMONY.items()}
    actions.score(by=actor_of(world.chen), account_id=world.account_id("huadong"), scores=few, at=world.now)
    run = actions.work_out(by=actor_of(world.shen), at=world.now)
    assert (run.proposed, run.unknown) == (0, run.seen)


def test_all_accounts_are_worked_out_by_a_handful_of_statements(world: World, actor_of: ActorOf) -> None:
    shen = actor_of(world.shen)
    with CaptureQueriesContext(
        connection,
    ) as taken:
        actions.work_out(by=shen, at=world.now)
    assert len(taken) <= 18


def test_the_statement_and_the_arithmetic_agree_for_every_account(world: World, actor_of: ActorOf) -> None:
    """The delivered model, with scores by hand for a third of its criteria and figures for the others."""
    by_hand = [c for c in Criterion.objects.order_by("pk") if not c.figure]
    for place, account in enumerate(("huadong", "lanchuan", "yueling", "shuoshi")):
        given = {c.code: Decimal((c.pk + place * 3) % 11) for c in by_hand}
        actions.score(by=actor_of(world.shen), account_id=world.account_id(account), scores=given, at=world.now)
    TierModel.objects.update(least_known=Decimal("0.10"))
    actions.work_out(by=actor_of(world.shen), at=world.now)
    bands = {c.code: [(Decimal(a), Decimal(b)) for a, b in c.bands] for c in Criterion.objects.exclude(figure="")}
    proposals = list(Proposal.objects.all())
    assert len(proposals) >= 4
    for proposal in proposals:
        for axis, value in ((1, proposal.first), (2, proposal.second)):
            parts = [p for p in proposal.parts if p["axis"] == axis]
            for part in parts:
                if part["figure"]:
                    known = None if part["value"] is None else Decimal(str(part["value"]))
                    expected = banded(known, bands[part["code"]])
                    assert (None if part["score"] is None else Decimal(str(part["score"]))) == expected
            scores = [
                (Decimal(str(p["weight"])), None if p["score"] is None else Decimal(str(p["score"]))) for p in parts
            ]
            assert weigh(scores).value == value


def test_a_score_is_between_nought_and_ten(world: World, actor_of: ActorOf) -> None:
    the_workbooks_model()
    with pytest.raises(actions.NotAScore):
        actions.score(
            by=actor_of(world.chen), account_id=world.account_id("huadong"), scores={"cost": Decimal(11)}, at=world.now
        )
    assert not Score.objects.exists()


def test_nobody_scores_an_account_they_do_not_see(world: World, actor_of: ActorOf) -> None:
    the_workbooks_model()
    with pytest.raises(NotThere):
        actions.score(
            by=actor_of(world.zhou), account_id=world.account_id("huadong"), scores={"cost": Decimal(5)}, at=world.now
        )


def test_the_owner_alone_does_not_put_an_account_into_the_highest_tier(
    world: World, scored: Proposal, actor_of: ActorOf
) -> None:
    Proposal.objects.update(owner=world.shen, tier=Tier.objects.get(code="T1"))
    with pytest.raises(actions.OwnAccount):
        actions.approve([scored.pk], by=actor_of(world.shen), at=world.now)
    assert not Classification.objects.exists()
