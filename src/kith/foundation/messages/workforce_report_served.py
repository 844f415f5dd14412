"""Sentences of a run's report on service delivered, recruitment abroad, evidence and limits."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "workforce.report.found_met": _(
        "Of the need at the start of {first}, {before} is served, and {after} of that at the start of {last}."
    ),
    "workforce.report.who_places": _("cells of profession and place"),
    "workforce.report.how_served": _(
        "FTE that are there, up to what is needed in each place and profession, over all that is needed. No surplus"
        " stands in for a shortfall. Every number at its middle: it has no band."
    ),
    "workforce.report.service": _("How much of need is served"),
    "workforce.report.service_intro": _(
        "Staff there, up to what is needed in each place and profession, as a percent of all need, with every number at"
        " its middle. It is staff time against needed time, not how good the care is."
    ),
    "workforce.report.caption_served": _("Percent of need served at the start of a year"),
    "workforce.report.caption_each_place": _(
        "Each place at the start of {year}, all professions together, in FTE"
    ),
    "workforce.report.all": _("All"),
    "workforce.report.in_rural": _("rural"),
    "workforce.report.in_urban": _("urban"),
    "workforce.report.heading.all": _("All"),
    "workforce.report.heading.place": _("Place"),
    "workforce.report.heading.kind": _("Kind"),
    "workforce.report.heading.served": _("Need served"),
    "workforce.report.abroad": _("Recruitment from other countries"),
    "workforce.report.abroad_intro": _(
        "People over all years, with every number at its middle. What a country loses is what it paid to train those who"
        " came."
    ),
    "workforce.report.nobody_abroad": _("Nobody is recruited from another country in this scenario."),
    "workforce.report.listed_lead": _("On the safeguards list:"),
    "workforce.report.caption_abroad": _("What both countries give and get, over all years"),
    "workforce.report.note_abroad": _(
        "Went home counts those who return by agreement. Amounts are in the prices of the first year."
    ),
    "workforce.report.is_listed": _("on the list"),
    "workforce.report.is_not_listed": _("not on the list"),
    "workforce.report.heading.country": _("Country"),
    "workforce.report.heading.safeguards": _("Safeguards list"),
    "workforce.report.heading.recruits": _("Recruits"),
    "workforce.report.heading.home": _("Went home"),
    "workforce.report.heading.lost": _("Paid there for training"),
    "workforce.report.heading.paid": _("Paid to them"),
    "workforce.report.heading.worth": _("Worth of those who return"),
    "workforce.report.caption_evidence": _("What is known of each lever"),
    "workforce.report.not_pulled": _("not pulled"),
    "workforce.report.assumed": _("assumption, no source"),
    "workforce.report.no_range": _("{value} (no range)"),
    "workforce.report.with_range": _("{value} ({low} to {high} in 8 cases of 10)"),
    "workforce.report.effect_odds_ratio": _("odds times {effect}"),
    "workforce.report.effect_factor": _("times {effect}"),
    "workforce.report.effect_heads_per_unit": _("{effect} heads for each unit"),
    "workforce.report.grade_A": _("A: trials or several good studies"),
    "workforce.report.grade_B": _("B: one good study"),
    "workforce.report.grade_C": _("C: weak"),
    "workforce.report.grade_D": _("D: opinion"),
    "workforce.report.bundle_education": _("Education and training"),
    "workforce.report.bundle_regulation": _("Regulation"),
    "workforce.report.bundle_reward": _("Reward and recognition"),
    "workforce.report.bundle_support": _("Professional support and development"),
    "workforce.report.heading.pulled": _("Pulled"),
    "workforce.report.heading.effect": _("Effect at full strength"),
    "workforce.report.limits_section": _("What this report cannot say"),
    "workforce.report.limit_net": _(
        "A net gap takes surpluses off shortfalls: staff in one place or profession do not serve another, so the gross"
        " gap is told beside it."
    ),
    "workforce.report.limit_need": _(
        "Need is what the scenario’s method says is needed. Other methods give other numbers."
    ),
    "workforce.report.limit_range": _(
        "A number without a range is taken as certain by the draws. The picture of what moves the gap most takes 10%"
        " either way for it, and says so."
    ),
    "workforce.report.limit_money": _(
        "Money is of the middle run and has no band; what illness, waiting or lost output cost is not in it."
    ),
    "workforce.report.limit_shared": _(
        "Shares of levers rest on their stated effects and interactions; other interactions give other shares."
    ),
}
