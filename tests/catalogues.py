"""A plugin of pytest: the translations are compiled before Django reads them; pages say what the source says."""

from kambium.config import catalogues

catalogues.compile_stale()
