"""What invented people write to each other and for themselves. Kind, plausible, and nobody's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """What two agree on. ``goals`` and ``brings``: the clinician's, then the manager's."""

    goals: tuple[str, str]
    brings: tuple[str, str]
    clauses: dict[str, str]
    ground_rules: str


CLAUSES = {
    "frequency": "Every four weeks for an hour, and two half-days each.",
    "venue": "By turns on the ward and in the office at Northgate. Online if one of us is on call.",
    "confidentiality": "What we say stays between us, unless somebody could come to harm.",
    "patient_confidentiality": "Patients are asked first. No names, no records, nothing written down.",
    "shadowing_limits": "Rounds, bed meetings and budget meetings. No talks about one person’s work.",
    "communication_and_cancellation": "A message the day before if we can, and a new date in the same message.",
    "if_it_is_not_working": "We say so to each other first, then to Rowan.",
}
FIRST = Said(
    goals=(
        "To see how a bed meeting decides, and what would help it decide earlier.\nTo read a budget without help.",
        "To see what a discharge looks like from the ward at nine in the morning.\nTo ask before I send a rule.",
    ),
    brings=(
        "Twelve years on wards, and a round you are welcome to join.",
        "The numbers behind the bed plan, and patience with questions about them.",
    ),
    clauses=CLAUSES,
    ground_rules="We begin and end on time. No question is a silly one.",
)
CHANGED = CLAUSES | {
    "frequency": "Every two weeks for half an hour, since an hour was hard to find, and two half-days each.",
}
SHORT = Said(
    goals=(
        "To understand why some things take so long, and what I can do about it.",
        "To see what my e-mails look like to those who get them.",
    ),
    brings=(
        "A clinic, a team meeting, and honest answers.",
        "A finance meeting and a board paper being written.",
    ),
    clauses={key: CLAUSES[key] for key in ("frequency", "confidentiality", "if_it_is_not_working")},
    ground_rules="We listen first.",
)
IN_CHINESE = "我们先听对方说完，再发表意见。"

GOALS = (
    (
        "Follow one bed from the decision to the patient in it.",
        "well_on",
        "I followed two. The second took half as long.",
    ),
    (
        "Read our ward’s budget before the spring round.",
        "started",
        "Read the first page twice; asked four questions.",
    ),
)
PARTNER_GOAL = (
    "Spend one early morning on the ward before I change the discharge form.",
    "done",
    "Done. The form is shorter now.",
)

REFLECTIONS = (
    (
        "not-expected",
        "I had thought that beds are closed to save money. Today I heard that it is nearly always for want of one "
        "nurse on one shift. I want to ask next time who could see that earlier than we do.",
        True,
    ),
    (
        "not-in-reports",
        "In the bed meeting nobody looked at the report. They rang the wards. What counts is who picks up and whether "
        "they trust each other. I would never have known from the numbers.",
        False,
    ),
    (
        "",
        "I was short with our bed manager in March. I think I would not be now. I have not told anybody yet.",
        False,
    ),
)
"""The prompt, what was written, and whether the partner may read it."""

REFLECTION_IN_CHINESE = "搭档很忙，我也总是值夜班，已经两个多月没有见面了。我想先发一条消息，约十五分钟也好。"

TO_THE_LEAD = (
    "We have met once, in the first weeks. I have written twice since and have had no answer. I do not think that anybody "
    "means ill, but I would like to use the months that are left. Could you help?"
)
IN_CONFIDENCE = (
    "Nothing has happened, but I would rather ask you than Rowan: my partner will sit on the panel for a post that I am "
    "applying for. May we go on meeting until then?"
)
GROUP = (
    "Group meeting: what we have seen so far",
    "Each pair brings one thing that surprised both. Tea and biscuits from half past three.",
    "Seminar room 2, Riverside",
)
NEXT_GROUP = (
    "Group meeting: what we want to change",
    "Bring one thing that you would do differently, and who would have to agree.",
    "Seminar room 2, Riverside",
)
READING = (
    (
        "How a bed meeting works.txt",
        "Two pages by those who run ours: who comes, what is asked, what is decided.",
        b"How a bed meeting works\n\nWho comes: the site lead, a nurse from each ward, somebody from theatres.\n"
        b"What is asked: who can go home today, who waits, where there is a nurse too few.\n"
        b"What is decided: who moves first. It takes twelve minutes, standing.\n",
    ),
    (
        "Words that managers use.txt",
        "What a cost centre is, and eleven other words, in a sentence each.",
        b"Words that managers use\n\nCost centre: where money is counted, not where it is spent.\n"
        b"Establishment: the posts that are paid for, filled or not.\n"
        b"Run rate: what it would cost if every month were like the last.\n",
    ),
)
EVIDENCE = (
    (
        "What I saw when I followed a bed",
        "Two bed meetings, three wards, one patient who went home a day earlier.",
        ("clinical-leadership-competency-framework:improving-services",),
    ),
    (
        "Asking before I judge",
        "I now ask what a decision is meant to do before I say what is wrong with it. My partner noticed before I did.",
        (
            "clinical-leadership-competency-framework:demonstrating-personal-qualities",
            "clinical-leadership-competency-framework:working-with-others",
        ),
    ),
    (
        "A morning in the finance office",
        "I watched the month close, and have read every budget since.",
        ("clinical-leadership-competency-framework:managing-services",),
    ),
)
LOOKING_BACK = (
    (
        "how-you-lead",
        "I used to bring an answer to a meeting. Now I bring a question and somebody whom it touches. It is slower on the "
        "day and quicker in the month.",
    ),
    (
        "from-their-side",
        "From the office a ward that says no looks stubborn. From the ward it is one nurse with fourteen patients.",
    ),
)
FORUM = (
    "Ward and Office Forum",
    "An hour a month in which a ward and an office bring one thing that goes wrong between them. Anybody may come.",
)
SUGGESTED = (
    "Shadowing week for new managers",
    "Two of us arranged it for the autumn’s new starters, and Human Resources asks for it again.",
)
LINES = (
    "Ward manager, Riverside. Happy to talk about discharge.",
    "Consultant in stroke medicine.",
    "Service manager, Women and children. Ask me about rotas.",
    "Deputy director of operations since June.",
    "Registrar, now half in quality improvement.",
    "Community matron. Still meet my partner for coffee.",
)
