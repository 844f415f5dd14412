"""The only door to the workforce wing."""
