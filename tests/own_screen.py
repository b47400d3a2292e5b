"""A pytest plugin: each process of a parallel run has a screen of its own, so that none takes another's focus."""

from __future__ import annotations

import contextlib
import os

import pytest

from tests.on_screen import KEEP_OUT, screen


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        return  # it only hands the tests out
    stack = contextlib.ExitStack()
    env = stack.enter_context(screen())
    config.add_cleanup(stack.close)
    for name in KEEP_OUT:
        os.environ.pop(name, None)
    os.environ |= env
