"""The house people visit: the Django service. Nothing here is imported from outside it."""
