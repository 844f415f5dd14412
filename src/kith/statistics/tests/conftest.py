"""Pairs as a scale gives them: means of a few whole answers, with ties and zeros."""

import sys
from pathlib import Path

# importlib mode gives tests no package, so the oracles beside them are found here.
sys.path.insert(0, str(Path(__file__).parent))
