"""A lead changes the rules for one cohort: as sentences or as a file, with a reason, and back again."""

import pytest
from django.urls import reverse
from tests.factories import MembershipFactory
from tests.factories.running import running

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.models import AuditEvent
from kith.service.matches import bridge
from kith.service.matches.domain import actions, rule_changes
from kith.service.matches.domain.rule_changes import change_rules, in_force, restore_rules
from kith.service.matches.models import RuleChange
from kith.service.matches.web.presenters.rules import toml_of, vocabulary_of
from kith.service.matches.web.rules_form import RulesEditor

pytestmark = pytest.mark.django_db

SITE = 'format_version = 1\n\n[[rule]]\nprefer = "same_site"\nweight = 2\n'


@pytest.fixture
def made():
    return running()


@pytest.fixture
def lead(client, made):
    client.force_login(made.lead)
    return client


def change(made, text=SITE, reason="Nobody drives any more"):
    return change_rules(by=made.by, cohort=made.cohort, text=text, reason=reason)


def address(made, name="rules"):
    return reverse(f"matches:{name}", args=[made.cohort.pk])


def sent(editor, **changed):
    """The form as a browser sends it back."""
    boxes = {
        f"rule-{form.number}-{name}": value for form in editor.forms for name, value in form.boxes.items()
    }
    return {"rules": str(len(editor.forms)), **boxes, **changed}


def editor_of(made):
    return RulesEditor.of(vocabulary_of(made.cohort), toml_of(in_force(made.cohort)))


def test_a_run_is_made_by_the_rules_that_hold_and_keeps_their_hash(made):
    before = made.draft()
    change(made)
    run = made.draft()
    assert run.rules_hash != before.rules_hash
    assert [rule.key for rule in bridge.problem_of(run).rules.rules] == ["prefer:same:site"]
    assert definition_of(made.cohort).match.rules != in_force(made.cohort).book
    with pytest.raises(KithError) as refused:
        actions.publish(by=made.by, run=before, seen_revision=0)
    assert [fault.code for fault in refused.value.faults] == ["matches.rules_since"]
    actions.publish(by=made.by, run=run, seen_revision=0)


def test_the_programmes_own_rules_hold_again_with_a_reason(made):
    change(made)
    restore_rules(by=made.by, cohort=made.cohort, reason="It was too much")
    assert in_force(made.cohort).change is None
    assert sorted(AuditEvent.objects.filter(action__contains="_rules").values_list("action", flat=True)) == [
        "matches.change_rules",
        "matches.restore_rules",
    ]
    with pytest.raises(KithError) as refused:
        restore_rules(by=made.by, cohort=made.cohort, reason="Again")
    assert refused.value.faults[0].code == "matches.rules_are_own"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("nonsense", ["tables.toml_syntax", "matches.reason_missing"]),
        ("", ["matches.reason_missing", "matches.rules_none"]),
        (
            'best_for = "most"\n[[rule]]\nmust = "same_sight"\n[[rule]]\nprefer = "same_site"\n'
            '[[rule]]\nprefer = "different_job_title"\nweight = 1\n[[rule]]\nprefer = "same_profession"\nweight = 1\n',
            [
                "programmes.rules.best_for_not_here",
                "declared.no_such_attribute_nearest",
                "programmes.text_cannot_match",
                "programmes.attribute_of_other_side",
                "matching.rules.weight_needed",
                "matches.reason_missing",
            ],
        ),
    ],
)
def test_every_fault_of_a_file_at_once_and_nothing_is_written(made, text, codes):
    with pytest.raises(KithError) as refused:
        change(made, text, reason=" ")
    assert [fault.code for fault in refused.value.faults] == codes
    assert not RuleChange.objects.exists()
    assert not AuditEvent.objects.filter(action="matches.change_rules").exists()


def test_the_same_rules_are_no_change_and_a_closed_cohort_has_none(made):
    change(made)
    for text in (SITE, '[[rule]]\nprefer = "same"\non = "site"\nweight = 2.0\n'):
        with pytest.raises(KithError) as refused:
            change(made, text)
        assert refused.value.faults[0].code == "matches.rules_unchanged"
    type(made.cohort).objects.filter(pk=made.cohort.pk).update(state="closed")
    with pytest.raises(KithError) as refused:
        change(made, SITE.replace("2", "3"))
    assert refused.value.faults[0].code == "cohorts.not_open"


def test_who_may_see_the_rules_form(client, made):
    member = MembershipFactory(role="viewer", organisation=made.cohort.organisation)
    for person, status in (
        (MembershipFactory(role="lead").person, 404),
        (member.person, 403),
        (made.lead, 200),
    ):
        client.force_login(person)
        assert {
            client.get(address(made, name)).status_code for name in ("rules", "rules_file", "rules_own")
        } == {status}


