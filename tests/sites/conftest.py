"""Lets the tests import the modules beside them as ``sites.…``; tests are no packages."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
