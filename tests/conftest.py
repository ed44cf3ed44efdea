"""Fixtures for all tests: the knowledge, and a talk at a fixed time."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import settings

from guidance.clock import OSLO
from guidance.loader import Knowledge, load_knowledge
from guidance.reply import Context

# The same examples each time, and no clock: a busy machine is no fault.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

# A Tuesday in opening hours, while every figure is in force.
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=OSLO)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture
def context() -> Context:
    return Context(now=NOON)