def test_what_the_form_shows_is_what_the_file_says(made):
    editor = editor_of(made)
    assert [form.says for form in editor.forms][:3] == [
        "Rule 1: Must have a different line of management",
        "Rule 2: Must not have been paired before",
        "Rule 3: Shared interests preferred (3 are enough)",
    ]
    back = RulesEditor.posted(vocabulary_of(made.cohort), "", sent(editor))
    assert back.is_save
    assert (
        rule_changes.read_changed_rules(definition_of(made.cohort), back.toml)
        == definition_of(made.cohort).match.rules
    )


def test_rules_are_added_moved_and_removed_without_a_script(lead, made):
    data = sent(editor_of(made))
    page = lead.post(address(made), {**data, "do": "add", "new": "must:within"}).content.decode()
    assert "Rule 7: … must be at most … apart" in page
    page = lead.post(address(made), {**data, "do": "up:1"}).content.decode()
    assert page.index("Must not have been paired before</legend>") < page.index("line of management</legend>")
    page = lead.post(
        address(made), {**data, "do": "remove:0", "reason": "kept while typing"}
    ).content.decode()
    assert "line of management</legend>" not in page
    assert "kept while typing" in page
    assert not RuleChange.objects.exists()


def test_the_form_says_all_that_is_wrong_beside_its_boxes(lead, made):
    wrong = {
        "rule-3-weight": "much",
        "rule-2-word": "must:within",
        "rule-2-on": "travel_minutes",
        "rule-2-limit": "",
        "rule-5-on": "profession",
    }
    answer = lead.post(address(made), sent(editor_of(made), do="save", **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    for box in ("rule-3-weight", "rule-2-limit", "rule-5-on"):
        assert f'id="id_{box}-error"' in page
    assert "Say in a few words why" in page or "Fill this in: Why?" in page
    good = sent(editor_of(made), do="save", reason="Sites matter more", **{"rule-3-weight": "9"})
    assert lead.post(address(made), good).status_code == 302
    page = lead.get(address(made, "workbench")).content.decode()
    assert "Changed for this cohort on" in page
    assert "because: Sites matter more" in page


def test_the_file_says_the_line_and_what_was_typed_stays(lead, made):
    typed = {"rules": '[[rule]]\nprefer = "same_site"\n', "reason": "Because"}
    answer = lead.post(address(made, "rules_file"), typed)
    assert answer.status_code == 422
    assert "line 1: A prefer needs a weight" in answer.content.decode()
    assert lead.post(address(made, "rules_file"), {**typed, "rules": SITE}).status_code == 302
    assert lead.post(address(made, "rules_own"), {"reason": "Back"}).status_code == 302
    assert in_force(made.cohort).change is None


def test_of_two_leads_who_change_the_rules_at_once_the_second_is_told(lead, made):
    shown = {"seen": "", "rules": SITE, "reason": "Because"}
    assert 'name="seen" value=""' in lead.get(address(made)).content.decode()
    change(made)
    other = SITE.replace("2", "5")
    for name, data in (
        ("rules_file", {**shown, "rules": other}),
        ("rules", sent(editor_of(made), do="save", seen="", reason="Because", **{"rule-0-weight": "5"})),
    ):
        answer = lead.post(address(made, name), data)
        assert answer.status_code == 422
        assert "Somebody else has changed" in answer.content.decode()
        assert 'name="seen" value=""' in answer.content.decode()
    assert RuleChange.objects.count() == 1
    seen = str(RuleChange.objects.get().pk)
    assert lead.post(address(made, "rules_file"), {**shown, "rules": other, "seen": seen}).status_code == 302


def test_words_that_no_box_shows_stay_in_the_file(made):
    from kith.service.matches.bridge_rules import words_of
    from kith.service.matches.domain.rule_words import Side, Vocabulary

    text = (
        'format_version = 1\nkind = "sets"\n\n[sets]\nmost = 9\n\n[[rule]]\nspread = "country"\nat_most = 2\n'
        'value = "UK"\n\n[[rule]]\nmust = "different"\non = "employer"\n'
    )
    vocabulary = Vocabulary(words_of("sets"), (Side("person", "Person", (("country", "Country"),)),))
    editor = RulesEditor.of(vocabulary, text)
    assert [form.says for form in editor.forms] == [
        "Rule 1: Spread people of the same country over the sets (at most 2 in one)",
        "Rule 2: Must have a different employer",
    ]
    assert RulesEditor.posted(vocabulary, text, sent(editor)).toml == text
