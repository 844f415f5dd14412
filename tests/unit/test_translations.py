"""The Chinese translation: whole where a participant reads it, faithful to what is filled in, and clean.

What fails here is mended with ``kith-manage messages_update`` and a translation of what is then empty.
"""

import ast
import re
from collections import Counter
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message

from kith.service.ui import catalogues

LOCALE = "zh_Hans"
UPDATE = "run `kith-manage messages_update`, then translate what is empty"

PARTICIPANT_TEMPLATES = (
    "service/home/jinja2/home/home.html",
    "service/home/jinja2/home/start.html",
    "service/cohorts/jinja2/cohorts/archived.html",
    "service/cohorts/jinja2/cohorts/place_by_link.html",
    *(
        f"service/learning/jinja2/learning/{name}.html"
        for name in (
            "agreement", "agreement_own", "agreement_review", "agreement_version", "agreement_words", "relationship",
        )
    ),
    *(f"service/learning/jinja2/learning/{name}.html" for name in ("own_concern", "own_concerns", "raise_concern")),
    "service/matches/jinja2/matches/exercise_placed.html",
    "service/matches/jinja2/matches/partner.html",
    "service/matches/jinja2/matches/preferences_check.html",
    "service/matches/jinja2/matches/preferences_done.html",
    "service/matches/jinja2/matches/preferences_private.html",
    "service/matches/jinja2/matches/preferences_start.html",
    "service/matches/jinja2/matches/preferences_step.html",
    "service/people/jinja2/people/ask_for_erasure.html",
    "service/people/jinja2/people/change_details.html",
    "service/people/jinja2/people/demo.html",
    "service/people/jinja2/people/details.html",
    "service/people/jinja2/people/erased.html",
    "service/people/jinja2/people/second_factor_needed.html",
    "service/people/jinja2/people/sign_in_link.html",
    "service/people/jinja2/people/sign_in_link_over.html",
    "service/people/jinja2/people/your_data.html",
    *(
        f"service/recruitment/jinja2/recruitment/{name}.html"
        for name in (
            "application", "apply", "begin", "call", "calls", "check", "check_mail", "copy", "equality",
            "equality_question", "giver", "question", "sent",
            "book", "naming", "no_interview", "no_offer", "offer", "permission", "permission_check",
            "permission_done", "permission_over", "reference",
            "reference_done", "release",
        )
    ),
    *(
        f"service/learning/jinja2/learning/{name}.html"
        for name in (
            "alumni", "asked", "my_entry", "series", "series_meeting", "series_organisers", "stay_in_touch",
        )
    ),
    *(
        f"service/learning/jinja2/learning/{name}.html"
        for name in (
            "mentor_answered", "mentor_request", "own_sessions", "presentation_sheet", "project", "resource_list",
        )
    ),
    *(
        f"service/learning/jinja2/learning/{name}.html"
        for name in (
            "calendar", "change_entry", "feed_made", "log", "log_done", "meeting", "meetings",
            "move_meeting", "propose", "propose_times", "shadowing_rule",
        )
    ),
    *(
        f"service/learning/jinja2/learning/{name}.html"
        for name in (
            "_writing", "both_texts", "check_certificate", "choose_programme", "evidence_form", "given_back",
            "goals", "look_up_certificate", "portfolio", "reflection", "reflections", "share_reflection",
            "shared_reflection", "shared_reflections", "write",
        )
    ),
    "service/reports/jinja2/reports/place_report.html",
    "service/surveys/jinja2/surveys/_device.html",
    "service/surveys/jinja2/surveys/check.html",
    "service/surveys/jinja2/surveys/device.html",
    "service/surveys/jinja2/surveys/done.html",
    "service/surveys/jinja2/surveys/not_open.html",
    "service/surveys/jinja2/surveys/shared_check.html",
    "service/surveys/jinja2/surveys/shared_closed.html",
    "service/surveys/jinja2/surveys/shared_done.html",
    "service/surveys/jinja2/surveys/shared_start.html",
    "service/surveys/jinja2/surveys/raters.html",
    "service/surveys/jinja2/surveys/rate_check.html",
    "service/surveys/jinja2/surveys/rate_done.html",
    "service/surveys/jinja2/surveys/rate_start.html",
    "service/surveys/jinja2/surveys/rate_step.html",
    "service/surveys/jinja2/surveys/shared_step.html",
    "service/surveys/jinja2/surveys/start.html",
    "service/surveys/jinja2/surveys/step.html",
    "service/surveys/jinja2/surveys/uses.html",
    "service/ui/jinja2/account/",
    "service/ui/jinja2/mfa/",
    "service/ui/jinja2/ui/",
    "service/ui/jinja2/usersessions/",
)  # fmt: skip
"""Folders (with a slash) and files."""

