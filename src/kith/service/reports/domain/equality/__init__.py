"""Who got in by equality group, as far as it was released: nothing is counted for a report."""
