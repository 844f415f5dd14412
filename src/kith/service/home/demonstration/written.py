"""What invented applicants write: for each question of an application a few answers, from thin to strong.

So a page of reviews reads like one, and the scores that are made up for it have something to do with it.
"""

from __future__ import annotations

JOBS = {
    "clinician": (
        ("medicine", "spr", "Specialty registrar, respiratory medicine"),
        ("medicine", "spr", "Specialty registrar, geriatric medicine"),
        ("medicine", "spr", "Specialty registrar, general surgery"),
        ("medicine", "consultant", "Consultant, emergency medicine"),
        ("medicine", "sas", "Associate specialist, anaesthetics"),
        ("nursing", "band_6", "Staff nurse, high dependency"),
        ("nursing", "band_7", "Ward sister, stroke"),
        ("physiotherapy", "band_6", "Senior physiotherapist, community"),
        ("pharmacy", "band_8a", "Lead pharmacist, surgery"),
        ("midwifery", "band_7", "Team midwife, birth centre"),
        ("occupational_therapy", "band_6", "Occupational therapist, discharge team"),
    ),
    "manager": (
        ("Outpatient clinics on two sites", "band_8a", "Service manager, outpatients"),
        ("Theatre lists and their staff", "band_7", "Operational manager, theatres"),
        ("Contracts and cleaning of one hospital", "band_8b", "Head of facilities"),
        ("Beds and the people who find them", "band_7", "Patient flow manager"),
        ("Costs of the medical wards", "band_8a", "Finance business partner"),
        ("Complaints and what is learnt from them", "band_7", "Patient experience manager"),
    ),
}
"""For clinicians profession, grade and title; for managers what they are responsible for, grade and title."""

WRITTEN: dict[str, dict[str, tuple[str, ...]]] = {
    "clinician": {
        "why": (
            "My manager said that I should apply.",
            "I am keen to develop myself and to learn about leadership in the NHS.",
            "I want to understand how money is decided, because nobody has ever shown me.",
            "Twice this winter our unit closed to new patients, and I never learnt who decided it. I want to see "
            "how such a choice is made.",
            "We lose a nurse a month to the agency next door. A manager could show me which rules keep us from "
            "paying more, now that the new budget is written in March.",
        ),
        "bring": (
            "My experience.",
            "I can explain what it is like to work on a busy ward.",
            "I know where patients wait and what they are told meanwhile.",
            "I keep a list of the tests that are asked for twice. I would like to know what such a list could change.",
            "I see what happens between midnight and six, which no report shows. I may be wrong about why; I would "
            "like somebody to test it with me.",
        ),
        "improved": (
            "I always try to improve what I do.",
            "Handovers were too long, which made everybody late.",
            "I wrote a sheet for the evening handover, and the team began to use it.",
            "I put the blood forms in order of use. We counted for four weeks: forms sent back fell from 19 to 6.",
            "With two porters I moved the discharge round to nine. Beds were free an hour earlier on most days. "
            "It failed on Mondays, and next time I would ask the pharmacy first.",
        ),
        "share": (
            "Whatever is possible.",
            "A day on the ward.",
            "A ward round, and time for questions afterwards.",
            "The night handover and the first hour after it, which managers seldom see.",
            "A clinic in which I break bad news, if the patient agrees beforehand; my partner steps out for "
            "examinations. Then half an hour to talk about what was said.",
        ),
    },
    "manager": {
        "why": (
            "It was suggested to me in my appraisal.",
            "Working together matters, and I would like to be better at it.",
            "I would like to know what clinicians need from us and do not get.",
            "I cancel lists by telephone and hear no more of them. I want to see what a cancelled list does to a day.",
            "My plan for the winter beds failed last year because I had asked no doctor. This year's is written in "
            "October, and I want to have stood on the ward before.",
        ),
        "bring": (
            "I know how the organisation works.",
            "I can explain how decisions are made.",
            "I can show how a business case is read, and why some are sent back.",
            "I can open the budget of a ward line by line, and say which lines nobody has ever questioned.",
            "I can take my partner to the meeting where beds are closed. I think we ask the wrong question there, "
            "and would like to hear a better one.",
        ),
        "improved": (
            "We made many improvements last year.",
            "Letters took too long to go out.",
            "I changed who checks the letters, and they go out sooner.",
            "I let patients move their own appointments. Missed visits fell from 11 to 8 in a hundred in three months.",
            "I moved the pharmacy's last round to four o'clock with the two people who do it. Waiting for medicines "
            "fell by half; porters had more to do, which I had not thought of.",
        ),
        "share": (
            "My office.",
            "Meetings that are open to staff.",
            "The weekly meeting about waiting times.",
            "The Monday meeting where operations are put off, and an hour of the calls that follow.",
            "A day of complaints: reading them, ringing people back, and writing to the ward. Names stay in the "
            "room, and I would ask my partner what I did not hear.",
        ),
    },
}
"""By side and question, from thin to strong."""

PLANS = (
    "I will find the time.",
    "I hope to use quiet afternoons.",
    "Thursday afternoons are usually free of meetings.",
    "Wednesday mornings; a colleague covers, and my lead knows of it.",
    "Tuesday afternoons. Two of us cover each other, and in a bad week I move the hour within the month. My lead has "
    "agreed to that.",
)

COMMENTS = (
    "Little to go by.",
    "Clear about the reason, thin on the example.",
    "Says what was done and how it was counted.",
    "Would gain much from a partner, and says why.",
    "Well written; I looked for what stands behind it.",
)
