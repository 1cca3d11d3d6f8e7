"""`kambium doctor`: what is wrong here, and how to mend it, in the reader's language."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

import psycopg

from kambium.config import findings, obstacles
from kambium.config.binaries import DatabaseUnavailable
from kambium.config.findings import Finding
from kambium.config.home import checkout
from kambium.config.postgres import own_server
from kambium.config.run import database
from kambium.config.words import say

MARKS = {"ok": "✓", "warn": "!", "bad": "✗"}


def main(arguments: list[str]) -> int:
    """Print the findings; 1 when one of them is bad."""
    found = list(examine())
    is_well = all(finding.state != "bad" for finding in found)
    if "--json" in arguments:
        print(json.dumps({"ok": is_well, "findings": [asdict(f) for f in found]}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(line, found)))
    return 0 if is_well else 1


def line(finding: Finding) -> str:
    mark = MARKS[finding.state]
    if sys.stdout.isatty():
        mark = f"\033[{ {'ok': 32, 'warn': 33, 'bad': 31}[finding.state] }m{mark}\033[0m"
    remedy = f"\n    → {finding.remedy}" if finding.remedy else ""
    return f"{mark} {finding.text}{remedy}"


def examine() -> Iterator[Finding]:
    """Every check that makes sense here, in the order in which things depend on each other."""
    for check in findings.LOCAL:
        finding = asked(check)
        yield finding
        if check is findings.data_folder and finding.state == "bad":
            return
    if checkout():
        yield asked(findings.browser)
    if not os.environ.get("DATABASE_URL"):
        programs = asked(findings.programs)
        yield programs
        if programs.state == "bad":
            return
        if not own_server().data.exists():
            yield Finding("server", "warn", say("There is no database yet.", "还没有数据库"), "kambium run")
            return
    yield from examine_database()


def examine_database() -> Iterator[Finding]:
    try:
        with database() as url, psycopg.connect(url, connect_timeout=10, autocommit=True) as connection:
            for check in findings.IN_DATABASE:
                yield asked(check, connection)
    except (DatabaseUnavailable, psycopg.OperationalError) as reason:
        text = say("The database does not answer: ", "连不上数据库：") + str(reason).strip()
        if os.environ.get("DATABASE_URL"):
            remedy = say("Is DATABASE_URL right, and is that server up?", "检查 DATABASE_URL 是否正确、数据库是否启动")
        else:
            remedy = say("kambium stop, then kambium run", "先 kambium stop，再 kambium run")
        yield Finding("server", "bad", text, remedy)


def asked(check: Callable[..., Finding], *about: object) -> Finding:
    """A check that fails is a finding too, and must not hide the others."""
    try:
        return check(*about)
    except Exception as failure:
        said = obstacles.in_words(failure) if isinstance(failure, OSError) else None
        return Finding(check.__name__, "bad", said or f"{check.__name__}: {failure}".strip())
