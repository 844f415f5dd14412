"""Names as somebody might type them to do harm: pages show them, files hold them, nothing runs them."""

import csv
import io

import pytest
from django.urls import reverse
from tests.factories.running import running

from kith.service.cohorts.domain import actions, imports, places
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail
from kith.service.matches.domain import actions as matching
from kith.service.matches.domain import preferences
from kith.service.people.models import Person

pytestmark = pytest.mark.django_db
TELEPHONE = "+44 20 7946 0018"
"""Can call nothing, so it goes out as it is."""
NAMES = [
    '=HYPERLINK("http://evil.example","pay")',
    TELEPHONE,
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "{link} %(name)s %s {0}",
    "مريم الفارسي",
    "\u202eeve\u202c Marsh",
    "N" * 150,
    'O\'Brien, "Bob"; DROP TABLE place;--',
    "O’Néill-Ōta 李",
    "Zero\u200bWidth",
    "Tab\tand space",
]
FORMULA = tuple("=+-@\t\r")


@pytest.fixture
def made(client):
    found = running((), name="<b>Spring</b> {link} =1+1")
    actions.change_settings(
        by=found.by, cohort=found.cohort, name=found.cohort.name, sides={"clinician": {"min": 1, "max": 40}}
    )
    for number, name in enumerate(NAMES):
        side = "clinician" if number % 2 else "manager"
        place = places.add_person(
            by=found.by,
            cohort=found.cohort,
            name=name,
            email=f"person{number}@example.org",
            side=side,
            attributes={"site": name, "line_of_management": f"Line {number}"},
        )
        places.confirm(by=found.by, place=place)
        found.places[str(number)] = place
    client.force_login(found.lead)
    return found


def pages(made, run):
    cohort = [made.cohort.pk]
    yield from (
        reverse(f"cohorts:{view}", args=cohort) for view in ("show", "people", "messages", "team", "invite")
    )
    yield from (
        reverse(f"cohorts:{view}", args=cohort) for view in ("settings", "calendar", "dates", "add_person")
    )
    yield from (reverse(f"surveys:{view}", args=cohort) for view in ("waves",))
    yield from (reverse(f"matches:{view}", args=cohort) for view in ("workbench", "pairs"))
    yield from (reverse(f"matches:{view}", args=[*cohort, run.number]) for view in ("draft", "publish"))
    first = run.result["pairs"][0]
    pair = [first["left"], first["right"]]
    yield reverse("matches:draft_pair", args=[*cohort, run.number, *pair])
    yield reverse("matches:swap", args=[*cohort, run.number, *pair])
    yield reverse("matches:decide", args=[*cohort, *pair, "forbid"])
    yield from (reverse("cohorts:person", args=[*cohort, place.pk]) for place in made.places.values())
    yield reverse("home:home")
    yield reverse("cohorts:programmes")


def test_no_page_takes_a_name_for_more_than_a_name(made, client):
    run = made.draft()
    left, right = (made.cohort.places.get(pk=run.result["pairs"][0][side]) for side in ("left", "right"))
    reason = "<script>alert(2)</script>"
    matching.decide(by=made.by, cohort=made.cohort, kind="lock", left=left, right=right, reason=reason)
    run = made.draft(best_for="most")
    for address in pages(made, run):
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = answer.content.decode()
        for harm in ("<script>alert", "<img src=x", "<b>Spring</b>"):
            assert harm not in page, address
        assert "{{ 7 * 7 }}" in page or "49{%" not in page


def test_publishing_says_every_name_as_it_is_written(made, client):
    run = made.draft()
    matching.publish(by=made.by, run=run, seen_revision=made.cohort.revision)
    bodies = "\n".join(Mail.objects.filter(purpose="matches.paired").values_list("body", flat=True))
    paired = {one[side] for one in run.result["pairs"] for side in ("left", "right")}
    for number, name in enumerate(NAMES):
        if str(made.places[str(number)].pk) in paired:
            assert name.strip() in bodies
    for mail in Mail.objects.all():
        page = client.get(reverse("cohorts:message", args=[made.cohort.pk, mail.pk])).content.decode()
        assert "<script>alert" not in page
        assert "\n" not in mail.subject
    for place in made.places.values():
        client.force_login(place.person)
        page = client.get(reverse("matches:partner", args=[place.pk])).content.decode()
        assert "<script>alert" not in page


@pytest.mark.parametrize("view", ["people", "pairs"])
def test_no_cell_of_an_exported_file_is_a_formula(made, client, view):
    if view == "people":
        answer = client.get(reverse("cohorts:export_people", args=[made.cohort.pk]))
    else:
        answer = client.get(reverse("matches:export", args=[made.cohort.pk, made.draft().number]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row if cell]
    assert len(rows) > 7
    assert [cell for cell in cells if cell.startswith(FORMULA) and not _is_number(cell)] in (
        [],
        [TELEPHONE],
        [TELEPHONE] * 2,
    )
    assert any(NAMES[0] in cell for cell in cells)


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_a_file_of_such_names_comes_in_as_it_was_written_and_goes_out_harmless(client):
    made = running(())
    client.force_login(made.lead)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["Name", "E-mail", "Role", "Site", "Line of management"])
    kept = [name for name in NAMES if name == name.strip()]
    for number, name in enumerate(kept):
        writer.writerow([name, f"in{number}@example.org", "Clinician", "Northgate", f"Line {number}"])
    stream = io.BytesIO(text.getvalue().encode())
    row = imports.upload(by=made.by, cohort=made.cohort, name="=cmd.csv", stream=stream, side="")
    preview = client.get(reverse("cohorts:preview", args=[made.cohort.pk, row.pk])).content.decode()
    assert "<script>alert" not in preview
    assert "<img src=x" not in preview
    imports.accept(by=made.by, row=row)
    found = set(Person.objects.filter(email__startswith="in").values_list("name", flat=True))
    assert {'=HYPERLINK("http://evil.example","pay")', "مريم الفارسي", "N" * 150, NAMES[11]} <= found


@pytest.mark.parametrize("search", ["\0", "%", "' OR 1=1 --", "<script>", "مريم", "a" * 5000])
def test_a_search_finds_or_finds_nothing(made, client, search):
    answer = client.get(
        reverse("cohorts:people", args=[made.cohort.pk]), {"search": search, "side": search, "page": search}
    )
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_what_a_participant_hopes_for_is_shown_to_the_partner_as_words(made, client):
    """Typed with marks of HTML, of templates and of the end of text; read back by the partner."""
    hopes = "<script>alert(3)</script>\0{{ 7 * 7 }} مرحبا\u202e"
    place = made.cohort.places.select_related("person").get(pk=made.places["1"].pk)
    client.force_login(place.person)
    client.post(
        reverse("matches:preferences_step", args=[place.pk, "hopes"]), {"hopes": hopes, "learn": hopes}
    )
    preferences.submit(by=Actor.of_person(place.person), place=place)
    matching.publish(by=made.by, run=made.draft(), seen_revision=0)
    pair = made.cohort.pairs.select_related("right__person").get(left=place)
    client.force_login(pair.right.person)
    page = client.get(reverse("matches:partner", args=[pair.right.pk])).content.decode()
    assert "&lt;script&gt;alert(3)&lt;/script&gt;{{ 7 * 7 }} مرحبا" in page
    assert "<script>alert" not in page
