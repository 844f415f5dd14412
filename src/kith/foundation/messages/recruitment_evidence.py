"""Sentences about managers' permissions, references and checks."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "recruitment.permission_unknown_kind": _(
        "This side of the programme does not ask for that permission. Leave it out."
    ),
    "recruitment.giver_name_missing": _("Enter the name of the person who can agree."),
    "recruitment.giver_name_too_long": _("The name has {length} characters. Shorten it to {limit} or fewer."),
    "recruitment.giver_is_applicant": _(
        "This is the applicant’s own name. Enter the name of the manager who can agree."
    ),
    "recruitment.giver_address_is_applicants": _(
        "This is the applicant’s own e-mail address. Enter the work address of the manager who can agree."
    ),
    "recruitment.giver_changed_often": _(
        "{limit} people have been asked already. Write to the people who run the programme, who can ask somebody else."
    ),
    "recruitment.permission_answered": _(
        "The permission has been answered already, so who gives it cannot be changed here. "
        "Ask the people who run the programme."
    ),
    "recruitment.permission_over": _(
        "This application is no longer open, so your answer is not needed any more. Thank you for your time."
    ),
    "recruitment.permission_decided": _(
        "A decision about the application has been made, so the answer cannot be changed here. "
        "Write to the people who run the programme."
    ),
    "recruitment.permission_not_waiting": _(
        "This permission is not waiting for an answer. Look at the page again."
    ),
    "recruitment.answer_missing": _("Say whether you agree: choose yes or no."),
    "recruitment.answer_name_missing": _("Enter your own name, so that they know who has answered."),
    "recruitment.answer_position_missing": _("Enter your position, such as “General manager, surgery”."),
    "recruitment.answer_by_applicant": _(
        "This is the applicant’s own name. Nobody can permit it for themselves: the manager answers with the "
        "link in their mail."
    ),
    "recruitment.note_too_long": _("The note has {length} characters. Shorten it to {limit} or fewer."),
    "recruitment.waive_reason_missing": _(
        "Say why it is not needed, such as “A board member has no line manager”."
    ),
    "recruitment.waive_reason_too_long": _(
        "The reason has {length} characters. Shorten it to {limit} or fewer."
    ),
    "recruitment.nobody_to_nudge": _(
        "Nobody is named who could be asked. Enter the manager’s name and address first."
    ),
    "recruitment.nudged_today": _("They were written to less than a day ago. Wait until tomorrow."),
    "recruitment.check_state": _(
        "This check is “{state}” now, so that cannot be done. Look at the page again."
    ),
    "recruitment.not_a_reference": _("Only a reference is asked of somebody by mail."),
    "recruitment.referee_name_missing": _("Enter the referee’s name."),
    "recruitment.referee_is_applicant": _("This is the applicant. Name somebody who knows their work."),
    "recruitment.referee_missing": _("Nobody is named who could give a reference. Name a referee first."),
    "recruitment.reference_empty": _("Write the reference, or choose a file to send."),
    "recruitment.reference_both": _("Write the reference or send a file, not both."),
    "recruitment.reference_too_long": _(
        "The reference has {length} characters. Shorten it to {limit} or fewer, or send a document."
    ),
    "recruitment.document_type": _(
        "“{name}” is not a PDF, a Word document (.docx) or a picture (JPEG, PNG)."
    ),
    "recruitment.reference_seen": _(
        "Your reference has been read already, so it cannot be changed here. "
        "Write to the people who run the programme."
    ),
    "recruitment.application_not_sent": _(
        "The application has not been sent yet, so nothing is asked about it."
    ),
}