LEAD_TEMPLATES = (
    "service/api/jinja2/api/",
    "service/core/jinja2/core/",
    "service/home/jinja2/home/organisation.html",
    "service/home/jinja2/home/policies.html",
    "service/home/jinja2/organisations/",
    "service/people/jinja2/people/answer_erasure.html",
    "service/people/jinja2/people/end_role.html",
    "service/people/jinja2/people/erasures.html",
    "service/people/jinja2/people/give_role.html",
    "service/people/jinja2/people/roles.html",
    "service/people/jinja2/people/roles_explained.html",
    "service/matches/jinja2/matches/begin.html",
    "service/matches/jinja2/matches/compare.html",
    "service/matches/jinja2/matches/rules.html",
    "service/matches/jinja2/matches/rules_file.html",
    "service/matches/jinja2/matches/rules_form.html",
    "service/matches/jinja2/matches/satisfaction.html",
    "service/matches/jinja2/matches/suits.html",
    "service/matches/jinja2/matches/why_not.html",
    "service/matches/jinja2/matches/draft.html",
    "service/matches/jinja2/matches/exercise.html",
    "service/matches/jinja2/matches/exercise_compare.html",
    "service/matches/jinja2/matches/exercise_draft.html",
    "service/matches/jinja2/matches/exercise_group.html",
    "service/matches/jinja2/matches/exercise_new.html",
    "service/matches/jinja2/matches/exercise_publish.html",
    "service/matches/jinja2/matches/exercise_published.html",
    "service/matches/jinja2/matches/exercise_rules.html",
    "service/matches/jinja2/matches/exercise_rules_file.html",
    "service/matches/jinja2/matches/exercise_running.html",
    "service/matches/jinja2/matches/exercise_suits.html",
    "service/matches/jinja2/matches/exercise_table.html",
    "service/matches/jinja2/matches/exercise_why_not.html",
    "service/matches/jinja2/matches/exercises.html",
    "service/matches/jinja2/matches/draft_pair.html",
    "service/matches/jinja2/matches/pairs.html",
    "service/matches/jinja2/matches/publish.html",
    "service/matches/jinja2/matches/rematch.html",
    "service/matches/jinja2/matches/rematch_draft.html",
    "service/matches/jinja2/matches/running.html",
    "service/matches/jinja2/matches/workbench.html",
    *(
        f"service/recruitment/jinja2/recruitment/{name}.html"
        for name in (
            "add_panel", "add_reviewer", "add_slots", "applications", "check_decision", "evidence_form", "interviews",
            "manage_call", "no_call", "write_call", "funnel", "funnel_release", "letters", "make_funnel",
            "no_applications", "one_application", "review", "reviewers", "reviews", "selection", "steps",
            "workforce",
        )
    ),
    *(
        f"service/learning/jinja2/learning/{name}.html"
        for name in (
            "concern", "concerns", "end_for_them", "health_board", "health_of", "log_for_them", "nudge",
            "pause_for_them",
        )
    ),
    *(
        f"service/learning/jinja2/learning/{name}.html"
        for name in ("ask_alumnus", "certificates", "cohort_alumni", "spin_off", "spin_offs")
    ),
    *(
        f"service/learning/jinja2/learning/{name}.html"
        for name in (
            "ask_mentor", "attendance", "lay_out_sessions", "mentors", "mentors_from_file", "presentation",
            "resource_form", "resources", "session", "session_form", "sessions",
        )
    ),
    "service/reports/jinja2/reports/make.html",
    "service/reports/jinja2/reports/making.html",
    "service/reports/jinja2/reports/note_add.html",
    "service/reports/jinja2/reports/notes.html",
    "service/reports/jinja2/reports/plan.html",
    "service/reports/jinja2/reports/plan_advice.html",
    "service/reports/jinja2/reports/plan_deviate.html",
    "service/reports/jinja2/reports/plan_write.html",
    "service/planning/jinja2/planning/change.html",
    "service/planning/jinja2/planning/compare.html",
    "service/planning/jinja2/planning/delete.html",
    "service/planning/jinja2/planning/files.html",
    "service/planning/jinja2/planning/result_part.html",
    "service/planning/jinja2/planning/run.html",
    "service/planning/jinja2/planning/running.html",
    "service/planning/jinja2/planning/scenario.html",
    "service/planning/jinja2/planning/scenario_new.html",
    "service/planning/jinja2/planning/scenarios.html",
    "service/reports/jinja2/reports/report.html",
    "service/reports/jinja2/reports/reports.html",
    *(
        f"service/surveys/jinja2/surveys/{name}.html"
        for name in (
            "building", "building_add_wave", "building_file", "building_form", "building_instead", "building_kind",
            "building_new", "building_not_yet", "building_page", "building_preview", "building_publish",
            "building_question", "building_question_form", "building_read", "building_rule", "building_score",
            "building_translate", "building_tried", "building_try", "building_version", "building_versions",
            "building_when", "building_which", "buildings",
        )
    ),
    "service/surveys/jinja2/surveys/fill_slot.html",
    "service/surveys/jinja2/surveys/paper.html",
    "service/surveys/jinja2/surveys/paper_find.html",
    "service/surveys/jinja2/surveys/paper_type.html",
    "service/surveys/jinja2/surveys/shared.html",
    "service/surveys/jinja2/surveys/shared_add.html",
    "service/surveys/jinja2/surveys/shared_poster.html",
    "service/surveys/jinja2/surveys/files.html",
    "service/surveys/jinja2/surveys/import_check.html",
    "service/surveys/jinja2/surveys/import_progress.html",
    "service/surveys/jinja2/surveys/import_columns.html",
    "service/surveys/jinja2/surveys/import_upload.html",
    "service/surveys/jinja2/surveys/kept_mappings.html",
    "service/surveys/jinja2/surveys/key.html",
    "service/surveys/jinja2/surveys/own.html",
    "service/surveys/jinja2/surveys/past_answers.html",
    "service/surveys/jinja2/surveys/past_answers.html",
    "service/surveys/jinja2/surveys/preview.html",
    "service/surveys/jinja2/surveys/response.html",
    "service/surveys/jinja2/surveys/wave.html",
    "service/surveys/jinja2/surveys/waves.html",
    *(
        f"service/cohorts/jinja2/cohorts/{name}.html"
        for name in (
            "add_person", "calendar", "choose_programme", "columns", "create", "dates", "invite", "message", "messages",
            "hand_over", "hand_over_note", "open_matters", "people", "person", "preview", "programmes", "settings",
            "show", "team", "upload",
        )
    ),
)  # fmt: skip
"""What only those who run a programme see. A new template goes into one of the two lists."""

