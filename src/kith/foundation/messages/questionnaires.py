"""Sentences about questionnaires: what is wrong with an answer, and with an instrument's file."""

from kith.foundation.messages import gettext_noop as _

ANSWERS = {
    "questionnaires.required": _("Answer this question."),
    "questionnaires.not_a_point": _("“{value}” is not on the scale. Choose one of the points shown."),
    "questionnaires.not_an_option": _("“{value}” is not one of the options. Choose from those shown."),
    "questionnaires.one_answer": _("You gave {count} answers. Give one."),
    "questionnaires.exclusive": _(
        "You chose “{option}” and something else. Choose only “{option}”, or take it away."
    ),
    "questionnaires.too_many": _("You chose {count}. Choose at most {most}."),
    "questionnaires.too_few": _("You chose {count}. Choose at least {least}."),
    "questionnaires.declined_and_answered": _(
        "You chose “prefer not to say” and something else. Keep one of them."
    ),
    "questionnaires.not_yes_or_no": _("“{value}” is neither yes nor no. Choose yes or no."),
    "questionnaires.not_a_number": _("“{value}” is not a number. Write a number, like 30."),
    "questionnaires.not_whole": _("“{value}” is not a whole number. Leave out the part after the point."),
    "questionnaires.too_small": _("“{value}” is too small. Write a number of at least {least}."),
    "questionnaires.too_large": _("“{value}” is too large. Write a number of at most {most}."),
    "questionnaires.not_a_date": _("“{value}” is not a date. Write year, month and day, like 2027-03-31."),
    "questionnaires.too_early": _("The date is too early. Write {earliest} or later."),
    "questionnaires.too_late": _("The date is too late. Write {latest} or earlier."),
    "questionnaires.not_a_time": _("“{value}” is not a time. Write hours and minutes, like 14:30."),
    "questionnaires.too_long": _("Your answer has {count} characters. Shorten it to {most}."),
    "questionnaires.not_an_email": _("This is not an e-mail address. Write it like name@example.org."),
    "questionnaires.constraint": _("{message}"),
    "questionnaires.unknown_item": _("The questionnaire has no question “{key}”. Take this column away."),
    "questionnaires.stored_item": _(
        "The stored answers hold “{key}”, which this version of the questionnaire does not ask. "
        "Open them with the version they were given to."
    ),
}

FILES = {
    "questionnaires.expression": _(
        "“{source}” cannot be read: at character {column} there should be {expected}."
    ),
    "questionnaires.no_pages": _("The questionnaire asks nothing. Add a [[page]] with a [[page.item]]."),
    "questionnaires.empty_page": _(
        "The page “{page}” has no items. Add a [[page.item]], or take the page away."
    ),
    "questionnaires.too_few_points": _(
        "A scale needs at least two points. Add the points, each with its label."
    ),
    "questionnaires.file_size": _(
        "A file cannot be limited to {value} MB. Write a whole number from 1 to {most}."
    ),
    "questionnaires.point_twice": _("Two points have the same value. Give each point a value of its own."),
    "questionnaires.too_few_options": _(
        "A choice needs at least two options. Add them, each with key and label."
    ),
    "questionnaires.reserved_option": _(
        "“prefer_not_to_say” is kept for declining. Take the option away and write may_decline = true."
    ),
    "questionnaires.key_not_for_kind": _(
        "“{unwanted}” means nothing for an item of kind “{kind}”. Take it away."
    ),
    "questionnaires.hyphen_in_item": _("An item's key cannot have a hyphen: “{value}”. Write an underscore."),
    "questionnaires.repeat_not_counted": _(
        "The page is repeated for each “{item}”, but that item does not ask for a whole number. "
        'Make it kind = "number" with whole = true.'
    ),
    "questionnaires.too_many_repeats": _("A page can be repeated at most {most} times, not {value}."),
    "questionnaires.use_selected": _(
        "“{item}” can have several answers, so it cannot be compared. Write selected({item}, 'option') "
        "or count({item}) >= 1."
    ),
    "questionnaires.share": _("min_answered is {value}. Write a share above 0 and up to 1, like 0.8."),
    "questionnaires.not_a_scale_item": _(
        "“{item}” is of kind “{kind}”. Only items of kind “scale” can be scored."
    ),
    "questionnaires.ranges_differ": _(
        "The items of one scale must have the same lowest and highest point. Split the scale, or change "
        "the points."
    ),
    "questionnaires.scale_of_repeat": _(
        "“{item}” stands on a page that is repeated, so it cannot be scored."
    ),
    "questionnaires.translation_missing": _(
        "There are no words in “{language}” here, though the questionnaire says it has that language. "
        "Add them, or take the language away."
    ),
}

