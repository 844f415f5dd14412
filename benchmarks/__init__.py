"""Claims of speed, each a ratio to a named peer in one run. ``make bench WING=matching``."""
