"""The pen: SVG elements with attributes only, because the content policy forbids style."""

from collections.abc import Iterable

from markupsafe import Markup, escape

Value = str | int | float | None


def element(tag: str, content: "Markup | str | Iterable[Markup]" = "", **given: Value) -> Markup:
    """An element; text is escaped, `class_` is `class`, underscores are hyphens, numbers keep two places."""
    inside = escape(content) if isinstance(content, str) else Markup().join(content)
    attributes = "".join(f' {_name(key)}="{escape(_text(value))}"' for key, value in given.items() if value is not None)
    return Markup(f"<{tag}{attributes}>{inside}</{tag}>")  # noqa: S704  (text and values are escaped above)


def picture(content: Iterable[Markup], label: str = "", **given: Value) -> Markup:
    """An `<svg>`: with a label it is an image with a name, without one it is silent beside the figure it shows."""
    said: dict[str, Value] = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return element("svg", content, **{**given, **said})


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _text(value: "str | float") -> str:
    if isinstance(value, str | int):
        return str(value)
    return f"{value:.2f}".rstrip("0").rstrip(".")
