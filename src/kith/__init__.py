"""Kith runs the programmes that grow health leaders, and shows what they change."""

__version__ = "0.1.0"
