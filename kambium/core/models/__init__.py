"""Tables that serve every domain."""

from kambium.core.models.access_record import AccessRecord
from kambium.core.models.event import Event
from kambium.core.models.file import StoredFile
from kambium.core.models.notice import Notice
from kambium.core.models.revision import Revision
from kambium.core.models.search import SearchEntry
from kambium.core.models.term import Term
from kambium.core.models.view import Pin, SavedView

__all__ = ["AccessRecord", "Event", "Notice", "Pin", "Revision", "SavedView", "SearchEntry", "StoredFile", "Term"]
