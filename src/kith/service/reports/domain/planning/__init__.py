"""The plan of a cohort's evaluation: written, frozen, kept to, and what was done otherwise."""
