"""What a workforce scenario says of itself, and the sums of its run, in words."""

from kith.foundation.messages import gettext_noop as _

DESCRIBE = {
    "what": _(
        "{name}, {place}: from the start of {first} to the start of {last}; {draws} draws, seed {seed}."
    ),
    "synthetic": _("Everything in it is invented: no figure describes a real place."),
    "no_assumptions": _("All {count} numbers have a source."),
    "assumptions": _("Assumptions: {count} of {of} numbers have no source."),
    "assumption": _("  {path}: {value}{span}"),
    "range": _(" ({low} to {high} in 8 cases of 10)"),
    "range_times": _(" (times {low} to {high} in 8 cases of 10)"),
    "no_range": _(" (no range: taken as certain)"),
    "overrides": _("Overrides: {count}."),
    "override": _("  {what}: {was} became {value}, by {by} on {on}: {reason}"),
    "profession": _(
        "{name} (ISCO-08 {isco}; {groups}): {heads} heads, {fte} FTE at the start; {need} FTE needed, by {method}."
    ),
    "regions": _("{count} regions, {rural} of them rural: {names}."),
    "training": _("{name} (length in years: {years}): {begin} begin in the first year, {end} in the last."),
    "recruitment_home": _("{name}: {begin} in the first year, from home."),
    "recruitment_abroad": _("{name}: {begin} in the first year, from {country}."),
    "recruitment_listed": _(
        "{name}: {begin} in the first year, from {country}, which is ON THE SAFEGUARDS LIST; under “{agreement}” "
        "of {dated}."
    ),
    "safeguards": _("The safeguards list has {count} countries, as of {dated}."),
    "modifier": _("{name} ({cause}): {acts_on} times {factor} in full, from {year} on."),
    "levers": _("Levers: {count}; pulls: {pulled}."),
    "pull": _("  Pulled: {name}, {amount}, from {year} on."),
    "pull_until": _("  Pulled: {name}, {amount}, from {year} to {last}."),
    "data": _("{file}: {rows} rows; {source}, {dated}; SHA-256 {hash}…"),
    "noted": _("Note: {note}"),
    "method.needs": _("people's needs"),
    "method.utilisation": _("use of services"),
    "method.ratio": _("a ratio to the population"),
    "method.norms": _("norms"),
    "cause.technology": _("technology"),
    "cause.demography": _("demography"),
    "cause.policy": _("policy"),
}

SUMMARY = {
    "profession": _(
        "{name}: {start} FTE at the start of {first}, {middle} at the start of {last} (8 draws in 10: {low} to {high})."
    ),
    "gap": _(
        "Of {need} FTE needed then, {gross} are missing where too few are (gross; {gross_low} to {gross_high}); "
        "surpluses elsewhere set against them, the balance is {net} (net; {net_low} to {net_high})."
    ),
    "money": _(
        "In {year}: pay {pay}, training {training}, recruitment {recruitment}, levers {levers} (prices of {first})."
    ),
    "exchange": _(
        "{country}: {recruits} recruits over all years, {home} go home by plan; their training cost there {lost}, "
        "it is paid {paid}, those who return are worth {worth} to it."
    ),
    "draws.ranges": _(
        "From {draws} draws, seed {seed}. Bands hold what the ranges of the scenario say, and no more."
    ),
    "draws.history": _(
        "From {draws} draws, seed {seed}. Bands of supply are at least as wide as forecasts of counts were off in the past."
    ),
}

CARD = {
    "population": _("{people} people at the start"),
    "area_level": _("{count} regions"),
    "framework": _("stocks and flows by single years of age, year by year"),
    "parameters": _("{count} numbers of the scenario, and the tables {tables}"),
    "parameter_sources": _(
        "tables: {sources}; {bare} of the {count} numbers have no source and are listed as assumptions"
    ),
    "demand.needs": _(
        "{name}: people x cases x services, divided between professions, over what an FTE gives"
    ),
    "demand.utilisation": _("{name}: services as they are used by age, over what an FTE gives"),
    "demand.ratio": _("{name}: so many for each 10,000 people"),
    "demand.norms": _("{name}: staffing norms"),
    "supply": _(
        "those in post, training by year of intake, recruitment, return, moves, exits by age and years in post, retirement by age"
    ),
    "gap": _(
        "supply less need, in FTE; net, where surpluses make up for shortfalls, and gross, the shortfalls alone"
    ),
    "uncertainty": _("{draws} draws of the numbers that have a range, seed {seed}; bands hold 8 draws in 10"),
    "mass_balance": _("each year and region: stock = stock before + joined - left, checked in every run"),
    "units": _("stocks and flows in heads, supply and need in FTE; never mixed"),
    "command": _("kith workforce run, with the scenario file and its tables"),
    "no_overrides": _("none"),
    "override": _("{what} became {value}, by {by}: {reason}"),
}

MESSAGES = {
    **{f"workforce.scenario.card.{code}": said for code, said in CARD.items()},
    **{f"workforce.scenario.describe.{code}": said for code, said in DESCRIBE.items()},
    **{f"workforce.scenario.summary.{code}": said for code, said in SUMMARY.items()},
}
