"""What an action says no to; see `kambium.core.rejected`."""

from kambium.core.rejected import Rejected, Stale, check_version

__all__ = ["Rejected", "Stale", "check_version"]
