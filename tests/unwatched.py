"""The environment of programs in which nothing measures coverage.

What measures it loads modules and writes files of its own, which counts where a test looks at what
is loaded, at the time it takes, or at a disk that is full.
"""

from __future__ import annotations

import os

UNWATCHED = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
