"""A page as a browser takes it: what its forms would send, what its errors say, what stands in its tables."""

from html.parser import HTMLParser


class Screen(HTMLParser):
    """The parts of a response that tests ask about.

    `forms` are (action, fields) in order; a field that is sent several times is a list. `errors` are the texts of
    refused fields, `rows` the cells of every table row.
    """

    def __init__(self, response):
        super().__init__()
        self.forms, self.errors, self.rows = [], [], []
        self._select = self._text = self._into = self._cell = None
        self.feed(response.content.decode())

    def form(self, action):
        """What the form of that address would send without a change."""
        return next(fields for where, fields in reversed(self.forms) if where == action)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        elif tag == "input" and self.forms:
            self._input(given)
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select and "selected" in given:
            self._add(self._select, given["value"])
        elif tag == "textarea":
            self._text, self._into = given["name"], []
        elif tag == "span" and given.get("class") == "error":
            self.errors.append("")
            self._into = self.errors
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self._cell = self.rows[-1]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._add(self._text, "".join(self._into).removeprefix("\n"))
            self._text = self._into = None
        elif tag == "select":
            self._select = None
        elif tag in ("td", "th"):
            self._cell = None
        elif tag == "span" and self._into is self.errors:
            self._into = None

    def handle_data(self, data):
        if self._text is not None:
            self._into.append(data)
        elif self._into is self.errors:
            self.errors[-1] += data
        if self._cell:
            self._cell[-1] += data.strip()

    def _input(self, given):
        kind = given.get("type", "text")
        if "name" in given and kind not in ("file", "submit") and (
            kind not in ("checkbox", "radio") or "checked" in given):  # fmt: skip
            self._add(given["name"], given.get("value", "on" if kind == "checkbox" else ""))

    def _add(self, name, value):
        fields = self.forms[-1][1] if self.forms else {}
        if name in fields:
            before = fields[name]
            fields[name] = [*(before if isinstance(before, list) else [before]), value]
        else:
            fields[name] = value
