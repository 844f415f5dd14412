"""How columns are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.evaluation.headings import option_labels, shared_words, ticked_together
from kith.evaluation.questions import Kind
from kith.evaluation.recognise import is_missing, recognise
from kith.evaluation.scales import WORD_SCALES, is_decline


def read(*answers: str, heading: str = "question", times: int = 4):
    return recognise(heading, [answer for answer in answers for _ in range(times)])


@pytest.mark.parametrize(
    "ordered",
    [
        ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"),
        ("Very unlikely", "Somewhat unlikely", "Undecided", "Somewhat likely", "Very likely"),
        ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"),
        ("Never", "Rarely", "Sometimes", "Often", "Always"),
        ("Not at all", "A little", "Somewhat", "Very", "Extremely"),
        ("Not at all – nothing", "Somewhat – a bit – of a policy", "Very supportive – everything"),
        ("Very poor", "Poor", "Fair", "Good", "Very good"),
        ("Less than 1 year", "1~2 years", "3~5 years", "6~10 years", "More than 10 years"),
        ("Under 18", "18-24", "25–34", "35 to 44", "45 and over"),
        ("Band 5 and below", "Band 6 or 7", "Band 8a or 8b", "Band 8c or 8d", "Band 9 or VSM"),
        ("Below 3 (people)", "3 ~ 5 (people)", "11 or above (people)"),
    ],
)
def test_answers_in_order_are_put_in_order(ordered):
    found = read(*sorted(ordered), "Prefer not to say")
    assert found.kind is Kind.ORDERED
    assert found.levels == (*ordered, "Prefer not to say")


def test_an_answer_without_a_place_leaves_the_question_without_an_order():
    found = read("Not at all", "Only when I ask", "Regularly")
    assert (found.kind, found.reading.code) == (Kind.CHOICE, "evaluation.reading.choice")


def test_two_answers_on_one_place_leave_the_question_without_an_order():
    assert read("Often", "Regularly", "Never").kind is Kind.CHOICE


def test_numbers_ratings_labels_and_words():
    years = recognise("years", ["1.5", "12", "7", "30"] * 10 + ["ten or so"])
    assert (years.kind, years.reading.params["not_numbers"]) == (Kind.NUMBER, 1)
    assert read("1", "2", "5").levels == ("1", "2", "5")
    assert recognise("respondent_id", [str(n) for n in range(40)]).kind is Kind.LEFT_OUT
    assert recognise("anything", [str(n) for n in range(40)]).kind is Kind.LEFT_OUT
    assert recognise("why", [f"because of reason {n}" for n in range(20)]).kind is Kind.TEXT
    assert recognise("empty", []).kind is Kind.LEFT_OUT
    assert read("No", "yes").levels == ("yes", "No")


def test_words_of_one_person_are_never_a_level():
    found = recognise("role", ["Analyst"] * 60 + [f"Head of {n}" for n in range(20)])
    assert (found.kind, found.levels) == (Kind.CHOICE, ("Analyst",))


def test_missing_marks():
    assert [is_missing(cell) for cell in (None, "", " - ", "–", "NA", ".", "0", "None", "No")] == [
        True, True, True, True, True, True, False, False, False,
    ]  # fmt: skip


def test_columns_of_one_question_are_gathered():
    headings = ["q2a_seen_blogs_ind", "q2b_seen_radio_ind", "q2c_seen_news_ind", "q3a_left_ind"]
    assert ticked_together(headings) == {"q2": tuple(headings[:3])}
    assert shared_words(headings[:3]) == "Seen"
    long = ["Where do you look? [Blogs]", "Where do you look? [Radio]", "Where do you look? [News]"]
    assert ticked_together(long) == {"Where do you look?": tuple(long)}
    assert list(option_labels(long).values()) == ["Blogs", "Radio", "News"]


@given(st.text(max_size=30))
def test_any_text_is_read_without_failing(text):
    recognise(text, [text, text + "!", "–" + text])
    is_decline(text)
    for scale in WORD_SCALES:
        scale.place(text)
