"""Sets: groups of a few people over countries and time zones, as action learning has them."""
