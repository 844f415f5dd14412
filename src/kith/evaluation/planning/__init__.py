"""The plan first: written, checked, frozen under a hash, and held beside what was done in the end."""
