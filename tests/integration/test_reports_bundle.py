"""A report's bundles: worked out again they give the page's numbers, and nobody's words or name is in them."""

import io
import json
import re
import zipfile

import pytest
from click.testing import CliRunner
from django.urls import reverse
from tests.factories import CohortRoleFactory
from tests.factories.reports import CHANGES, asked_cohort, finished, measured_cohort, new_cohort

from kith.commands.evaluate import commands
from kith.service.core.models import AuditEvent
from kith.service.reports.domain import actions
from kith.service.reports.domain.planning import actions as planning
from kith.service.reports.domain.planning.drafts import Draft
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.models import Invitation, Response

pytestmark = pytest.mark.django_db

HASH = re.compile(r"[0-9a-f]{64}")
SAME = {"What changed", "Both sides", "Do the questions of a scale hold together?"}
PLANTED = "Planted: my manager Dr Grey is unkind"


@pytest.fixture(autouse=True)
def not_drawn(monkeypatch):
    """Pages and documents take a second each, and nobody looks at them here."""
    monkeypatch.setattr("kith.publishing.pdf.render_pdf", lambda *_model, **_more: b"%PDF")
    for name in ("document", "fragment"):
        monkeypatch.setattr(f"kith.publishing.html.render_{name}", lambda *_model, **_more: "<p>")


@pytest.fixture
def made(db):
    return asked_cohort()


@pytest.fixture
def taken(client):
    """A file that is downloaded as somebody: its bytes, or the status of the refusal."""

    def take(person, name, *args):
        client.force_login(person)
        answer = client.get(reverse(f"reports:{name}", args=args))
        if answer.status_code != 200:
            return answer.status_code
        assert "attachment" in answer["Content-Disposition"]
        return b"".join(answer.streaming_content)

    return take


@pytest.fixture
def again(tmp_path):
    """What ``kith evaluate rerun`` says of a downloaded file, and the results in it."""

    def run(content):
        path, found = tmp_path / "bundle.zip", tmp_path / "found.json"
        path.write_bytes(content)
        said = CliRunner().invoke(commands, ["rerun", str(path), "--json", str(found)])
        assert said.exit_code == 0, said.output
        assert json.loads(found.read_text())["differences"] == []
        return said.output

    return run


