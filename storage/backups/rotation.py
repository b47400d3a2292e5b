"""Which backups are kept: many of the last hours, fewer of the last days, a few of the last half year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

NEWEST = 5  # always kept
HOURLY, DAILY, WEEKLY = timedelta(hours=24), timedelta(days=14), timedelta(weeks=26)


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Those of the backups' times that stay: the newest five, and the last one of each hour for 24 hours, of each day
    for 14 days and of each week for 26 weeks. Days and weeks are those of UTC, weeks begin on Monday.

    The last of a week is the last of its day and of its hour too: what is to stay later was never taken out before.
    """
    found = sorted(set(times), reverse=True)
    stay = set(found[:NEWEST])
    seen: set[tuple[str, object]] = set()
    for time in found:  # newest first: the first of an hour, day or week is its last
        age = now - time
        for span, name, bucket in (
            (HOURLY, "hour", _hour(time)),
            (DAILY, "day", _day(time)),
            (WEEKLY, "week", _week(time)),
        ):
            if (name, bucket) not in seen:
                seen.add((name, bucket))
                if age <= span:
                    stay.add(time)
    return stay


def _hour(time: datetime) -> datetime:
    return time.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _day(time: datetime) -> object:
    return time.astimezone(UTC).date()


def _week(time: datetime) -> object:
    return time.astimezone(UTC).isocalendar()[:2]
