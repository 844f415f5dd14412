"""Claims about the wing of evaluation."""
