"""What a password must be, beyond what Django already says in the reader's language."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """Django's rule of length, with words of our own: its Chinese catalogue lacks them."""

    def get_error_message(self) -> str:
        return (
            ngettext("Too short: at least %d character", "Too short: at least %d characters", self.min_length)
            % self.min_length
        )
