"""What holds for all tests: they depend on neither the terminal nor how busy the machine is."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings


def pytest_configure(config: pytest.Config) -> None:
    """Forget the width of the terminal, and let examples take the time they take.

    pytest-xdist hands a width on to its workers. Hypothesis looks at the clock, which goes on
    while other programs have the processor.
    """
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    settings.register_profile("gali", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("gali")
