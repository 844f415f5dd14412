"""The one file that everything is worked out from: read, checked, and compiled into arrays.

``read_scenario(path)`` gives a :class:`~.types.Scenario` or every fault at once, each with its line or row;
``compile_scenario(scenario)`` gives the :class:`~.compiled.Compiled` arrays that the engines, the levers and the plan
work on. Importing this loads nothing.
"""
