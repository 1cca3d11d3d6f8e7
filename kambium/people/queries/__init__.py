"""Reads about people that span tables or serve a page."""

from kambium.people.queries.away import away_on, delegations_in_force
from kambium.people.queries.days import company, day_of, start_of
from kambium.people.queries.lines import chain, superiors_who_may
from kambium.people.queries.names import Entry, directory
from kambium.people.queries.tree import Branch, team_tree

__all__ = [
    "Branch",
    "Entry",
    "away_on",
    "chain",
    "company",
    "day_of",
    "delegations_in_force",
    "directory",
    "start_of",
    "superiors_who_may",
    "team_tree",
]
