"""Rules as a coordinator writes them: what they mean, and every fault at once with its line."""

import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import catalogue, sentences
from kith.matching import AttributeKind, BestFor, Strength, parse_rules, read_rules, rules_hash
from kith.matching.describe import describe, rule_words
from kith.matching.vocabulary import WORDS


def faults(text, **options):
    with pytest.raises(KithError) as refused:
        read_rules(text, "rules.toml", **options)
    return [(fault.code.removeprefix("matching.rules."), fault.where.line) for fault in refused.value.faults]


def test_the_short_form_means_the_long_form():
    short = read_rules('[[rule]]\nmust = "different_line_of_management"\n')
    long = read_rules('[[rule]]\nmust = "different"\non = "line_of_management"\n')
    assert short == long
    assert rules_hash(short) == rules_hash(long)


def test_order_and_comments_do_not_change_the_hash_but_a_weight_does():
    one = read_rules('[[rule]]\nprefer = "same_site"\nweight = 2\n[[rule]]\nmust = "share_times"\n')
    other = read_rules(
        '# first\n[[rule]]\nmust = "share_times"\n[[rule]]\nweight = 2.0\nprefer = "same_site"\n'
    )
    heavier = read_rules('[[rule]]\nprefer = "same_site"\nweight = 3\n[[rule]]\nmust = "share_times"\n')
    assert rules_hash(one) == rules_hash(other) != rules_hash(heavier)


def test_what_is_left_out_has_a_stated_meaning():
    book = read_rules(
        '[[rule]]\nprefer = "wish"\nweight = 1\n[[rule]]\nprefer = "share_topics"\nweight = 1\n'
    )
    assert [rule.limit for rule in book.rules] == [5, 3]
    assert book.best_for is BestFor.NO_ONE_LEFT_BEHIND
    assert [(one.key, one.kind) for one in book.attributes] == [("topics", AttributeKind.TAGS)]
    assert read_rules("").rules == ()


def test_every_fault_is_told_at_once_with_its_line():
    text = """best_for = "everyone"
lottery = true

[attribute.band]
kind = "grad"

[attribute.level]
kind = "grade"
scale = ["only"]

[[rule]]
prefer = "sam_site"
weight = 1

[[rule]]
prefer = "same_site"
weight = 0

[[rule]]
must = "same"
weight = 2

[[rule]]
must = "within_age"

[[rule]]
prefer = "wish"
first = 1.5
side = "nurse"
weight = "much"

[[rule]]
prefer = "same_site"
must = "same_site"
"""
    assert sorted(faults(text, sides=("clinician", "manager"))) == sorted(
        [
            ("unknown_key", 2),
            ("unknown_choice_near", 5),
            ("scale_needed", 9),
            ("unknown_word_near", 12),
            ("weight_range", 17),
            ("attribute_needed", 19),
            ("must_has_weight", 21),
            ("limit_needed", 23),
            ("limit_not_whole", 28),
            ("unknown_side", 29),
            ("weight_not_number", 30),
            ("must_or_prefer", 32),
            ("unknown_choice", 1),
        ]
    )


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        (['must = "same_site"', 'must = "different_site"'], "contradict"),
        (['must = "different_site"', 'prefer = "same_site"\nweight = 1'], "never_gives"),
        (['must = "same_site"', 'prefer = "same_site"\nweight = 1'], "always_gives"),
        (['prefer = "same_site"\nweight = 1', 'prefer = "same_site"\nweight = 2'], "twice"),
        (['must = "same_site"', 'must = "share_site"'], "wrong_kind"),
        (['must = "same_site"\nwith = "home"', 'must = "share_home"'], "wrong_kind"),
    ],
)
def test_rules_that_undo_each_other_are_refused(rules, code):
    text = "".join(f"[[rule]]\n{rule}\n" for rule in rules)
    assert code in [found for found, _ in faults(text)]


@pytest.mark.parametrize(
    "text",
    [
        "rule = 3",
        "[[rule]]\nmust = 3",
        "attribute = 1",
        "[attribute]\nsite = 1",
        "rule = [1]",
        "format_version = 9",
    ],
)
def test_wrong_shapes_are_faults_not_tracebacks(text):
    assert faults(text)


def test_a_definition_gives_its_own_places():
    with pytest.raises(KithError) as refused:
        parse_rules([{"must": "differnt_line"}])
    assert sentences(refused.value.faults) == [
        "rule[0].must: “differnt_line” is not a rule Kith knows. Did you mean “different”? "
        "After must may come: same, different, share, within, overlap, "
        "not_paired_before, "
        "where it makes sense with a column behind it, "
        "as in same_site."
    ]


def test_every_word_of_the_vocabulary_can_be_said():
    for strength, verb in WORDS:
        table = {strength.value: verb.value}
        table |= {"on": "site", "within": 1} if WORDS[strength, verb].needs_attribute else {}
        if WORDS[strength, verb].limit != "within":
            table.pop("within", None)
        table |= {"weight": 1} if strength is Strength.PREFER else {}
        table |= {"enough": 7} if WORDS[strength, verb].limit == "enough" else {}
        (rule,) = parse_rules([table]).rules
        assert rule_words(rule)
        assert describe(rule).code in catalogue()


def test_every_code_of_the_wing_has_its_sentence():
    import re
    from pathlib import Path

    import kith.matching

    own = [path for path in Path(kith.matching.__file__).parent.rglob("*.py") if "tests" not in path.parts]
    source = "".join(path.read_text() for path in own)
    written = set(
        re.findall(r'"(matching\.(?:rules|people|problem|file|unmatched|why_not|gives|check)\.\w+)"', source)
    )
    assert len(written) > 70
    assert written - set(catalogue()) == set()


@pytest.mark.parametrize("weight", ["1e308", "1e999999", "9" * 40, "-1e308"])
def test_a_weight_beyond_all_measure_is_a_fault(weight):
    with pytest.raises(KithError) as refused:
        read_rules(f'[[rule]]\nprefer = "same_site"\nweight = {weight}\n')
    (fault,) = refused.value.faults
    assert fault.code in {"matching.rules.weight_range", "matching.rules.weight_not_number"}
