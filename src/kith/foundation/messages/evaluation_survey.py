"""Sentences about a survey of one time: how each column was read, and what people answered."""

from kith.foundation.messages import gettext_noop as _

READING = {
    "evaluation.reading.codebook": _("the codebook says"),
    "evaluation.reading.nobody": _("nobody answered"),
    "evaluation.reading.label": _(
        "its heading says a label, a name or a time, and it is different for most people"
    ),
    "evaluation.reading.all_different": _("a different number for each person, so a label or a time"),
    "evaluation.reading.number_only": _("a number"),
    "evaluation.reading.number.one_of_not_numbers": _("a number (1 answer in words is kept apart)"),
    "evaluation.reading.rating": _("a rating from {low} to {high}, in order"),
    "evaluation.reading.number": _("a number ({not_numbers} answers in words are kept apart)"),
    "evaluation.reading.yes_no": _("yes or no"),
    "evaluation.reading.text": _("people's own words: counted, not printed"),
    "evaluation.reading.choice": _(
        "a choice, in order of how many chose it; no order of the answers is known"
    ),
    "evaluation.reading.bands": _("pay bands in order, from “{low}” to “{high}”"),
    "evaluation.reading.brackets": _("brackets of numbers in order, from “{low}” to “{high}”"),
    "evaluation.reading.words": _("a scale of {scale} in order, from “{low}” to “{high}”"),
    "evaluation.reading.several": _("one question with {n} boxes to tick, each a column of yes and no"),
    "evaluation.scale.agreement": _("agreement"),
    "evaluation.scale.likelihood": _("likelihood"),
    "evaluation.scale.satisfaction": _("satisfaction"),
    "evaluation.scale.frequency": _("frequency"),
    "evaluation.scale.extent": _("extent"),
    "evaluation.scale.quality": _("quality"),
    "evaluation.scale.qualification": _("qualification"),
}

KINDS = {
    "evaluation.kind.ordered": _("Answers in order"),
    "evaluation.kind.choice": _("Choice"),
    "evaluation.kind.yes_no": _("Yes or no"),
    "evaluation.kind.several": _("Boxes to tick"),
    "evaluation.kind.number": _("Number"),
    "evaluation.kind.text": _("Own words"),
    "evaluation.kind.left_out": _("Left out"),
}

