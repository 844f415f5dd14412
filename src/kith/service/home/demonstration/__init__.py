"""The invented organisation of the demonstration: seeded, labelled synthetic, never loaded beside real ones."""
