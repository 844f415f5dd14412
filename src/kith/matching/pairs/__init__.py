"""Pairs: two sides, or one; the best of them, proven, and why."""
