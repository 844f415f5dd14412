"""Sentences about an organisation's export."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "organisations.export.packing": _("Collecting and packing"),
    "organisations.export.readme": _(
        "Everything that {name} holds in Kith\n\n"
        "This folder needs no Kith to read. Tables are CSV in UTF-8, texts are JSON and TOML. Text that a "
        "spreadsheet would run as a formula has an apostrophe in front. Times are in UTC.\n\n"
        "organisation.json, roles.csv   the organisation, its former names and thresholds, who holds which role\n"
        "people.csv   everybody with a role or a place, and whoever applied or judged, now or once\n"
        "calls.csv, channels.csv, channel-days.csv   calls, and how people heard of them\n"
        "applications.csv, permissions.csv, checks.csv, checks   applications that were sent, permissions, "
        "references and checks with their documents\n"
        "reviewers.csv, reviews.csv, panels.csv, panel-members.csv, interview-times.csv   who judged, and how\n"
        "selection-decisions.csv, offers.csv, waiting-list.csv   who was chosen, with reasons\n"
        "workforces.csv, who-got-in   what the people who got in were compared with, and the pages as shown\n"
        "cohorts.json, cohort-roles.csv, places.csv   cohorts with calendars and questionnaires, who runs them, "
        "who takes part\n"
        "definitions, own-questionnaires   programme definitions as pinned, and questionnaires under your licence\n"
        "preferences.csv, match-runs.csv, decisions.csv, pairs.csv   wishes, drafts, decisions with reasons, pairs\n"
        "mails.csv   messages as their receivers read them; a personal address stands as {{link}}\n"
        "mails-confidential.csv   reminders, without their receivers\n"
        "answers   answers under pseudonyms, with a codebook for each questionnaire\n"
        "reports   each report as JSON, HTML and PDF\n"
        "consents.csv, erasure-requests.csv, audit.csv   consents, requests to be forgotten, who did what when\n"
        "manifest.csv   every file with its size and SHA-256\n\n"
        "Left out: whom somebody must not be paired with, and what went into a matching run, because these are "
        "private to their writers; applications that were begun and not sent; equality answers, which nobody "
        "sees but as counts; reflections, goals and portfolios, which are their writers' own and which each downloads "
        "for themselves; who has answered a questionnaire; the keys that turn people into pseudonyms; "
        "passwords, links and other secrets; spreadsheets that were uploaded and are deleted after 30 days.\n\n"
        "The files hold personal data. What people wrote may tell who they are even under a pseudonym. Keep them "
        "as safe as you keep Kith, and delete what you do not need.\n"
    ),
}