DESCRIBE = {
    "evaluation.describe.own_words": _("Other answers, in people's own words"),
    "evaluation.describe.several_share": _(
        "People could tick several boxes, so the shares do not add up to 100%."
    ),
    "evaluation.describe.not_numbers": _("{n} more answered in words. They were not turned into numbers."),
    "evaluation.describe.not_numbers.one_of_n": _(
        "1 more answered in words. It was not turned into a number."
    ),
    "evaluation.describe.too_few_numbers": _("Too few answered with a number to show a summary."),
    "evaluation.describe.text": _(
        "{n} answered in their own words ({different} different texts). They are not printed here:"
        " words can show who wrote them."
    ),
    "evaluation.describe.text.one_of_different": _(
        "{n} answered in the same words, which are not printed here: words can show who wrote them."
    ),
    "evaluation.describe.text.one_of_n": _(
        "1 answered in their own words, which are not printed here: words can show who wrote them."
    ),
    "evaluation.describe.no_group": _(
        "People who belong to no group, because their cell is empty: {n}. They are left out."
    ),
    "evaluation.describe.title": _("What people answered: {name}"),
    "evaluation.describe.summary": _("The survey"),
    "evaluation.describe.people": _("People"),
    "evaluation.describe.questions": _("Questions"),
    "evaluation.describe.questions_count": _("{n} questions shown, {left_out} columns left out"),
    "evaluation.describe.questions_count.one_of_left_out": _("{n} questions shown, 1 column left out"),
    "evaluation.describe.questions_count.one_of_n": _("1 question shown, {left_out} columns left out"),
    "evaluation.describe.groups": _("Groups"),
    "evaluation.describe.answered_of": _("{n} of {whole} answered"),
    "evaluation.describe.basis_who": _("people who answered this question"),
    "evaluation.describe.basis_how": _(
        "Counts of each answer. Those who did not answer are left out of the shares."
    ),
    "evaluation.describe.basis_numbers": _(
        "Answers that are numbers, put in order; the middle one is the median."
    ),
    "evaluation.describe.basis_range": _(
        "The range beside each share shows how far it might be off, were these people drawn by lot from many."
    ),
    "evaluation.describe.questions_title": _("Question by question"),
    "evaluation.describe.reading_title": _("How each column was read"),
    "evaluation.describe.reading_caption": _("Each question, its columns and how they were read"),
    "evaluation.describe.reading_help": _(
        "If a column was read wrongly, say so in a codebook: [question.HEADING] with kind, levels or label."
    ),
    "evaluation.describe.column": _("Column"),
    "evaluation.describe.kind": _("Read as"),
    "evaluation.describe.why": _("Because"),
    "evaluation.describe.answers_caption": _("Answers: {question}"),
    "evaluation.describe.answer": _("Answer"),
    "evaluation.describe.group": _("Group"),
    "evaluation.describe.count": _("People"),
    "evaluation.describe.share": _("Share"),
    "evaluation.describe.range": _("Range of the share"),
    "evaluation.describe.percent_range": _("{low} to {high}"),
    "evaluation.describe.kept_back_why": _("small number"),
    "evaluation.describe.kept_back": _("not shown: small number"),
    "evaluation.describe.no_answer": _("No answer"),
    "evaluation.describe.asked_about": _("{n} asked"),
    "evaluation.describe.pooling": _("Counted together, these answers could be shown: {labels}."),
    "evaluation.describe.none_given": _("–"),
    "evaluation.describe.all_answers": _("All answers"),
    "evaluation.describe.finding_alone": _("{answers}."),
    "evaluation.describe.finding": _("{question}: {n} of {whole} answered “{answer}”"),
    "evaluation.describe.finding_tied": _("{question}: how {whole} people answered"),
    "evaluation.describe.finding_row": _("{label}: {answers}."),
    "evaluation.describe.finding_answer": _("{answer} {count}"),
    "evaluation.describe.numbers_caption": _("Numbers: {question}"),
    "evaluation.describe.measure": _("Measure"),
    "evaluation.describe.value": _("Value"),
    "evaluation.describe.n_numbers": _("Answers that are numbers"),
    "evaluation.describe.median": _("Median (the middle answer)"),
    "evaluation.describe.quartiles": _("Half of the answers lie between"),
    "evaluation.describe.ends": _("Smallest and largest"),
    "evaluation.describe.mean": _("Mean"),
    "evaluation.describe.and": _("{low} and {high}"),
    "evaluation.describe.cannot_say": _(
        "These are the answers of the people who answered. Those who did not may think otherwise, and a"
        " survey done once shows no change."
    ),
    "evaluation.describe.method": _("How it was worked out"),
    "evaluation.describe.shares": _("Shares"),
    "evaluation.describe.shares_how": _("Of those who answered the question."),
    "evaluation.describe.small": _("Small numbers"),
    "evaluation.describe.small_shown": _(
        "All counts are shown, small ones too. Before you pass this on, make it again with --suppress."
    ),
    "evaluation.describe.small_hidden": _(
        "Counts of {threshold} or fewer are not shown, nor what would give them away. Others are rounded"
        " to the nearest {round_to}. Shares and charts are left out, as they would undo the rounding."
    ),
    "evaluation.describe.details": _("Details: interval and version"),
    "evaluation.describe.interval": _("Range of a share"),
    "evaluation.describe.version": _("To do it again"),
    "evaluation.describe.version_how": _("Kith {version}. Hash of the data: {data}."),
}

MESSAGES = {**READING, **KINDS, **DESCRIBE}
