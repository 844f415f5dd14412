"""A manager, a referee and an applicant who read Chinese find no English on their pages and in their mails."""

import re

import pytest
from django.urls import reverse
from tests.english_words import NAMES, Page
from tests.factories.evidence import BY, KIND, link_to, permission_of, reference_of, sent_application

from kith.service.core.models import Mail
from kith.service.recruitment.domain.evidence import checks
from kith.service.recruitment.models import Application

pytestmark = pytest.mark.django_db
BOSS = {"name": "陈洁", "email": "chen@example.org", "position": "外科主任"}
SAID = {"is_given": "no", "name": "王芳", "position": "副主任", "note": "明年可以"}
ALLOWED = NAMES | {"Word", "docx", "JPEG", "PNG", "MB"}
REFEREE = {"name": "周宁", "email": "zhou@example.org"}
LATIN = re.compile(r"[A-Za-z]{2,}")
ADDRESS = re.compile(r"\S+@\S+|\{link\}")


@pytest.fixture
def application(chinese):
    names = {"name": "2027 年春季", "organisation__name": "北谷医院", "organisation__language": chinese}
    return sent_application(
        giver=BOSS,
        language=chinese,
        person__name="李晨",
        person__language=chinese,
        **{f"call__cohort__{key}": value for key, value in names.items()},
    )


def english(response, status=200):
    html = response.content.decode()
    assert response.status_code == status
    assert 'lang="zh-Hans"' in html
    return Page(html).english(ALLOWED)


def test_the_managers_pages(application, client):
    _link, path = link_to(permission_of(application))
    assert english(client.get(path)) == []
    assert english(client.post(path, {"name": "李晨"}), 422) == []
    assert english(client.post(path, SAID)) == []
    client.post(path, {**SAID, "confirm": "1"})
    assert english(client.get(path)) == []
    Application.objects.update(state="withdrawn")
    assert english(client.get(path), 410) == []


def test_the_referees_pages_and_the_applicants(application, client):
    check = checks.check_of(application, reference_of(application, of_name="", of_email="").pk)
    client.force_login(application.person)
    pages = [("own_giver", KIND), ("own_referee", check.pk)]
    for view, key in pages:
        address = reverse(f"recruitment:{view}", args=[application.pk, key])
        assert english(client.get(address)) == []
        assert english(client.post(address, {"name": "", "email": "x"}), 422) == []
    client.logout()
    checks.name_referee(by=BY, application=application, check=check, **REFEREE)
    checks.ask(by=BY, check=check)
    _link, path = link_to(check)
    assert english(client.get(path)) == []
    assert english(client.post(path, {"text": ""}), 422) == []
    client.post(path, {"text": "我们共事十年。"})
    assert english(client.get(path)) == []


def test_every_mail(application, client):
    _link, path = link_to(permission_of(application))
    client.post(path, {**SAID, "confirm": "1"})
    client.post(path, {**SAID, "is_given": "yes", "confirm": "1"})
    check = checks.check_of(application, reference_of(application, of_name="陈洁").pk)
    checks.ask(by=BY, check=check)
    mails = list(Mail.objects.order_by("created_at"))
    assert [mail.purpose.rpartition(".")[2] for mail in mails] == [
        "permission",
        "permission_answered",
        "permission_answered",
        "reference",
    ]
    for mail in mails:
        assert LATIN.findall(ADDRESS.sub("", f"{mail.subject} {mail.body}")) == [], mail.purpose
