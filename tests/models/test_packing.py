"""Contents as they are stored: what comes out is what went in, and damage is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.packing import LEAST, Packed, packed, unpacked


@given(st.binary(max_size=3 * LEAST), st.integers(1, 40))
def test_what_is_packed_comes_out_as_it_was(data: bytes, times: int) -> None:
    small = packed(data * times)
    assert (unpacked(small) if isinstance(small, Packed) else small) == data * times
    assert len(small) <= len(data * times)


def test_what_is_packed_already_stays() -> None:
    small = packed(b"again and " * 1000)
    assert isinstance(small, Packed)
    assert packed(small) is small


@pytest.mark.parametrize("harm", [lambda d: d[:-3], lambda d: b"\0" + d, lambda d: b""])
def test_damaged_data_is_told(harm) -> None:  # type: ignore[no-untyped-def]
    small = packed(b"again and " * 1000)
    with pytest.raises(ValueError):
        unpacked(harm(small))


def test_no_more_is_unpacked_than_is_allowed() -> None:
    with pytest.raises(ValueError):
        unpacked(packed(b"a" * 10_000), limit=9_999)
