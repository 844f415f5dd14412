"""Workforce planning: what is needed, what there will be, the gap between them, and a plan that closes it.

Each room is one method with its own types: ``wisn`` (staffing norms), ``picture`` (funded against in post),
``scenario`` (the one file that everything is worked out from), ``need``, ``supply`` (two engines), ``gap``,
``levers``, ``plan``, ``trust`` (back-tests, scorecards, the reporting card) and ``functions`` (who does public
health). Importing this loads nothing.
"""