DECLARATIONS = {
    "declared.format_version": _(
        "The format version is “{value}”. This Kith reads version {known}: write format_version = {known}."
    ),
    "declared.unknown_key": _("“{unknown}” means nothing here. What can stand here: {known}."),
    "declared.unknown_key_nearest": _("“{unknown}” means nothing here. Did you mean “{nearest}”?"),
    "declared.unknown_value": _("“{value}” is not one of the choices. Write one of: {known}."),
    "declared.unknown_value_nearest": _("“{value}” is not one of the choices. Did you mean “{nearest}”?"),
    "declared.missing": _("“{missing}” is missing here. Add it."),
    "declared.not_text": _("This must be text in quotes, and not empty."),
    "declared.unkept": _(
        "This holds a character that cannot be kept (a null character, or half of an emoji). Write the text again."
    ),
    "declared.not_words": _(
        "This must be text in quotes, or one text for each language, like "
        '{{ en = "Hello", "zh-Hans" = "你好" }}.'
    ),
    "declared.not_a_language": _("“{value}” is not a language tag. Write one like en or zh-Hans."),
    "declared.not_a_key": _(
        "“{value}” cannot be a key. Use small letters, digits, hyphens and underscores, and begin with a "
        "letter."
    ),
    "declared.not_a_code": _(
        "“{value}” cannot be the key of an option. Use letters, digits, hyphens and underscores, and begin "
        "with a letter or a digit."
    ),
    "declared.not_a_number": _("“{value}” is not a number. Write a number without quotes."),
    "declared.not_whole": _("“{value}” is not a whole number. Write a whole number without quotes."),
    "declared.too_small": _("{value} is too small. Write at least {least}."),
    "declared.not_true_or_false": _(
        "“{value}” is neither true nor false. Write true or false without quotes."
    ),
    "declared.not_texts": _('This must be a list of texts, like ["one", "two"].'),
    "declared.not_a_table": _("This must be a table with keys of its own."),
    "declared.not_tables": _(
        "“{wanted}” must be a list. Write [[{wanted}]] with two brackets, once for each."
    ),
    "declared.not_a_date": _("“{value}” is not a date. Write year, month and day, like 2027-03-31."),
    "declared.listed_twice": _("“{value}” stands twice in the list. Keep one."),
    "declared.twice": _("“{value}” is used twice. Give each a key of its own."),
    "declared.limits_crossed": _("The least, {least}, is more than the most, {most}. Change one of them."),
}

_REFERENCES = {
    "item": _("There is no item “{value}”. The items are: {known}."),
    "scale_item": _("“{value}” is reversed but is not one of the scale's items: {known}."),
    "earlier_item": _("No earlier question is called “{value}”. Those asked before are: {known}."),
    "option": _("There is no option “{value}”. The options are: {known}."),
    "points": _("There is no set of points “{value}”. The sets are: {known}."),
}
_REFERENCES_NEAREST = {
    "item": _("There is no item “{value}”. Did you mean “{nearest}”?"),
    "scale_item": _("“{value}” is reversed but is not one of the scale's items. Did you mean “{nearest}”?"),
    "earlier_item": _("No earlier question is called “{value}”. Did you mean “{nearest}”?"),
    "option": _("There is no option “{value}”. Did you mean “{nearest}”?"),
    "points": _("There is no set of points “{value}”. Did you mean “{nearest}”?"),
}

MESSAGES = {
    **ANSWERS,
    **FILES,
    **DECLARATIONS,
    **{f"declared.no_such_{what}": said for what, said in _REFERENCES.items()},
    **{f"declared.no_such_{what}_nearest": said for what, said in _REFERENCES_NEAREST.items()},
}
