"""Sentences about questionnaires that come from other tools' formats, or go there."""

from kith.foundation.messages import gettext_noop as _

FILES = {
    "exchange.unknown_ending": _(
        "Kith cannot tell what “.{ending}” is. Give the file one of these endings: {known}."
    ),
    "exchange.not_json": _("This is not JSON. Save it again from the tool it came from."),
    "exchange.not_utf8": _("This is not text in UTF-8. Save it again as UTF-8."),
    "exchange.renamed": _(
        "“{old}” cannot be a key in Kith, which takes small letters, digits and underscores. It is now “{new}”."
    ),
    "exchange.no_scales": _("The questionnaire has no scales, so there is nothing to score."),
    "exchange.rights_not_said": _(
        "The form does not say whose words these are or under which licence. Find out before you use it, and "
        "write it down."
    ),
}

BROKEN = {
    "exchange.xlsform.not_workbook": _("This is not an Excel workbook. Save it as .xlsx."),
    "exchange.xlsform.no_survey": _(
        "There is no sheet “survey” with questions in it. Add one with the columns type, name and label."
    ),
    "exchange.xlsform.no_questions": _("The form asks nothing. Add a question to the sheet “survey”."),
    "exchange.xlsform.heading_twice": _(
        "Columns {first} and {second} have the same heading. Rename one of them."
    ),
    "exchange.xlsform.language": _(
        "Kith does not know the language “{language}”. Write its code behind it, like label::French (fr)."
    ),
    "exchange.xlsform.no_type": _("The row has a name and no type. Write what it asks for, like text."),
    "exchange.xlsform.type_unknown": _(
        "“{type}” is not a type of question. Write one like select_one or text."
    ),
    "exchange.xlsform.missing": _("“{missing}” is empty here. Fill it in."),
    "exchange.xlsform.name_twice": _("“{value}” is the name of two rows. Give each a name of its own."),
    "exchange.xlsform.choice_twice": _("“{value}” stands twice in one list. Keep one."),
    "exchange.xlsform.no_list": _(
        "The sheet “choices” has no list “{list}”. Add its choices, or mend its name."
    ),
    "exchange.xlsform.group_open": _("The group “{name}” begins here and never ends. Add a row end_group."),
    "exchange.xlsform.group_not_open": _("A group ends here that never began. Take the row away."),
    "exchange.xlsform.group_crossed": _(
        "What ends here is not what began in row {began}. End a group with end_group and a repeat with end_repeat."
    ),
    "exchange.xlsform.expression": _(
        "“{source}” cannot be read: at character {at} there should be {expected}."
    ),
    "exchange.xlsform.unknown_name": _("No row is called “{name}”. Mend the name, or add the question."),
    "exchange.xlsform.unknown_name_nearest": _("No row is called “{name}”. Did you mean “{nearest}”?"),
    "exchange.xlsform.asked_later": _(
        "“{name}” is asked later, in row {row}, so this cannot depend on it. Move it up."
    ),
    "exchange.xlsform.circular": _(
        "“{name}” depends on “{other}”, which depends on “{name}” again, so neither could ever be asked. "
        "Take one condition away."
    ),
    "exchange.xlsform.range": _("The range cannot be read. Write it like start=0 end=10 step=1."),
    "exchange.xlsform.repeat_not_counted": _(
        "The group is repeated for each “{item}”, but that question does not ask for a whole number. "
        "Make its type integer."
    ),
    "exchange.xlsform.translation_missing": _(
        "There are no words in “{language}” here, though the form says it has that language. Add them, or "
        "take the language out of kith_languages."
    ),
}

LOST_IN = {
    "exchange.xlsform.column": _(
        "Kith has no place for this column. It is left out; rows that fill it: {rows}."
    ),
    "exchange.xlsform.setting": _("Kith has no place for this setting. It is left out."),
    "exchange.xlsform.type_dropped": _("Kith does not ask questions of type “{type}”. “{name}” is left out."),
    "exchange.xlsform.type_nearly": _(
        "Kith has no questions of type “{type}”. “{name}” is now a question of kind “{kind}”."
    ),
    "exchange.xlsform.condition_in": _(
        "Kith has no words for “{part}” in a condition. The whole condition is left out: see whether the "
        "question should be asked of everybody."
    ),
    "exchange.xlsform.pipe_unseen": _(
        "The words show “{name}”, which is worked out and not asked. Kith cannot show it; “…” stands there now."
    ),
    "exchange.xlsform.required_sometimes": _(
        "The question is required under a condition. Kith has no such rule: it is optional now."
    ),
    "exchange.xlsform.own_words": _(
        "Kith has its own words for yes, no and declining, in every language. The words here are left out."
    ),
    "exchange.xlsform.range_step": _(
        "Kith has no steps of {step} in a number. Any number of the range is taken."
    ),
    "exchange.xlsform.no_message": _(
        "The constraint has no message. Kith wrote “This answer is not accepted. Check it.”; say what is wrong."
    ),
    "exchange.xlsform.repeat_in_repeat": _(
        "A repeat inside a repeat has no place in Kith. Its questions are asked once for each outer turn."
    ),
    "exchange.xlsform.repeat_uncounted": _(
        "Kith repeats a page for each of something that an earlier question counted. Without such a question "
        "these are asked once."
    ),
    "exchange.xlsform.translation_part": _(
        "Texts without words in “{language}”: {rows}. The others are kept, but the questionnaire does not count "
        "as translated until you add these."
    ),
}

