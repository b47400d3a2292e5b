"""A debate with every kind of step is drawn as it was when it was last looked at; other faces make no difference."""

from __future__ import annotations

import json

import pytest

from storage.pictures import SHAPES
from tests.ui.pictures.conftest import everything
from tests.ui.pictures.golden import FILE, read
from ui.theme import Theme


@pytest.mark.parametrize("shape", SHAPES)
def test_the_picture_is_the_golden_one(theme: Theme, shape: str) -> None:
    found = read(theme, *everything(), shape)
    assert found == json.loads(FILE.read_text("utf-8"))[shape]
