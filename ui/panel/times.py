"""When something was done, in the reader's own time: the hour alone today, the day before that."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from models.messages import _


def when(time: str, now: datetime | None = None, zone: tzinfo | None = None) -> str:
    """An ISO 8601 time in a few words: "14:32", "Yesterday 14:32", "3 Jan 2025". `zone`: the computer's when None."""
    moment = _local(time, zone)
    if moment is None:
        return time
    today = (now or datetime.now().astimezone()).astimezone(zone).date()
    hour = f"{moment:%H:%M}"
    if moment.date() == today:
        return hour
    if moment.date() == today - timedelta(days=1):
        return _("Yesterday {time}").format(time=hour)
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), "d MMM yyyy")


def in_full(time: str, zone: tzinfo | None = None) -> str:
    """The same to the second, with the day of the week."""
    moment = _local(time, zone)
    if moment is None:
        return time
    parts = QDate(moment.year, moment.month, moment.day), QTime(moment.hour, moment.minute, moment.second)
    return QLocale().toString(QDateTime(*parts), "dddd, d MMMM yyyy, HH:mm:ss")


def _local(time: str, zone: tzinfo | None) -> datetime | None:
    try:
        return datetime.fromisoformat(time).astimezone(zone)
    except (ValueError, OverflowError):  # of a clock that was far off, or of another program
        return None
