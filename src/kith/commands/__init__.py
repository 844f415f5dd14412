"""The command line, one module a subject. Only these and a service app's ``bridge.py`` import a wing."""
