"""Claims of the service: every page of the journey with 100,000 people in the database."""