LOST_OUT = {
    "exchange.xlsform.condition_out": _(
        "The condition of “{key}” cannot be said in an XLSForm, because of “{part}”. Other tools ask it of "
        "everybody: {condition}."
    ),
    "exchange.xlsform.decline": _(
        "“{key}” may be declined, but other tools cannot offer that for a question of kind “{kind}”."
    ),
    "exchange.xlsform.soft": _(
        "“{key}” is asked once more when left blank. Other tools let it through at once."
    ),
    "exchange.xlsform.unit": _("Other tools do not show the unit of “{key}”."),
    "exchange.xlsform.otherwise": _(
        "The words of “{key}” say something else when there is no answer to show. Other tools show nothing."
    ),
    "exchange.xlsform.rights": _("Other tools do not show whose words these are, nor the licence."),
    "exchange.xlsform.scale": _("Other tools do not score the scale “{scale}”."),
    "exchange.xlsform.pipe_sign": _(
        "“${{” would be taken for an earlier answer here. A space stands between the signs now."
    ),
    "exchange.xlsform.line_breaks": _("Markdown has no lines within a cell. The text is on one line now."),
}

FHIR = {
    "exchange.fhir.not_questionnaire": _(
        "This is not a FHIR Questionnaire: its resourceType is “{found}”. Save the Questionnaire itself."
    ),
    "exchange.fhir.not_response": _(
        "This is not a FHIR QuestionnaireResponse: its resourceType is “{found}”. Save the response itself."
    ),
    "exchange.fhir.too_many": _(
        "There are more than {most} items, or more than {deep} groups inside each other. Divide the form."
    ),
    "exchange.fhir.no_link": _("The item has no linkId. Give it one that no other item has."),
    "exchange.fhir.type_unknown": _("“{type}” is not a type of item. Write one like choice or string."),
    "exchange.fhir.unknown_question": _(
        "The condition names “{question}”, which no item has as its linkId. Mend the name, or add the question."
    ),
    "exchange.fhir.type_dropped": _("Kith does not ask for a “{type}”. The item is left out."),
    "exchange.fhir.type_nearly": _(
        "Kith has no items of type “{type}”. This is now a question of kind “{kind}”."
    ),
    "exchange.fhir.hidden": _("The item is hidden, and Kith has no hidden questions. It is left out."),
    "exchange.fhir.no_options": _(
        "“{link}” has its options in a value set that is not in the file. The item is left out."
    ),
    "exchange.fhir.nested": _("“{link}” has items inside it. Kith asks them after it, on the same page."),
    "exchange.fhir.unheld": _("Kith has no place for “{what}” of an item. It is left out."),
    "exchange.fhir.repeat_uncounted": _(
        "Kith repeats a page for each of something that an earlier question counted. Without such a question "
        "this group is asked once."
    ),
    "exchange.fhir.condition_in": _(
        "Kith has no words for “{part}” in the condition. The condition is left out: see whether the question "
        "should be asked of everybody."
    ),
    "exchange.fhir.condition_out": _(
        "The condition of “{key}” cannot be said with enableWhen, because of “{part}”. Other tools ask it of "
        "everybody: {condition}."
    ),
    "exchange.fhir.scale": _("Other tools do not score the scale “{scale}”."),
    "exchange.fhir.repeat": _(
        "Other tools do not repeat the page for each “{count}”; people repeat it by hand."
    ),
    "exchange.fhir.pipe": _("Other tools show the sign for an earlier answer in “{key}” and not the answer."),
    "exchange.fhir.soft": _(
        "“{key}” is asked once more when left blank. Other tools let it through at once."
    ),
    "exchange.fhir.decline": _(
        "“{key}” may be declined, but other tools cannot offer that for a question of kind “{kind}”."
    ),
    "exchange.fhir.constraint": _("Other tools do not check the constraint of “{key}”."),
}

MESSAGES = {**FILES, **BROKEN, **LOST_IN, **LOST_OUT, **FHIR}
