"""What files bring in and take out: accounts, their addresses, contacts and activities."""

from kambium.accounts.records.account import ACCOUNT
from kambium.accounts.records.activity import ACTIVITY
from kambium.accounts.records.address import ADDRESS
from kambium.accounts.records.contact import CONTACT
from kambium.core.registry import records

records.add(ACCOUNT, ADDRESS, CONTACT, ACTIVITY)
