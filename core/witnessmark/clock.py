"""The time, in UTC and RFC 3339, and the name of the analyst's time zone."""

from __future__ import annotations

import datetime as dt


def now() -> str:
    """The present time in UTC, to the second: `2026-11-23T10:12:00Z`."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def zone() -> str:
    """The analyst's offset from UTC and the zone's short name: `+01:00 CET`."""
    local = dt.datetime.now().astimezone()
    offset = local.strftime("%z")
    return f"{offset[:3]}:{offset[3:]} {local.tzname() or ''}".strip()
