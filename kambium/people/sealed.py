"""The secrets of second factors are sealed; after a change of key they are sealed anew."""

from kambium.core.sealing import Sealed, sealed
from kambium.people.actions.sealing import reseal_factors

sealed.add(Sealed("factors", reseal_factors))
