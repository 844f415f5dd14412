"""How far forecasts of staff in post would have been off, and how wide bands must be to hold what happened.

stocks = read_stocks(path)                      # reading: a row a place, occupation and year
result = backtest(stocks, seed=1)               # run: rolling origins, random halves of the places
result.calibration                              # for kith.workforce.forecast
backtest_section(result, speaker); backtest_json(result)
"""
