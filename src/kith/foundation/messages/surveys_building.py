"""Sentences about questionnaires that a lead builds in the browser: what is wrong, and what differs between versions."""

from kith.foundation.messages import gettext_noop as _

REFUSALS = {
    "surveys.building.changed_meanwhile": _(
        "{who} changed this questionnaire after you opened this page. Nothing of yours is lost: what you wrote is still "
        "here. Look at the questionnaire in another window, then save again to put yours in as well."
    ),
    "surveys.building.changed_by_somebody": _(
        "Somebody changed this questionnaire after you opened this page. Nothing of yours is lost: what you wrote is "
        "still here. Look at the questionnaire in another window, then save again to put yours in as well."
    ),
    "surveys.building.questionnaire_gone": _("This questionnaire was deleted. Make a new one."),
    "surveys.building.gone": _(
        "“{key}” is no longer in the questionnaire: somebody has taken it out. Go back and look at it as it is now."
    ),
    "surveys.building.published_stays": _(
        "A version of this questionnaire was published, so it stays for those who were asked it. It cannot be deleted."
    ),
    "surveys.building.nothing_new": _(
        "Nothing has changed since version {number}. Change something first, or use version {number}."
    ),
    "surveys.building.key_form": _(
        "“{value}” cannot be a name in the data. Use small letters, digits and underscores, and begin with a letter."
    ),
    "surveys.building.key_taken": _("Another question is called “{value}” in the data. Choose another name."),
    "surveys.building.key_used": _(
        "A condition, a score or other words speak of “{value}”. Change those first, or leave the name as it is."
    ),
    "surveys.building.wave_has_opened": _(
        "This questionnaire has opened, so what it asks stays as it is. Ask the other one as one more questionnaire."
    ),
    "surveys.building.parts_people": _(
        "The report parts the people of this survey by the question “{key}”, which the other questionnaire does not ask "
        "in that way. Choose one that does, or plan another survey."
    ),
    "surveys.building.not_ours": _("This version belongs to another organisation. Choose one of your own."),
    "surveys.building.reminders": _(
        "Reminders are whole numbers of days from 1 to {last}, with commas between, such as 7, 14; {most} at most. "
        "Write them so, or leave it empty for none."
    ),
    "surveys.building.no_sides": _("Choose at least one side to ask."),
    "surveys.building.scores_missing": _(
        "This questionnaire does not have every score that the programme’s own questionnaires measure, so change cannot "
        "be measured with it. Choose “asked once”."
    ),
    "surveys.building.nothing_to_ask_yet": _(
        "No questionnaire of your organisation’s own is published yet. Make one and publish it first."
    ),
    "surveys.building.copy_unreadable": _("What was read is no longer there. Choose the file again."),
}

RIGHTS = {
    "surveys.building.whose_words": _("Say whose words these are and who may use them."),
    "surveys.building.no_owner": _("Write who owns the words of this questionnaire."),
    "surveys.building.no_licence": _("Write under which licence the questionnaire is used."),
    "surveys.building.no_permission": _(
        "The words belong to somebody else. Write down who gave you permission, when and for what: without it the "
        "questionnaire cannot be used."
    ),
}

MISSING = {
    "surveys.building.missing.label": _("Write the question."),
    "surveys.building.missing.title": _("Give the questionnaire a title."),
    "surveys.building.missing.name": _("Give the score a name."),
    "surveys.building.missing.points": _("Add the points of the scale, at least two."),
    "surveys.building.missing.options": _("Add the answers to choose from, at least two."),
    "surveys.building.missing.items": _("Choose which questions make this score."),
    "surveys.building.missing.message": _("Write what somebody reads whose answer breaks the rule."),
    "surveys.building.missing.other": _("Something is missing here: {missing}."),
}

WRONG = {
    "surveys.building.wrong.no_pages": _("The questionnaire asks nothing yet. Add a question."),
    "surveys.building.wrong.empty_page": _("This page has no questions. Add one, or take the page out."),
    "surveys.building.wrong.too_few_points": _("A scale needs at least two points. Add one."),
    "surveys.building.wrong.point_twice": _(
        "Two points have the same number. Give each a number of its own."
    ),
    "surveys.building.wrong.too_few_options": _(
        "There must be at least two answers to choose from. Add one."
    ),
    "surveys.building.wrong.repeat_not_counted": _(
        "The page is repeated for each “{item}”, but that question does not ask for a whole number. Repeat it for another "
        "question, or tick “Only whole numbers” there."
    ),
    "surveys.building.wrong.too_many_repeats": _("A page can be repeated at most {most} times, not {value}."),
    "surveys.building.wrong.use_selected": _(
        "“{item}” can have several answers, so it cannot be compared. Ask whether one of its answers was chosen."
    ),
    "surveys.building.wrong.not_a_scale_item": _(
        "“{item}” is no scale question, so it cannot be scored. Take it out of the score."
    ),
    "surveys.building.wrong.ranges_differ": _(
        "The questions of one score must have the same lowest and highest point. Make two scores, or change the points."
    ),
    "surveys.building.wrong.scale_of_repeat": _(
        "“{item}” stands on a page that is repeated, so it cannot be scored. Take it out of the score."
    ),
    "surveys.building.wrong.translation_missing": _(
        "There is no translation into “{language}” here. Add it, or take the language out of the questionnaire."
    ),
    "surveys.building.wrong.no_such_earlier_item": _(
        "This speaks of “{value}”, which is not asked before it. Move that question up, or choose another."
    ),
    "surveys.building.wrong.no_such_item": _(
        "The score counts “{value}”, which is not there. Take it out of the score."
    ),
    "surveys.building.wrong.no_such_option": _(
        "The condition speaks of the answer “{value}”, which is no longer offered. Change the condition."
    ),
    "surveys.building.wrong.not_words": _("There are no words here. Write some."),
    "surveys.building.wrong.not_text": _("There is nothing here. Write something."),
}

CHANGED = {
    "surveys.building.change.added": _("New question: {question}"),
    "surveys.building.change.removed": _("No longer asked: {question}"),
    "surveys.building.change.reordered": _("The questions stand in another order."),
    "surveys.building.change.kind": _(
        "Asked in another way, so old and new answers cannot be put together: {question}"
    ),
    "surveys.building.change.reworded": _("Other words: {question}"),
    "surveys.building.change.answers": _(
        "Other answers to choose from, so old and new counts cannot be put together: {question}"
    ),
    "surveys.building.change.answers_reworded": _("The answers are worded otherwise: {question}"),
    "surveys.building.change.limits": _("Other limits: {question}"),
    "surveys.building.change.required": _("Whether it must be answered: {question}"),
    "surveys.building.change.condition": _("Asked of other people: {question}"),
    "surveys.building.change.constraint": _("Another rule for the answer: {question}"),
    "surveys.building.change.page": _("The page has changed: {page}"),
    "surveys.building.change.moved": _("On another page: {question}"),
    "surveys.building.change.scale_added": _("New score: {scale}"),
    "surveys.building.change.scale_removed": _("No longer scored: {scale}"),
    "surveys.building.change.scale_scored": _(
        "Scored otherwise, so old and new scores cannot be compared: {scale}"
    ),
    "surveys.building.change.scale_renamed": _("The score has another name: {scale}"),
    "surveys.building.change.about": _("Title, introduction or closing words have changed."),
    "surveys.building.change.languages": _("Languages are now: {languages}"),
    "surveys.building.change.rights": _("Whose words these are, or the permission, has changed."),
}

MESSAGES = {**REFUSALS, **RIGHTS, **MISSING, **WRONG, **CHANGED}
