"""Imports and exports, and how files were understood."""

from kambium.exchange.models.run import Run, RunFile, RunPart, SavedMap

__all__ = ["Run", "RunFile", "RunPart", "SavedMap"]
