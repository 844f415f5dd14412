"""Claims of the matching wing."""
