"""Facts about a colleague as those see them who may not read them in full: 186****1402."""

MASK = "****"


def masked(value: str) -> str:
    """The value with its middle hidden; of a short one only the first character stays."""
    if len(value) < 8:
        return f"{value[:1]}{MASK}" if value else ""
    return f"{value[:3]}{MASK}{value[-4:]}"
