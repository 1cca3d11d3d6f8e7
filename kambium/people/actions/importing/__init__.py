"""How files are written into teams and people: one writer a record, driven by the import engine."""

from kambium.people.actions.importing.person import PersonWriter
from kambium.people.actions.importing.team import TeamWriter

__all__ = ["PersonWriter", "TeamWriter"]
