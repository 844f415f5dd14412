"""Questionnaires: the one form model of the whole product.

Applications, reviews, preferences, logs' prompts and surveys are all an
:class:`~kith.questionnaires.types.Instrument` with responses. Read one with
``read.read_instrument``, walk it with ``logic.steps``, check what was typed with
``validate.check_step`` or ``validate.check_all``, and score it with ``scoring.score``.
"""
