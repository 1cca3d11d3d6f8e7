"""Says how the source measures, for whoever runs the shape tests."""

from contextlib import suppress
from statistics import median, quantiles

import pytest

from tests.contracts import shape


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    with suppress(SyntaxError):  # the tests themselves say which file is broken
        terminalreporter.write_line(measures())


def measures() -> str:
    lines = [function.lines for function in shape.functions(shape.modules())]
    files = [shape.length(path) for path in shape.modules()]
    return (
        f"shape: {len(lines)} functions, median {median(lines):g} lines, 95 % {quantiles(lines, n=20)[-1]:g}, "
        f"longest {max(lines)}; {len(files)} files, median {median(files):g}, longest {max(files)}"
    )
