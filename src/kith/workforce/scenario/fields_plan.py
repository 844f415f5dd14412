"""What each key of a scenario's ``[plan]`` means."""

from __future__ import annotations

from collections.abc import Mapping

from kith.workforce.scenario.fields import KEY, NUMBER, SHARE, STEPS, TABLES, WHOLE, Key, Part

PLAN: Mapping[str, Part] = {
    "plan": Part(
        "[plan]",
        "What `kith workforce plan` may do beyond what comes anyhow. Money is in the prices of the first year. The "
        "middle of each number is planned with; pay of those who are added is told beside the plan and is not in the "
        "budget. Levers that are pulled hold before the plan begins.",
        (
            Key("budget", STEPS, "The most money for the plan in each year; left out: no limit."),
            Key("discount", SHARE, "What money of the next year counts less; 0.035 if left out."),
            Key("floor", SHARE, "Of need, at least to be met for every profession, region and year."),
            Key("floor_from", WHOLE, "The year from which the floor holds; the first if left out."),
            Key("moves_share", SHARE, "Of a region's stock, the most who can be moved away in a year."),
            Key("cost_per_move", NUMBER, "Money for moving one FTE."),
            Key("retention", TABLES, "At most two: whom to keep, and at what cost."),
            Key(
                "profession", TABLES, "What can be done for each. One that is not listed is left alone.", True
            ),
        ),
    ),
    "plan.retention": Part(
        "[[plan.retention]]",
        "Of those who would retire or leave in a year, the share that can be kept at one price. Shares sum to 1 at "
        "most.",
        (
            Key("share", SHARE, "The most that can be kept.", True),
            Key("cost", NUMBER, "Money for each FTE that is kept for a year more.", True),
        ),
    ),
    "plan.profession": Part(
        "[[plan.profession]]",
        "Seats cost what the profession's largest training says and lead where it says; recruits are like those of "
        "its largest recruitment.",
        (
            Key("profession", KEY, "Which.", True),
            Key(
                "seats",
                STEPS,
                "The most who can begin training in a year beyond those who do anyhow, in heads.",
            ),
            Key("recruits", STEPS, "The most who can be recruited in a year beyond those who are, in heads."),
            Key(
                "cost_per_recruit",
                NUMBER,
                "Money for a recruit; as the profession's recruitment says if left out.",
            ),
            Key("unmet", NUMBER, "What an FTE-year of need that is not met counts, in money.", True),
        ),
    ),
}
