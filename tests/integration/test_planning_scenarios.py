"""A workforce scenario, as a planner walks through it: template, levers, kept, compared, run, taken away."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories import MembershipFactory

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import JobState
from kith.service.planning.domain import actions, versions
from kith.service.planning.models import Scenario, ScenarioRun, ScenarioVersion
from kith.workforce.scenario.reading import load_scenario
from kith.workforce.scenario.run_json import run_json
from kith.workforce.scenario.running import run as run_of_files
from kith.workforce.scenario.shipped import template_files

pytestmark = pytest.mark.django_db
LEVER = "lever-allowance"


class Planner:
    """Somebody who plans for an organisation, signed in, with the smallest scenario there is."""

    def __init__(self, client: Any, role: str = "planner") -> None:
        membership = MembershipFactory(role=role)
        self.client, self.person, self.organisation = client, membership.person, membership.organisation
        self.by = Actor.of_person(self.person)
        self.scenario = actions.create_from_template(
            by=self.by,
            organisation=self.organisation,
            name="Nurses",
            template="one-by-two",
            variant="scenario.toml",
        )
        client.force_login(self.person)

    def address(self, name: str = "scenario", *more: Any) -> str:
        return reverse(f"planning:{name}", args=[self.scenario.pk, *more])


@pytest.fixture
def planner(client):
    return Planner(client)


def test_a_template_becomes_a_scenario_that_says_what_it_rests_on(planner):
    answer = planner.client.post(
        reverse("planning:scenario_new"),
        {"begin": "one-by-two/scenario.toml", "name": " Nurses  again ", "of": str(planner.organisation.pk)},
    )
    made = Scenario.objects.get(name="Nurses again")
    assert answer.status_code == 302
    page = planner.client.get(answer.url).content.decode()
    assert "numbers have no source." in page
    assert "stock.csv" in page
    assert "Invented" in page
    listed = planner.client.get(reverse("planning:scenarios")).content.decode()
    assert reverse("planning:scenario", args=[made.pk]) in listed


def test_levers_change_the_result_and_nothing_that_is_kept(planner):
    before = planner.client.get(planner.address()).content.decode()
    page = planner.client.get(planner.address(), {LEVER: "1"}).content.decode()
    assert "500,000" not in before
    assert "300,000" in page  # three years of the allowance
    part = planner.client.get(planner.address(), {LEVER: "1"}, headers={"HX-Request": "true"})
    assert part.content.decode().lstrip().startswith('<div id="result"')
    assert planner.scenario.versions.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("much", "“much” is not how far a lever can be pulled"),
        ("-1", "negative"),
    ],
)
def test_a_pull_that_cannot_be_is_refused_in_words_beside_what_is(planner, typed, said):
    answer = planner.client.get(planner.address(), {LEVER: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{typed}"' in page
    assert 'id="result"' in page


def test_levers_are_kept_as_a_scenario_of_its_own(planner):
    answer = planner.client.post(planner.address("save"), {LEVER: "1", "name": "With the allowance"})
    made = Scenario.objects.get(name="With the allowance")
    assert answer.url == reverse("planning:scenario", args=[made.pk])
    assert made.copied_from == planner.scenario
    page = planner.client.get(answer.url).content.decode()
    assert f'name="{LEVER}" type="text" inputmode="decimal" autocomplete="off" value="1"' in page
    again = actions.copy_with_pulls(by=planner.by, scenario=made, name="None", pulls={"allowance": 0.0})
    files = versions.files_of(versions.latest(again))
    assert b"[[pull]]" not in files["pulled.toml"]
    assert b'base = "scenario.toml"' in files["pulled.toml"]


def test_a_lever_that_the_file_pulls_twice_is_left_as_it_is_or_refused(planner):
    twice = "".join(
        f'\n[[pull]]\nlever = "allowance"\namount = {amount}\nfrom_year = {year}\n'
        for amount, year in (("0.5", 2026), ("1.0", 2028))
    )
    text = template_files("one-by-two")["scenario.toml"] + twice.encode()
    files = {**template_files("one-by-two"), "scenario.toml": text}
    made = actions.create_scenario(
        by=planner.by, organisation=planner.organisation, name="Twice", main="scenario.toml", files=files
    )
    address = reverse("planning:scenario", args=[made.pk])
    assert "250,000" in planner.client.get(address).content.decode()  # 50,000 twice, then 150,000
    refused = planner.client.get(address, {LEVER: "0.7"})
    assert "is pulled 2 times in the scenario file" in refused.content.decode()
    kept = actions.copy_with_pulls(by=planner.by, scenario=made, name="Kept", pulls={"allowance": 1.0})
    written = versions.files_of(versions.latest(kept))["pulled.toml"]
    assert written.count(b"[[pull]]") == 2
    none = actions.copy_with_pulls(by=planner.by, scenario=made, name="None", pulls={"allowance": 0.0})
    assert "250,000" not in planner.client.get(reverse("planning:scenario", args=[none.pk])).content.decode()


def test_two_scenarios_are_compared_with_the_same_luck(planner):
    made = actions.copy_with_pulls(
        by=planner.by, scenario=planner.scenario, name="With it", pulls={"allowance": 1.0}
    )
    address = reverse("planning:compare", args=[made.pk])
    page = planner.client.get(address, {"other": str(planner.scenario.pk)}).content.decode()
    assert "it is smaller in 100 of 100 draws" in page
    alone = planner.client.get(address, {"other": "without"}).content.decode()
    assert "it is smaller in 100 of 100 draws" in alone
    bigger = actions.create_from_template(
        by=planner.by,
        organisation=planner.organisation,
        name="Other",
        template="four-by-ten",
        variant="scenario.toml",
    )
    refused = planner.client.get(address, {"other": str(bigger.pk)})
    assert refused.status_code == 422
    assert "not about the same professions" in refused.content.decode()


def test_a_change_needs_a_reason_and_is_refused_with_every_fault(planner):
    text = template_files("one-by-two")["scenario.toml"].decode()
    bad = text.replace("seats = 20", "seats = -5").replace("take_up = 0.9", "take_up = 1.9")
    sent = {"text": bad, "reason": "To see", "revision": 1}
    answer = planner.client.post(planner.address("change"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("scenario.toml, line") >= 2
    assert planner.scenario.versions.count() == 1
    good = text.replace("seats = 20", "seats = 40")
    assert planner.client.post(planner.address("change"), {**sent, "text": good}).status_code == 302
    late = planner.client.post(planner.address("change"), {**sent, "text": text})
    assert "Somebody else changed this scenario" in late.content.decode()
    assert ScenarioVersion.objects.get(scenario=planner.scenario, number=2).reason == "To see"


def test_a_table_that_changes_under_its_scenario_is_refused(planner):
    stock = template_files("one-by-two")["stock.csv"] + b"\n"
    sent = {"text": "", "reason": "New counts", "revision": 1, "file": SimpleUploadedFile("stock.csv", stock)}
    answer = planner.client.post(planner.address("change"), sent)
    assert answer.status_code == 422
    assert "stock.csv" in answer.content.decode()
    assert planner.scenario.versions.count() == 1


def test_what_is_taken_away_gives_the_same_numbers_on_a_laptop(planner, tmp_path):
    run = actions.start_run(by=planner.by, version=versions.latest(planner.scenario), draws=20, seed=1)
    perform(run.job_id)
    run.refresh_from_db()
    assert run.job.state == JobState.DONE
    packed = b"".join(planner.client.get(planner.address("take")).streaming_content)
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        files.extractall(tmp_path)
    from kith.workforce.scenario.compiling import replaced

    told = run_json(run_of_files(replaced(load_scenario(tmp_path / "scenario.toml"), draws=20)))
    there = b"".join(planner.client.get(planner.address("run_file", run.pk, "json")).streaming_content)
    assert json.loads(there)["places"] == json.loads(json.dumps(told["places"]))
    assert json.loads(there)["provenance"]["inputs"] == told["provenance"]["inputs"]
    page = planner.client.get(planner.address("run", run.pk)).content.decode()
    assert "How sure" in page
    for kind in ("xlsx", "parquet", "html"):
        assert b"".join(planner.client.get(planner.address("run_file", run.pk, kind)).streaming_content)


def test_files_of_ones_own_come_as_a_zip(planner):
    def zipped(files: dict[str, bytes]) -> SimpleUploadedFile:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as packed:
            for name, one in files.items():
                packed.writestr(f"ours/{name}", one)
        return SimpleUploadedFile("ours.zip", content.getvalue())

    own = dict(template_files("one-by-two"))
    sent = {"begin": "own", "name": "Ours", "of": str(planner.organisation.pk)}
    address = reverse("planning:scenario_new")
    assert planner.client.post(address, {**sent, "file": zipped(own)}).status_code == 302
    del own["stock.csv"]
    refused = planner.client.post(address, {**sent, "name": "Less", "file": zipped(own)})
    assert "stock.csv" in refused.content.decode()
    broken = planner.client.post(address, {**sent, "file": SimpleUploadedFile("a.zip", b"PK no zip")})
    assert "cannot be opened" in broken.content.decode()
    climbing = planner.client.post(address, {**sent, "file": zipped({**own, "../../x.csv": b"1"})})
    assert climbing.status_code == 422
    assert Scenario.objects.filter(name="Less").count() == 0


def test_who_may_look_and_who_may_not(planner, client):
    stranger = MembershipFactory(role="planner").person
    client.force_login(stranger)
    assert client.get(planner.address()).status_code == 404
    other = reverse("planning:compare", args=[planner.scenario.pk])
    assert client.get(other).status_code == 404
    lead = MembershipFactory(role="lead", organisation=planner.organisation).person
    client.force_login(lead)
    assert client.get(planner.address()).status_code == 200
    assert client.post(planner.address("start"), {"draws": 5}).status_code == 403
    viewer = MembershipFactory(role="viewer", organisation=planner.organisation).person
    client.force_login(viewer)
    assert client.get(reverse("planning:scenarios")).status_code == 404


def test_a_stranger_s_scenario_is_not_offered_for_comparison(planner, client):
    theirs = Planner(client)
    asked = client.get(theirs.address("compare"), {"other": str(planner.scenario.pk)})
    assert asked.status_code == 404
    assert str(planner.scenario.pk) not in client.get(theirs.address("compare")).content.decode()


def test_lists_ask_as_often_for_one_as_for_three(planner, django_assert_num_queries):
    address = reverse("planning:scenarios")
    planner.client.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        planner.client.get(address)
    for name in ("b", "c"):
        actions.copy_with_pulls(by=planner.by, scenario=planner.scenario, name=name, pulls={})
    with CaptureQueriesContext(connection) as three:
        planner.client.get(address)
    assert len(three) == len(one)


def test_a_deleted_scenario_goes_with_its_runs_and_files(planner):
    run = actions.start_run(by=planner.by, version=versions.latest(planner.scenario), draws=5, seed=1)
    assert planner.client.get(planner.address("delete")).status_code == 200
    assert planner.client.post(planner.address("delete")).status_code == 302
    run.job.refresh_from_db()
    assert run.job.cancel_asked or run.job.state == JobState.CANCELLED
    assert not ScenarioRun.objects.exists()
    assert not Scenario.objects.exists()