MAILS = (
    "service/cohorts/domain/handing_over.py",
    "service/cohorts/domain/places.py",
    "service/core/domain/mail_text.py",
    "service/learning/domain/after/after_mails.py",
    "service/learning/domain/after/closing.py",
    "service/learning/domain/health/concern_mails.py",
    "service/learning/domain/health/nudge_mails.py",
    "service/learning/domain/meeting/meeting_mails.py",
    "service/learning/domain/reflecting/certificate_mails.py",
    "service/learning/domain/relating/agreement_mails.py",
    "service/learning/domain/relating/standing_mails.py",
    "service/learning/domain/teaching/mentor_mails.py",
    "service/learning/domain/teaching/session_mails.py",
    "service/matches/domain/exercises/mails.py",
    "service/matches/domain/mails.py",
    "service/matches/domain/mails_rematch.py",
    "service/people/domain/account_mail_words.py",
    "service/people/domain/invitations.py",
    "service/recruitment/domain/applying/apply_mails.py",
    "service/recruitment/domain/evidence/evidence_mails.py",
    "service/recruitment/domain/reviewing/interview_mails.py",
    "service/recruitment/domain/selecting/letters.py",
    "service/recruitment/domain/selecting/offer_mails.py",
    "service/recruitment/domain/reviewing/reviewers.py",
    "service/recruitment/domain/reviewing/sharing_out.py",
    "service/surveys/domain/mails.py",
    "service/surveys/domain/raters/declarations.py",
    "service/surveys/domain/raters/mails.py",
    "service/surveys/web/raters/naming_views.py",
    "service/surveys/web/raters/saying.py",
)

