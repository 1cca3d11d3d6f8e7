"""The same day and seed make the same company, down to the last id; another day or seed makes another."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.world.fingerprint import fingerprint

DAY = date(2026, 11, 23)


def test_another_process_makes_the_same_rows():
    done = subprocess.run(
        [sys.executable, "-m", "tests.world.fingerprint", DAY.isoformat(), "7"],
        env={**os.environ, "PYTHONHASHSEED": "12345", "DJANGO_SETTINGS_MODULE": "kambium.config.settings"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == fingerprint(DAY, 7)


def test_the_second_time_makes_the_same_rows():
    assert fingerprint(DAY, 7) == fingerprint(DAY, 7)


def test_another_seed_or_day_makes_another_company():
    assert len({fingerprint(DAY, 7), fingerprint(DAY, 8), fingerprint(date(2026, 11, 24), 7)}) == 3
