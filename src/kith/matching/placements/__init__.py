"""Placements: people to projects with places, dates and countries, in teams that can work."""
