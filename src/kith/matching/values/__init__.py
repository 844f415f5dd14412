"""What people type about themselves, read as values that rules compare: hours, places, languages, dates."""
