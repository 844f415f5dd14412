"""How many are needed: from people's health, from what they use, from a ratio, or from norms."""
