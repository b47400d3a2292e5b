"""What a child may answer: members of enumerations however a Python pickles them, and nothing that runs anything."""

from __future__ import annotations

import io
import os
import pickle
from typing import Any

import pytest

from models.texts import Block, BlockKind
from storage.reading.process import _Unpickler


class Asks:
    """Pickles as a call."""

    def __init__(self, *call: Any) -> None:
        self._call = call

    def __reduce__(self) -> Any:
        function, *arguments = self._call
        return function, tuple(arguments)


def answered(found: object) -> Any:
    return _Unpickler(io.BytesIO(pickle.dumps(found))).load()


def test_members_of_enumerations_come_in_either_way() -> None:
    assert answered(Block(0, 3, BlockKind.QUOTE)) == Block(0, 3, BlockKind.QUOTE)
    assert answered(Asks(getattr, BlockKind, "QUOTE")) is BlockKind.QUOTE  # Python 3.11.0 to 3.11.3


@pytest.mark.parametrize(
    "asked",
    [
        Asks(getattr, BlockKind, "mro"),
        Asks(getattr, BlockKind, "__class__"),
        Asks(getattr, Block, "__init__"),
        Asks(getattr, "words", "format"),
        Asks(os.getcwd),
        Asks(eval, "1"),
    ],
)
def test_nothing_else_is_got_or_called(asked: Asks) -> None:
    with pytest.raises(pickle.UnpicklingError):
        answered(asked)
