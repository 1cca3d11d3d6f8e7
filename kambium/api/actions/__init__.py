"""The verbs around the programs' interface."""

from kambium.api.actions.tokens import make_token, revoke_token

__all__ = ["make_token", "revoke_token"]
