"""Which backups stay: a pure function, held against what is promised in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.backups.rotation import DAILY, HOURLY, NEWEST, WEEKLY, kept

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

ages = st.one_of(st.integers(0, 60 * 30), st.integers(0, 60 * 24 * 20), st.integers(0, 60 * 24 * 7 * 30))
histories = st.lists(ages, min_size=1, max_size=60).map(lambda found: [NOW - age * MINUTE for age in found])


@given(histories)
def test_what_is_promised_stays_and_no_more(times: list[datetime]) -> None:
    stay = kept(times, NOW)
    ordered = sorted(set(times), reverse=True)
    assert stay <= set(times) and set(ordered[:NEWEST]) <= stay
    spans = ((HOURLY, "%Y-%m-%d %H"), (DAILY, "%Y-%m-%d"), (WEEKLY, "%G-%V"))
    for span, bucket in spans:
        for name in {time.strftime(bucket) for time in times}:
            last = max(time for time in times if time.strftime(bucket) == name)
            assert last in stay or NOW - last > span
    assert len(stay) <= NEWEST + 25 + 15 + 27
    for time in stay - set(ordered[:NEWEST]):
        assert any(
            NOW - time <= span and time == max(t for t in times if t.strftime(bucket) == time.strftime(bucket))
            for span, bucket in spans
        )


@given(histories)
def test_thinning_out_each_time_leaves_what_thinning_out_once_would(times: list[datetime]) -> None:
    there: set[datetime] = set()
    for time in sorted(set(times)):
        there.add(time)
        there = kept(there, time)
        assert time in there
    assert kept(there, NOW) == kept(times, NOW)


def test_a_year_of_work() -> None:
    times = [NOW - hour * timedelta(hours=1) - 7 * MINUTE for hour in range(24 * 365)]
    assert 5 + 20 < len(kept(times, NOW)) <= 24 + 14 + 27


def test_a_clock_that_was_ahead_loses_nothing_of_now() -> None:
    ahead = [NOW + timedelta(days=400, minutes=minute) for minute in range(8)]
    stay = kept([*ahead, NOW], NOW)
    assert NOW in stay and set(sorted(ahead)[-5:]) <= stay
