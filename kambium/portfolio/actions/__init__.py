"""What can be done with tiers."""

from kambium.portfolio.actions.classifying import NoModel, NoReason, OwnAccount, approve, override, reject, work_out
from kambium.portfolio.actions.scoring import NotAScore, score

__all__ = ["NoModel", "NoReason", "NotAScore", "OwnAccount", "approve", "override", "reject", "score", "work_out"]
