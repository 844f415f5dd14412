"""Claims of the workforce wing."""
