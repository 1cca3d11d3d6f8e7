"""A large company out of thin air, the same in every run: for measuring, and for trying how big lists feel."""

from kambium.demo.crowd.filling import Inhabited, Sizes, fill

__all__ = ["Inhabited", "Sizes", "fill"]
