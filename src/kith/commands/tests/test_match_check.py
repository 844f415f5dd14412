"""``kith match check`` for every kind: rules in words, faults at once, what the rules make impossible."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kith.commands.match import commands
from kith.commands.match_check import TABLES
from kith.matching.engines import engine
from kith.matching.types import Kind

EXAMPLES = Path(__file__).parents[4] / "examples"
POSTS = 'kind = "posts"\n[[rule]]\nmust = "same_region"\n[[rule]]\nmust = "share_skills"\n'


def check(*arguments):
    return CliRunner().invoke(commands, ["check", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "rules.toml").write_text(POSTS)
    (tmp_path / "applicants.csv").write_text(
        "id,preferences,region,skills\nA,P; Q,north,icu\nB,Q,north,icu\nC,P,north,\n"
    )
    (tmp_path / "posts.csv").write_text("id,places,region,skills\nP,2,North,ICU\nQ,1,South,ICU\n")
    return tmp_path


def test_every_table_of_every_kind_can_be_given():
    assert {one.key for kind in Kind for one in engine(kind).inputs} == set(TABLES)


def test_rules_of_any_kind_are_said_in_words():
    run = check(EXAMPLES / "placements" / "rules.toml")
    assert run.output.splitlines()[0] == "must share languages (at least 1)"
    assert run.exit_code == 0


def test_whom_the_rules_leave_nobody_and_the_fewest_rules_that_do(folder):
    run = check(
        folder / "rules.toml", "--applicants", folder / "applicants.csv", "--posts", folder / "posts.csv"
    )
    region, skills = "“must have the same region”", "“must share skills (at least 1)”"
    assert run.output.splitlines()[-3:] == [
        f"B (applicant): the rule {region} rules out all 1. Without the rule {region} there would be 1.",
        f"C (applicant): the rule {skills} rules out all 1. Their “skills” is blank, so the rule {skills} cannot "
        f"be checked. Fill it in. Without the rule {skills} there would be 1.",
        f"Q (post): the rule {region} rules out all 2. Without the rule {region} there would be 2.",
    ]


def test_a_fewest_that_the_rules_make_impossible_is_said_with_the_rules(folder):
    (folder / "posts.csv").write_text("id,places,fewest,region,skills\nP,2,2,North,ICU\nQ,1,0,North,ICU\n")
    run = check(
        folder / "rules.toml", "--applicants", folder / "applicants.csv", "--posts", folder / "posts.csv"
    )
    assert run.exit_code == 2
    assert (
        "P (post) needs 2. The rule “must share skills (at least 1)” leaves fewer, of 2 in all." in run.output
    )


def test_a_private_request_is_in_nothing_that_is_said(folder):
    tables = ("--applicants", folder / "applicants.csv", "--posts", folder / "posts.csv")
    before = check(folder / "rules.toml", *tables).output
    (folder / "applicants.csv").write_text(
        "id,preferences,region,skills,never_with\nA,P; Q,north,icu,P\nB,Q,north,icu,Q\nC,P,north,,\n"
    )
    assert check(folder / "rules.toml", *tables).output == before


def test_the_wrong_tables_are_refused_with_the_right_ones(folder):
    run = check(folder / "rules.toml", "--left", folder / "posts.csv")
    assert run.exit_code == 2
    assert "Rules for posts read --applicants, --posts, --marks, not --left." in run.output
    run = check(folder / "rules.toml", "--posts", folder / "posts.csv")
    assert "Rules for posts need --applicants as well." in run.output


def test_a_file_for_another_kind_and_an_unknown_kind_are_refused(folder):
    run = check(folder / "rules.toml", "--kind", "pairs")
    assert run.output.splitlines() == [
        "rules.toml, line 1, kind: This rules file is for posts, and rules for pairs are needed here. "
        'Choose another file, or write kind = "pairs".'
    ]
    (folder / "rules.toml").write_text('kind = "post"\n')
    assert "Did you mean “posts”?" in check(folder / "rules.toml").output


def test_rules_without_their_people_are_refused_all_at_once(folder):
    (folder / "rules.toml").write_text(
        'kind = "posts"\n[[rule]]\nmust = "sme_region"\n[posts]\nties = "coin"\n'
    )
    run = check(folder / "rules.toml")
    assert [line.split(":")[0] for line in run.output.splitlines()] == [
        "rules.toml, line 3, rule[0].must",
        "rules.toml, line 5, posts.ties",
    ]
