"""Forecasts of staff in post whose bands are as wide as history says, and the seam for fan charts.

    calibration = shipped()                                  # learnt from back-tests; or read_calibration(bytes)
    forecast(series, horizons=(1, 5, 10), calibration=calibration).bands
    spread((1, 2, 3), calibration, volatility=None)          # widths for a scenario's own middle
    log_sds(30, calibration, past=series)                    # a year each, for draws of a scenario
    caption(calibration, speaker, last_horizon=30)           # how often such bands held, to stand under the chart

Learning a calibration is the back-test's: :mod:`kith.workforce.backtest`.
"""

from kith.workforce.forecast.bands import (
    Band,
    Forecast,
    Reach,
    Spread,
    forecast,
    log_sds,
    spread,
)
from kith.workforce.forecast.calibration import (
    Calibration,
    Factors,
    Scale,
    read_calibration,
    shipped,
    write_calibration,
)
from kith.workforce.forecast.caption import caption
from kith.workforce.forecast.history import Histories, history
from kith.workforce.forecast.methods import Method, log_change
from kith.workforce.forecast.series import Series, check_series

__all__ = [
    "Band",
    "Calibration",
    "Factors",
    "Forecast",
    "Histories",
    "Method",
    "Reach",
    "Scale",
    "Series",
    "Spread",
    "caption",
    "check_series",
    "forecast",
    "history",
    "log_change",
    "log_sds",
    "read_calibration",
    "shipped",
    "spread",
    "write_calibration",
]