PARTICIPANT_PYTHON = (
    "service/api/domain/declarations.py",
    "service/cohorts/domain/declarations.py",
    "service/cohorts/web/closing.py",
    "service/config/settings/base.py",
    "service/core/domain/permissions.py",
    "service/core/domain/personal_data.py",
    "service/core/registrations.py",
    "service/home/apps.py",
    "service/home/web/cards.py",
    "service/learning/domain/after/declarations.py",
    "service/learning/domain/health/declarations.py",
    "service/learning/models/health.py",
    *(
        f"service/learning/web/health/{name}.py"
        for name in ("concern_forms", "concern_presenters", "own_concern_places", "own_concern_views")
    ),
    "service/learning/domain/health/endings.py",
    "service/learning/domain/meeting/declarations.py",
    "service/learning/domain/meeting/feed.py",
    "service/learning/domain/meeting/naming.py",
    "service/learning/domain/meeting/waiting.py",
    "service/learning/domain/meeting/when.py",
    "service/learning/domain/reflecting/declarations.py",
    "service/learning/domain/relating/agreement_pdf.py",
    "service/learning/domain/relating/relating_declarations.py",
    "service/learning/domain/teaching/teaching_declarations.py",
    "service/learning/models/after.py",
    "service/learning/models/mentoring.py",
    "service/learning/models/reflections.py",
    "service/learning/models/relationships.py",
    "service/learning/models/teaching.py",
    "service/learning/web/meeting/",
    "service/learning/web/reflecting/",
    "service/learning/web/relating/",
    *(
        f"service/learning/web/after/{name}.py"
        for name in (
            "after_part",
            "after_tasks",
            "after_words",
            "alumni_forms",
            "alumni_presenters",
            "alumni_views",
            "series_views",
            "spin_off_forms",
            "spin_off_presenters",
            "spin_off_views",
        )
    ),
    *(
        f"service/learning/web/teaching/{name}.py"
        for name in (
            "mentor_forms",
            "own_session_presenters",
            "own_session_views",
            "project_presenters",
            "project_views",
            "teaching_parts",
            "teaching_tasks",
        )
    ),
    "service/matches/domain/declarations.py",
    "service/matches/domain/exercises/declarations.py",
    "service/matches/web/exercises/presenters/placed.py",
    "service/matches/web/exercises/views/placed.py",
    "service/matches/web/forms.py",
    "service/matches/web/presenters/participants.py",
    "service/matches/web/presenters/wording.py",
    "service/people/domain/declarations.py",
    "service/people/models.py",
    "service/people/web/account_views.py",
    "service/people/web/data_views.py",
    "service/people/web/forms.py",
    "service/people/web/own_presenters.py",
    "service/people/web/sign_in_forms.py",
    "service/recruitment/domain/calling/closing.py",
    "service/recruitment/domain/evidence/release.py",
    "service/recruitment/web/applying/application_parts.py",
    "service/recruitment/web/applying/application_presenters.py",
    "service/recruitment/web/applying/apply_forms.py",
    "service/recruitment/web/calling/call_words.py",
    "service/recruitment/web/reviewing/booking_forms.py",
    "service/recruitment/web/reviewing/booking_presenters.py",
    "service/recruitment/web/reviewing/booking_views.py",
    "service/recruitment/web/evidence/evidence_forms.py",
    "service/recruitment/web/evidence/evidence_parts.py",
    "service/recruitment/web/evidence/evidence_words.py",
    "service/recruitment/web/evidence/naming_views.py",
    "service/recruitment/web/selecting/offer_forms.py",
    "service/recruitment/web/applying/own_tasks.py",
    "service/recruitment/web/selecting/offer_presenters.py",
    "service/reports/domain/declarations.py",
    "service/reports/web/presenters.py",
    "service/surveys/domain/declarations.py",
    "service/surveys/web/presenters.py",
    "service/surveys/domain/paper/entering.py",
    "service/surveys/web/offline/devices.py",
    "service/surveys/web/paper/printing.py",
    "service/surveys/web/uses_form.py",
    "service/ui/web/",
    "service/ui/words_of_others.py",
)

