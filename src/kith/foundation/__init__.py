"""What every room stands on: faults and codes, ids, seeded randomness, provenance."""
