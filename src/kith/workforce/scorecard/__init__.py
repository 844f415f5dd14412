"""How well past plans and forecasts did, against what came and against doing nothing clever.

plans = read_plans(table); outturns = read_outturns(table)      # reading; or archive.read_archive for filed runs
result = score(plans, outturns)                                 # scoring
scorecard_section(result, speaker); scorecard_json(result)
line = file_line(before, filed)                                 # archive: a run is filed, to be scored later
"""
