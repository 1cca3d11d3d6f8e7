"""Recovery codes of one's own. Those that no key of this installation opens any more can still be replaced."""

from typing import Any

from allauth.mfa.recovery_codes import views as codes
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse


class Codes(codes.ViewRecoveryCodesView):
    """The codes that are left."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return _or_new(super().dispatch, request, *args, **kwargs)


class File(codes.DownloadRecoveryCodesView):
    """The same as a file."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return _or_new(super().dispatch, request, *args, **kwargs)


class New(codes.GenerateRecoveryCodesView):
    """Other codes; how many stop working is told where they can be read."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            facts: dict[str, Any] = super().get_context_data(**kwargs)
        except ValidationError:
            form = kwargs.get("form") or self.get_form()
            return {"view": self, "form": form, "unused_code_count": 0, "is_unreadable": True}
        return facts


def _or_new(answer: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
    try:
        return answer(request, *args, **kwargs)
    except ValidationError:  # from `MFAAdapter.decrypt`
        return HttpResponseRedirect(reverse("mfa_generate_recovery_codes"))
