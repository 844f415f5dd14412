"""Sentences about links, mail, jobs, files, backups: what the service's core refuses."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "core.link.unknown": _(
        "This link is not one of ours, or part of it is missing. Open it from the e-mail again, "
        "or copy the whole address into your browser."
    ),
    "core.link.cohort_over": _(
        "{cohort} has been closed, so personal links into it no longer work. "
        "Sign in with this e-mail address to read who your partner was and the report."
    ),
    "core.link.expired": _("This link stopped working on {date}. Ask the person who sent it for a new one."),
    "core.link.revoked": _(
        "This link has been replaced or cancelled. Look for a newer e-mail, "
        "or ask the person who sent it for a new one."
    ),
    "core.link.used": _(
        "This link has been used already, and works only once. Ask the person who sent it for a new one."
    ),
    "core.mail.state": _(
        "This message is already “{state}”, so this can no longer be done. "
        "Load the page again to see where it stands."
    ),
    "core.mail.address_refused": _(
        "The mail server does not know this address. Correct the address, then send the message again."
    ),
    "core.mail.server_unreachable": _(
        "The mail server could not be reached after several tries. Send the message again later."
    ),
    "core.mail.fate_unknown": _(
        "Sending was cut off, so we cannot tell whether this message arrived. "
        "Ask the receiver, or send it again."
    ),
    "core.mail.bug": _(
        "This message could not be put together, and that is our mistake. Tell us the reference {reference}."
    ),
    "core.mail.no_address": _("There is no e-mail address to send to. Add one first."),
    "core.job.over": _("This work has already ended, so it cannot be stopped."),
    "core.job.lost": _(
        "This work was cut off {attempts} times and has been given up. Start it again; "
        "if that does not help, tell us the reference {reference}."
    ),
    "core.file.too_large": _(
        "“{name}” is larger than {limit_mb} MB. Save it without pictures or empty sheets, or split it."
    ),
    "core.file.empty": _("“{name}” is empty. Save it again and choose it once more."),
    "core.file.gone": _("This file is no longer kept. Make it again or ask for a new copy."),
    "core.policy.unknown": _("“{key}” is not a setting Kith knows."),
    "core.policy.range": _("{key} is {value}. It must be a whole number from {least} to {most}."),
    "core.backup.exists": _(
        "{path} is there already. Choose another name, so that no backup is overwritten."
    ),
    "core.backup.no_tool": _(
        "{tool} is not installed, and a backup of PostgreSQL needs it. "
        "Install the PostgreSQL client (on Debian: postgresql-client)."
    ),
    "core.backup.tool_failed": _("{tool} stopped with: {problem}"),
    "core.restore.not_found": _("There is no file {path}. Check the name."),
    "core.restore.not_a_backup": _(
        "{path} is not a Kith backup, or it is cut short. Use the file as “backup” wrote it."
    ),
    "core.restore.damaged": _(
        "“{name}” in this backup has been changed or damaged. Nothing was restored. Use another backup."
    ),
    "core.restore.other_database": _(
        "This backup is of {found}, and this installation uses {known}. "
        "Set KITH_DATABASE_URL to the same kind of database."
    ),
    "core.restore.not_empty": _(
        "This installation already holds people or organisations. Nothing was restored. "
        "To lose them and put the backup in their place, add --replace."
    ),
    "core.erase.still_needed": _(
        "This person still has a running role or place ({what}). End it first, then erase."
    ),
}
