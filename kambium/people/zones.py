"""Time zones as people choose them: by place, those of most business first."""

from zoneinfo import available_timezones

FIRST = (
    *("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul"),
    *("Europe/London", "Europe/Berlin", "America/New_York", "America/Chicago", "America/Los_Angeles", "UTC"),
)
REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
REST = sorted(name for name in available_timezones() if name.startswith(REGIONS) and name not in FIRST)
ZONES = [(name, name.replace("_", " ")) for name in (*FIRST, *REST)]
