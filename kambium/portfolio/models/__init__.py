"""Who matters how much."""

from kambium.portfolio.models.model import Axis, Criterion, Quadrant, Tier, TierModel, TierRule
from kambium.portfolio.models.standing import Classification, Proposal, Run, Score

__all__ = [
    "Axis",
    "Classification",
    "Criterion",
    "Proposal",
    "Quadrant",
    "Run",
    "Score",
    "Tier",
    "TierModel",
    "TierRule",
]