def inside(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def lines_bundle(taken, made, report):
    return taken(made.evaluator.person, "lines", made.cohort.pk, report.pk)


def test_the_evaluators_bundle_gives_the_numbers_of_the_page(taken, again, made):
    report = finished(made.by, made.cohort)
    content = lines_bundle(taken, made, report)
    said = again(content)
    assert "The report was worked out from exactly these scores." in said
    cells = json.loads(inside(content)["results.json"])["change"]["cells"]
    page = json.dumps(report.content, ensure_ascii=False)
    for cell in cells:
        counts = cell["found"]["counts"]
        words = [str(cell["n_matched"]), *(str(counts[way]) for way in ("up", "same", "down"))]
        assert json.dumps(words)[1:-1] in page
    columns = json.loads(inside(content)["dictionary.json"])["columns"]
    score = next(one for one in columns if one["items"])
    assert score["instrument"]
    assert (score["low"], score["high"]) == (1, 5)
    event = AuditEvent.objects.get(action="reports.take_lines")
    assert (event.subject_id, event.detail) == (str(report.pk), {"number": 1})


def sections_in(said):
    """Heading to the titles under it."""
    found, under = {}, None
    for line in said.splitlines():
        if line.startswith("Sections "):
            under = found.setdefault(line.rstrip(":"), [])
        elif line.startswith("- ") and under is not None:
            under.append(line[2:].split(":")[0])
    return found


def test_single_answers_give_the_sections_on_questions_and_sides_word_by_word(taken, again, made):
    """Under codes of their own, which are others in each file; nothing that anybody wrote."""
    report = finished(made.by, made.cohort)
    own = finished(made.evaluator, made.cohort, audience="evaluator")
    codes = []
    for one in (report, own):
        content = lines_bundle(taken, made, one)
        found = sections_in(again(content))
        assert set(found["Sections that are the same"]) == SAME
        files = inside(content)
        results = json.loads(files["results.json"])
        assert {"change", "items", "both_sides", "asked_once"} <= set(results)
        assert results["items"]["found"][0]["n"] == 16
        rows = files["answers.csv"].splitlines()[1:]
        assert len({row.split(",")[0] for row in rows}) == 16
        assert "what_lasted" not in files["answers.csv"]
        codes.append({row.split(",")[0] for row in rows})
        assert not codes[-1] & {row.split(",")[0] for row in files["data.csv"].splitlines()[1:]}
    assert not codes[0] & codes[1]


def test_whoever_may_not_be_read_has_no_answer_in_the_file_nor_can_it_be_subtracted(taken, again, made):
    """One clinician refuses at one time: with them go as many others of the side, at every time."""
    one = Response.objects.filter(side="clinician", wave__key="experience").order_by("pseudonym").first()
    Response.objects.filter(pk=one.pk).update(may_be_read=False)
    content = lines_bundle(taken, made, finished(made.by, made.cohort))
    found = sections_in(again(content))
    assert "Both sides" in found["Sections worked out in part"]
    files = inside(content)
    for wave in ("before", "after", "experience"):
        rows = [row.split('","') for row in files["answers.csv"].splitlines()[1:]]
        people = {row[0] for row in rows if row[1] == "clinician" and row[2] == wave}
        assert len(people) == 8 - 5


def test_everybody_who_may_read_the_report_gets_its_tables(taken, again, made):
    report = finished(made.by, made.cohort)
    content = taken(made.by.person, "bundle", made.cohort.pk, report.pk)
    assert "for everybody, without lines of single people" in again(content)
    assert set(inside(content)) >= {"responses.csv", "data.csv", "report.json"}
    viewer = CohortRoleFactory(cohort=made.cohort, role="viewer").person
    place = made.places["clinician"][0]
    assert taken(viewer, "bundle", made.cohort.pk, report.pk) == 404  # a draft is not there yet
    assert taken(place.person, "place_bundle", place.pk) == 404
    actions.publish_report(by=made.by, report=report)
    assert taken(viewer, "bundle", made.cohort.pk, report.pk) == content
    assert taken(place.person, "place_bundle", place.pk) == content
    for person in (made.by.person, viewer, place.person):
        assert taken(person, "lines", made.cohort.pk, report.pk) == 403


def test_no_name_no_word_and_nothing_of_who_refused_is_in_a_bundle(taken, again, made):
    """One clinician refuses every use, one that the line is read, one to be quoted; all wrote something."""
    Response.objects.filter(wave__key="experience").update(
        answers={"times_met": 4, "shadowed": True, "recommend": 5, "what_lasted": PLANTED}
    )
    who = sorted(Response.objects.filter(side="clinician").values_list("pseudonym", flat=True).distinct())
    Response.objects.filter(pseudonym=who[0]).update(may_be_reported=False)
    Response.objects.filter(pseudonym=who[1]).update(may_be_read=False)
    Response.objects.filter(pseudonym=who[2]).update(may_be_quoted=False)
    public, lines = (
        finished(made.by, made.cohort),
        finished(made.evaluator, made.cohort, audience="evaluator"),
    )
    assert PLANTED in json.dumps(lines.content)  # the evaluator reads it on the page, and cannot pass it on
    bundles = {
        "public": taken(made.by.person, "bundle", made.cohort.pk, public.pk),
        "lines": lines_bundle(taken, made, public),
        "evaluator": lines_bundle(taken, made, lines),
    }
    assert taken(made.evaluator.person, "bundle", made.cohort.pk, lines.pk) == 404
    for name, content in bundles.items():
        everything = "".join(inside(content).values())
        for planted in ("Planted", "Dr Grey", "Named ", "@", "example.org", who[0][:6], who[1][:6]):
            assert planted not in everything, (name, planted)
        assert "ethnic" not in everything.lower()
        said = again(content)
        if name == "public":
            assert not any(f"P{one[:6]}" in everything for one in who)
        else:
            assert "people are counted in the report whose line is not in this file" in said


def test_the_frozen_plan_is_in_the_evaluators_bundle_and_its_hash_still_fits(taken, again, made):
    draft = Draft(
        kind="service_evaluation", purpose="To decide whether it runs again", expected={"clinician": 8}
    )
    planning.save_plan(by=made.by, cohort=made.cohort, draft=draft)
    planning.freeze_plan(by=made.by, cohort=made.cohort)
    report = finished(made.by, made.cohort)
    assert "The frozen plan fits its hash" in again(lines_bundle(taken, made, report))
    told = json.loads(inside(taken(made.by.person, "bundle", made.cohort.pk, report.pk))["plan.json"])
    assert told["frozen"] is None
    assert told["planning"]["purpose"] == {"en": "To decide whether it runs again"}


def test_report_and_bundle_are_the_same_whether_the_only_one_of_a_side_answered_or_not(taken, again, made):
    """All but the hash of the data, which is under a key and another in each report."""
    for place in made.places["manager"][1:]:
        Invitation.objects.filter(place=place).delete()
        Response.objects.filter(pseudonym=pseudonym_of(place)).delete()
    only = Response.objects.filter(pseudonym=pseudonym_of(made.places["manager"][0]))
    told = []
    for wave in (None, "after", "before"):
        only.filter(wave__key=wave).delete()
        report = finished(made.by, made.cohort)
        content = taken(made.by.person, "bundle", made.cohort.pk, report.pk)
        again(content)
        files = inside(content)
        tables = [files[name] for name in ("data.csv", "responses.csv", "results.json")]
        told.append((HASH.sub("", json.dumps(report.content["report"]["summary"])), *tables))
        told[-1] += (HASH.sub("", json.dumps(report.content["report"]["sections"])),)
    assert told[0] == told[1] == told[2]


def test_what_was_taken_back_since_is_in_no_file(taken, made):
    report = finished(made.by, made.cohort)
    Response.objects.filter(side="manager", wave__key="after").first().delete()
    assert lines_bundle(taken, made, report) == 422
    again = finished(made.by, made.cohort, seed=8)
    assert isinstance(lines_bundle(taken, made, again), bytes)


def test_a_line_that_may_not_be_read_any_more_is_not_in_the_evaluators_own_report(taken, made):
    lines = finished(made.evaluator, made.cohort, audience="evaluator")
    one = Response.objects.filter(side="manager", wave__key="after").first()
    assert one.pseudonym[:6] in "".join(inside(lines_bundle(taken, made, lines)).values())
    Response.objects.filter(pseudonym=one.pseudonym).update(may_be_read=False)
    assert one.pseudonym[:6] not in "".join(inside(lines_bundle(taken, made, lines)).values())


def test_a_side_of_few_has_no_figure_in_the_tables_and_the_readme_is_in_the_reports_language(taken, again):
    made = new_cohort()
    measured_cohort(made.cohort, {"clinician": CHANGES["clinician"], "manager": [1, 1, 0, -1]})
    report = finished(made.by, made.cohort, language="zh-hans")
    content = taken(made.by.person, "bundle", made.cohort.pk, report.pk)
    again(content)
    files = inside(content)
    rows = [row for row in files["data.csv"].splitlines() if row.startswith('"manager"')]
    assert rows
    assert all(row.endswith('"too_few","","","","","","","","","",""') for row in rows)
    assert "这个文件里有报告的各张表" in files["README.txt"]
    assert "worked out from exactly these scores" in again(lines_bundle(taken, made, report))
