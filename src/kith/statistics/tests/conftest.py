"""The brute-force oracles stand beside the tests that use them."""

import sys
from pathlib import Path

# importlib mode gives tests no package, so the oracles beside them are found here.
sys.path.insert(0, str(Path(__file__).parent))
