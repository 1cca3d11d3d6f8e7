"""How files are written into the customer record: one writer a record, driven by the import engine."""

from kambium.accounts.actions.importing.account import AccountWriter
from kambium.accounts.actions.importing.activity import ActivityWriter
from kambium.accounts.actions.importing.address import AddressWriter
from kambium.accounts.actions.importing.contact import ContactWriter

__all__ = ["AccountWriter", "ActivityWriter", "AddressWriter", "ContactWriter"]
