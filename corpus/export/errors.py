"""Why an export was refused."""

from __future__ import annotations

from corpus.errors import GaliError


class ExportRefusedError(GaliError):
    """There is no room for an export where it was to go, or what it needs is not installed."""


def missing_library(name: str, extra: str) -> ExportRefusedError:
    """Return the error for a format whose library is not installed.

    Args:
        name: The library, as Python imports it.
        extra: The extra of our package that brings it.
    """
    return ExportRefusedError(
        f"this format needs {name}, which is not installed",
        mend=f"Install it with: pip install 'gali-inovasi[{extra}]'",
    )
