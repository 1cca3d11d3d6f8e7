"""Chance that always falls the same way."""

from random import Random


def dice(seed: int, topic: str) -> Random:
    """A sequence of its own for each topic, so that a change in one part leaves the others as they are."""
    return Random(f"{seed}:{topic}")  # noqa: S311