PARTICIPANT_SENTENCES = tuple(
    f"foundation/messages/{subject}.py"
    for subject in (
        "__init__",
        "applying",
        "bundle",
        "core",
        "evaluation",
        "evaluation_analyses",
        "evaluation_method",
        "evaluation_planning",
        "evaluation_beside",
        "evaluation_cards",
        "reports_equality",
        "reports_frameworks",
        "evaluation_report", "home",
        "learning_meetings", "learning_reflecting", "learning_relating", "learning_teaching", "matches", "people", "publishing",
        "questionnaires", "recruitment_answers", "recruitment_evidence", "reports", "reports_learned",
        "statistics",
        "surveys",
        "surveys_offline",
        "surveys_shared",
        "surveys_raters",
        "reports_others",
        "evaluation_independent",
        "evaluation_seen",
        "evaluation_missing",
        "evaluation_pooled",
        "statistics_models",
    )
)  # fmt: skip
"""Refusals that a participant can be shown, and what a report for everybody is written with."""

PARTICIPANT = (*PARTICIPANT_TEMPLATES, *MAILS, *PARTICIPANT_PYTHON, *PARTICIPANT_SENTENCES)

SAME_IN_CHINESE = re.compile(r"[\W\d_]*|Cookies?|p|d_z|g_av")
"""What may stand untouched once the places that are filled in are taken out."""

PLACE = re.compile(r"%(?:\(\w+\))?[sd]|\{\{|\}\}|\{\w*(?:![rsa])?(?::[^{}]*)?\}|%%")
MARKS = {"_", "gettext", "ngettext", "pgettext", "gettext_lazy", "ngettext_lazy", "pgettext_lazy"}
HAN = r"[一-鿿]"
HALF_WIDTH = re.compile(rf"{HAN}[,;:?!(]|{HAN}\.(?!\w)")
OTHER_WORDS = {
    "伙伴": "搭档",
    "匹配": "配对",
    "调查问卷": "问卷",
    "登陆": "登录",
    "帐户": "账户",
    "账号": "账户",
    "令牌": "验证码",
    "参加者": "参与者",
    "假名": "代号",
    "缺省": "默认",
}
"""Words that mean the same as the one we use: a reader would look for a difference."""


@cache
def template() -> Catalog:
    return catalogues.extract()


@cache
def translated() -> Catalog:
    return catalogues.read(LOCALE)


