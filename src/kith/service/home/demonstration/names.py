"""Invented people. Names are put together at random; the addresses are of a domain that nobody can own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

GIVEN = (
    "Aisha", "Alan", "Amara", "Andrew", "Anjali", "Bola", "Bronwen", "Callum", "Carys", "Chidi", "Ciara", "Dafydd",
    "Deepa", "Eilidh", "Emeka", "Esther", "Fatima", "Fergus", "Femi", "Gita", "Grace", "Hamish", "Hana", "Huw",
    "Imran", "Iona", "Jamila", "Jun", "Kamal", "Kirsty", "Kwame", "Laila", "Lewis", "Mei", "Megan", "Mohan",
    "Nadia", "Niall", "Ngozi", "Omar", "Orla", "Priya", "Rhys", "Rosa", "Samir", "Sanjay", "Shona", "Tariq",
    "Tunde", "Usha", "Vera", "Wei", "Xin", "Yasmin", "Yusuf", "Zara",
)  # fmt: skip
FAMILY = (
    "Abbott", "Adeyemi", "Ahmed", "Balogun", "Barnes", "Bevan", "Bhatt", "Campbell", "Chen", "Clarke", "Das",
    "Davies", "Doyle", "Edwards", "Eze", "Farrell", "Fraser", "Gill", "Grant", "Griffiths", "Haddad", "Hughes",
    "Hussain", "Iqbal", "Jones", "Kaur", "Kelly", "Khan", "Lin", "Lloyd", "MacLeod", "Malik", "Mensah", "Morgan",
    "Nair", "Nowak", "Obi", "Okafor", "Osei", "Owen", "Patel", "Penry", "Quinn", "Rahman", "Reid", "Roberts",
    "Shah", "Singh", "Stewart", "Sutherland", "Thomas", "Walsh", "Wang", "Whitlock", "Wilson", "Yeo",
)  # fmt: skip
DOMAIN = "northernvale.example"


@dataclass(frozen=True, slots=True)
class Invented:
    name: str
    email: str


def people(rng: np.random.Generator) -> Iterator[Invented]:
    """One invented person after another, no two alike, in an order that the seed decides."""
    for number in rng.permutation(len(GIVEN) * len(FAMILY)):
        given, family = GIVEN[number % len(GIVEN)], FAMILY[number // len(GIVEN)]
        yield Invented(f"{given} {family}", f"{given}.{family}@{DOMAIN}".lower())
