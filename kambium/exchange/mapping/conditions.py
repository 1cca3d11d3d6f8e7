"""What a condition wants of a value: one of some texts, anything (`*`), nothing (empty), or not this (`!Done`)."""

from collections.abc import Callable, Sequence

from kambium.exchange.mapping.language import SOMETHING

NOT = "!"


def wish(wanted: Sequence[str]) -> Callable[[str], bool]:
    """The test for a value. Of what is wanted one must be met, of what is not wanted none."""
    good = {text.casefold() for text in wanted if not text.startswith(NOT)}
    bad = {text[1:].strip().casefold() for text in wanted if text.startswith(NOT)}

    def wished(text: str) -> bool:
        folded = text.casefold()
        if folded in bad or (SOMETHING in bad and text):
            return False
        return not good or folded in good or (SOMETHING in good and text != "")

    return wished
