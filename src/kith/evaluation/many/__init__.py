"""Many programmes at once: the change of each on each scale, from a million answers as from ten.

The way through: ``reading.read_many`` (a file's columns to :class:`~kith.evaluation.many.types.ManyData`),
``analysis.analyse_many``, then ``writing`` (flat rows as JSON, CSV or Parquet). Every figure is defined as
:func:`kith.evaluation.change.analyse_change` defines it, so one programme alone gives the same counts and p.
"""
