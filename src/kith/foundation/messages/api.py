"""Sentences about tokens and what programs ask with them."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    # Making one
    "api.token.name_missing": _("Say which program will use the token, so that you know it again."),
    "api.token.name_taken": _(
        "You have a token with the name “{name}” already. Choose another name, or revoke that one first."
    ),
    "api.token.no_scope": _("Choose at least one thing that the program may read."),
    "api.token.scope_not_yours": _(
        "“{scope}” is nothing that your roles let you read, so no token can. Choose from the list."
    ),
    "api.token.expiry": _("A token works for at most {most} days. Choose a shorter time."),
    "api.token.organisation_not_yours": _(
        "You have no role in this organisation today. Choose one from the list."
    ),
    "api.token.too_many": _(
        "You have {most} tokens that work, which is the most. Revoke one that nobody uses."
    ),
    # Showing one
    "api.token.missing": _(
        "Send a token with the request, as a header: Authorization: Bearer kith_… "
        "You make one on your account’s page “Access for programs”."
    ),
    "api.token.unknown": _(
        "This is not a token of ours. Check that you copied all of it, from kith_ to the end."
    ),
    "api.token.revoked": _("This token was revoked. Make a new one on your account’s page."),
    "api.token.expired": _("This token stopped working on {date}. Make a new one on your account’s page."),
    "api.token.account_closed": _("The account of this token is closed, so the token opens nothing."),
    "api.second_factor": _(
        "You administer an organisation, so your account needs a second step to sign in. "
        "Set it up on your account’s page, then try again."
    ),
    # Asking with one
    "api.scope": _("This token may not read this: it lacks the scope “{scope}”. Make a token that has it."),
    "api.role": _(
        "Your role lets you see this, but not read it in this way (“{permission}”). "
        "Ask the programme lead for a role that does."
    ),
    "api.not_there": _(
        "There is nothing at this address for you. Check the address, and that the token is of the "
        "account, and for the organisation, it was shared with."
    ),
    "api.parameter": _("“{parameter}” does not take this value: {rule}. The reference lists what it takes."),
    "api.side": _("“{side}” is no side of this cohort. Choose one of: {sides}."),
    "api.too_many": _("One token may ask {most} times a minute. Wait {seconds} seconds, then go on."),
    "api.read_only": _("Programs can only read (GET) here. Make changes on the pages."),
    "api.request": _("We could not read this request. Check the address and the headers."),
    "api.problem": _(
        "Something went wrong on our side. Try again later; if it happens again, tell whoever runs the "
        "service and quote {reference}."
    ),
}