def as_tuple(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def sources_of(message: Message) -> list[str]:
    return [path for path, _line in message.locations]


def stands_in(source: str, listed: str) -> bool:
    return source.startswith(listed) if listed.endswith("/") else source == listed


def entries() -> list[Message]:
    """Every sentence that has a translation."""
    return [message for message in translated() if message.id and any(as_tuple(message.string))]


@pytest.mark.parametrize("listed", PARTICIPANT)
def test_all_that_a_participant_can_read_is_translated(listed):
    wanted = [
        one for one in template() if one.id and any(stands_in(path, listed) for path in sources_of(one))
    ]
    assert wanted, f"{listed} has no marked words any more: take it off the list"
    missing = []
    for message in wanted:
        found = translated().get(message.id, message.context)
        if found is None or found.fuzzy or not all(as_tuple(found.string)):
            missing.append(message.id)
    assert missing == [], UPDATE


def marked_inside_f_strings(source: str) -> list[int]:
    """Lines where a word is marked within an f-string: Babel does not look in there."""
    return [
        call.lineno
        for string in ast.walk(ast.parse(source))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS
    ]


def test_no_word_is_marked_where_it_would_not_be_found():
    hidden = {
        str(path.relative_to(catalogues.SOURCE)): lines
        for path in sorted(catalogues.SOURCE.rglob("*.py"))
        if (lines := marked_inside_f_strings(path.read_text("utf-8")))
    }
    assert hidden == {}


def test_every_template_is_known_to_be_for_participants_or_not():
    listed = (*PARTICIPANT_TEMPLATES, *LEAD_TEMPLATES)
    with_words = {path for one in template() for path in sources_of(one) if "/jinja2/" in path}
    unknown = sorted(path for path in with_words if not any(stands_in(path, each) for each in listed))
    assert unknown == [], "put them into PARTICIPANT_TEMPLATES or LEAD_TEMPLATES"


def test_a_translation_fills_in_what_the_sentence_fills_in_and_as_often():
    wrong = []
    for message in entries():
        # Of a plural the last form is the general one: "one person" need not say its number.
        wanted = Counter(PLACE.findall(as_tuple(message.id)[-1]))
        for string in as_tuple(message.string):
            if set(PLACE.findall(string)) != set(wanted):
                wrong.append((message.id, string))
    assert wrong == []


def test_a_plural_has_the_one_form_that_chinese_has():
    assert translated().num_plurals == 1
    assert [one.id for one in entries() if isinstance(one.id, tuple) and len(as_tuple(one.string)) != 1] == []


def test_a_mail_begins_ends_and_breaks_its_lines_as_in_english():
    wrong = []
    for message in entries():
        english, chinese = as_tuple(message.id)[-1], as_tuple(message.string)[-1]
        if english.count("\n\n") != chinese.count("\n\n") or english.endswith("\n") != chinese.endswith("\n"):
            wrong.append(message.id)
    assert wrong == []


def test_the_file_has_no_sentence_twice_and_none_that_is_out_of_use():
    text = catalogues.po_path(LOCALE).read_text("utf-8")
    assert not re.search(r"^#~", text, re.MULTILINE)
    assert not re.search(r"^#,.*\bfuzzy\b", text, re.MULTILINE)
    written = len(re.findall(r"^msgid ", text, re.MULTILINE))
    assert written == len([*translated()]), "a sentence stands twice"
    in_use = {(as_tuple(one.id), one.context) for one in template()}
    lost = [one.id for one in translated() if one.id and (as_tuple(one.id), one.context) not in in_use]
    assert lost == [], UPDATE


def test_nothing_was_left_in_english():
    same = []
    for message in entries():
        english, chinese = as_tuple(message.id)[-1], as_tuple(message.string)[-1]
        if english == chinese and not SAME_IN_CHINESE.fullmatch(PLACE.sub("", english)):
            same.append(english)
    assert same == []


def test_chinese_sentences_have_chinese_punctuation():
    assert [
        one.string for one in entries() if HALF_WIDTH.search(PLACE.sub("x", as_tuple(one.string)[0]))
    ] == []


def test_people_are_addressed_politely():
    assert [one.string for one in entries() if re.search("你(?!们|好)", as_tuple(one.string)[0])] == []


@pytest.mark.parametrize(("other", "ours"), OTHER_WORDS.items())
def test_one_word_for_one_thing(other, ours):
    assert [one.string for one in entries() if other in as_tuple(one.string)[0]] == [], f"we say {ours}"
