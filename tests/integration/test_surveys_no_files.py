"""A question for a file is words that are read: it is never demanded or taken, on a page, on a device or in a sample."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import QueryDict

from kith.questionnaires.device import device_form
from kith.questionnaires.logic import steps
from kith.questionnaires.read import read_instrument
from kith.questionnaires.responses import Answers
from kith.questionnaires.validate import check_all, check_step
from kith.service.surveys.domain.building.samples import walk
from kith.service.ui.web.questionnaire import answered, bare_controls, screen, typed_from

CANNOT = "A file cannot be sent here"


@pytest.fixture(params=["required", "soft"])
def form(request):
    return read_instrument(f"""format_version = 1
[instrument]
key = "with-a-file"
version = "1"
title = "Proof"
[rights]
owner = "Nobody: invented for a test"
licence = "CC0-1.0"
[[page]]
key = "first"
[[page.item]]
key = "proof"
kind = "file"
label = "Your certificate"
required = "{request.param}"
[[page.item]]
key = "glad"
kind = "yes_no"
label = "Are you glad?"
required = "required"
""")


def test_it_is_never_demanded_and_what_the_questionnaire_says_stays(form):
    (step,) = steps(form, Answers())
    for checked in (check_all(form, {"glad": "yes"}), check_step(form, step, {"glad": "yes"})):
        assert (checked.faults, checked.unanswered, dict(checked.answers)) == ((), (), {"glad": True})
    assert form.item("proof").required.value in {"required", "soft"}
    assert not form.item("proof").is_demanded


def test_a_page_shows_it_as_words_and_takes_nothing_for_it(form):
    (step,) = steps(form, Answers())
    shown = screen(form, step, Answers()).controls[0]
    assert (shown.component, shown.params["text"]) == ("statement", "Your certificate")
    assert CANNOT in shown.params["help"]
    assert typed_from(QueryDict("proof=proof.pdf&glad=yes"), step) == {"glad": "yes"}
    assert dict(answered(form, Answers()))["Your certificate"] == CANNOT


def test_a_device_and_a_sample_leave_it_out_too(form):
    told = device_form(form, "en")["pages"][0]["items"][0]
    assert (told["kind"], told["required"]) == ("statement", "optional")
    assert bare_controls(form.pages[0])[0][1].component == "statement"
    sample = walk(form, seed=1, today=dt.date(2026, 11, 22))
    assert (sample.stuck, "proof" in sample.answers) == ((), False)
