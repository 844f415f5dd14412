"""Sentences about reports, and the words that a report's pages add to the caller's."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    # Faults
    "publishing.no_chinese_font": _(
        "This report has Chinese text, and this computer has no Chinese font to print it with. "
        "Install “Noto Sans CJK” (on Debian: fonts-noto-cjk) and make the PDF again, "
        "or use the web page instead."
    ),
    "publishing.report_unreadable": _(
        "This is not a Kith report ({problem}). Make the report again and save it as JSON."
    ),
    "publishing.report_version": _(
        "This report was saved in format {found}. This version of Kith reads format {known}. "
        "Make the report again, or use a newer Kith."
    ),
    "publishing.differencing": _(
        "Set beside what was published before ({earlier}), this table would tell about "
        "{threshold} people or fewer. Wait until more people have joined, "
        "or count them together with a later cohort."
    ),
    "publishing.republished": _(
        "This question about the same people was published before in another form ({earlier}). "
        "The two tables laid side by side could show what is kept back. Use the earlier table."
    ),
    "publishing.remade": _(
        "“{earlier}” is published. Set beside it, this one would tell about fewer than {least} people ({side}), "
        "because only a few answers have come, changed or gone since. Leave the published one as it is, "
        "or make a new one when {least} more people have answered."
    ),
    "publishing.remade_together": _(
        "“{earlier}” is published. Set beside it, this one would tell about fewer than {least} people, because only a "
        "few answers to the questions of a scale have come, changed or gone since. Leave the published one as it is, "
        "or make a new one when {least} more people have answered."
    ),
    # Why a number is kept back
    "publishing.withheld.small_count": _("{limit} or fewer"),
    "publishing.withheld.protects_another": _("kept back to protect another number"),
    "publishing.withheld.whole_table": _("kept back with the whole table"),
    "publishing.withheld.too_few_matched": _("fewer than {limit} people answered both times"),
    "publishing.note.policy": _(
        "To protect people, counts of {threshold} or fewer are not shown. "
        "Other counts are rounded to the nearest {round_to}, so they may not add up to the total."
    ),
    "publishing.note.pooling": _("Every count could be shown if these were counted together: {labels}."),
    "publishing.note.pool_cohorts": _(
        "No joining of these groups makes every count large enough. Count several cohorts or years together."
    ),
    "publishing.total": _("Total"),
    "publishing.people": _("People"),
    "publishing.not_given": _("not given"),
    # The pages' own words
    "publishing.page.contents": _("Contents"),
    "publishing.page.back": _("Back to contents"),
    "publishing.page.summary": _("Summary"),
    "publishing.page.skip": _("Skip to main content"),
    "publishing.page.made_on": _("Made on {date}"),
    "publishing.page.page_of": _("Page {page} of {pages}"),
    "publishing.page.show_numbers": _("Show the numbers"),
    "publishing.page.chart_in_words": _("The chart in words"),
    "publishing.page.based_on": _("Based on {n} {who}."),
    "publishing.page.based_on_hidden": _("Based on {who} (number not shown: {reason})."),
    "publishing.page.how": _("How it was worked out: {how}"),
    "publishing.page.uncertainty": _("How sure we are: {uncertainty}"),
    "publishing.page.not_shown": _("Not shown: {reason}"),
    "publishing.page.nothing": _("There is nothing to show in this table."),
    "publishing.page.important": _("Important"),
    "publishing.page.note": _("Notes"),
    "publishing.page.colon": _(": "),
    "publishing.page.provenance": _("How this report was made"),
    "publishing.page.method": _("Method"),
    "publishing.page.seed": _("Seed"),
    "publishing.page.no_seed": _("None: nothing was drawn at random"),
    "publishing.page.input": _("Input: {name}"),
    "publishing.page.version": _("Version of {name}"),
}
