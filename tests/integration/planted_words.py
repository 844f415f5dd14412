"""Who there is where ``planted_learning`` has planted words, and who may read which of them."""

from __future__ import annotations

from tests.access_samples import ALUMNUS, MEMBERS, OTHER_PARTICIPANT, PARTICIPANT

MENTOR, NEIGHBOUR, OTHER_NEIGHBOUR = "mentor", "one of another pair", "the other of another pair"
EX, GONE, ELSEWHERE = "who was blocked", "who gave up the place", "who holds every role elsewhere"
LEAD, DEPUTY = "lead of the cohort", "deputy of the cohort"
CONTACT = "second_contact of the cohort"
LEADS = frozenset({"lead of the organisation", LEAD, DEPUTY})
MINE = frozenset({PARTICIPANT})
PAIR = MINE | {OTHER_PARTICIPANT}
BEFORE, MENTORING = MINE | {EX}, MINE | {MENTOR}
NEIGHBOURS = frozenset({NEIGHBOUR, OTHER_NEIGHBOUR})
EVERYBODY_HERE = frozenset(MEMBERS) | {LEAD, DEPUTY, ALUMNUS}

MAY_READ = {
    "heliotrope": MINE,  # a reflection that nobody reads but its writer
    "periwinkle": PAIR,  # one that the partner reads
    "aubergine": MENTORING,  # one that the mentor reads
    "amaranthine": MINE | LEADS,  # one that those who run the programme read
    "vermilion": PAIR,  # a goal
    "cerulean": PAIR,  # how it came on
    "ultramarine": MINE,  # evidence: its title
    "celadon": MINE,  # its note
    "chartreuse": MINE,  # its file's content
    "gamboge": MINE,  # its file's name
    "magenta": PAIR,  # an agreement: goals
    "turquoise": PAIR,  # what somebody brings
    "indigo": PAIR,  # a clause
    "mauvepink": PAIR,  # ground rules
    "damask": PAIR,  # the next version, which nobody has proposed yet
    "sienna": PAIR,  # where the two meet
    "taupegrey": MENTORING,  # where a mentor and whom they mentor meet
    "ochreclay": BEFORE,  # what was agreed with a partner of before, whom one has blocked
    "fuchsia": BEFORE,  # a goal of then
    "saffron": BEFORE,  # where they would have met
    "malachite": NEIGHBOURS,  # what another pair of the cohort agreed
    "carmine": frozenset({GONE, NEIGHBOUR}),  # what somebody agreed who has given up their place
    "verdigris": PAIR,  # what a joint project is for
    "cochineal": PAIR,  # what came of it
    "madder": MINE | LEADS,  # a concern to those who run the programme
    "alizarin": MINE | LEADS,  # how its writer may be reached
    "bistre": MINE | LEADS,  # what they answered
    "cinnabar": MINE | {CONTACT},  # a concern past them
    "dyerswoad": MINE | {CONTACT},  # how its writer may be reached
    "orpiment": MINE | {CONTACT},  # what was answered
    "safflower": frozenset({EX}) | LEADS,  # a concern of the other one about the participant
    "gallnut": EVERYBODY_HERE,  # an alumnus's own line
    "realgar": EVERYBODY_HERE - {ALUMNUS, "viewer of the organisation"},  # for those who run programmes only
    "litmus": LEADS | {ALUMNUS},  # the words with which an alumnus is asked
    "sepiabrown": LEADS | {GONE},  # a spin-off that a participant suggested, not looked at yet
    "byssus": LEADS,  # a note to the next lead
}
"""Word: who may read it, anywhere. Nobody else may, on any page or paper, in any mail, copy or file."""
