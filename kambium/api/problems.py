"""Refusals as programs read them: RFC 9457, in the caller's language, with the fields they are about."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from kambium.api.plain import written

TITLES: Mapping[str, tuple[int, Any]] = {
    "unreadable": (400, _("The request could not be read")),
    "unknown-token": (401, _("No valid token came with the request")),
    "refused": (403, _("You may not do this")),
    "read-only": (403, _("This token may only read")),
    "not-there": (404, _("Nothing here")),
    "method": (405, _("This address does not take that method")),
    "conflict": (409, _("Somebody changed it meanwhile")),
    "changed": (412, _("It is no longer as it was read")),
    "too-large": (413, _("That is too large")),
    "wrong-type": (415, _("Send JSON in UTF-8")),
    "invalid": (422, _("Some values cannot be taken")),
    "key-reused": (422, _("This key was used for another request")),
    "unconditional": (428, _("Say which version you read")),
    "too-many": (429, _("Too many requests")),
    "budget": (429, _("No more rows today")),
    "failed": (500, _("Something broke on our side")),
    "away": (503, _("The database does not answer")),
}
"""The kinds of refusal, each with its status and title."""


class Problem(Exception):
    """A request that is not answered as asked. `kind` is one of TITLES; `errors` are (field, text)."""

    def __init__(
        self,
        kind: str,
        detail: Any = "",
        *,
        errors: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = str(detail)
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.more = more

    def answer(self) -> HttpResponse:
        """The answer, in the language in force."""
        status, title = TITLES[self.kind]
        body: dict[str, Any] = {"type": f"/api/#{self.kind}", "title": str(title), "status": status}
        if self.detail:
            body["detail"] = self.detail
        if self.errors:
            body["errors"] = [{"field": field, "detail": text} for field, text in self.errors]
        return HttpResponse(
            written(body | self.more), status=status, content_type="application/problem+json", headers=self.headers
        )
