"""What invented people write for themselves, and the goals that their partners see."""

from __future__ import annotations

from kith.service.home.demonstration import together_words as words
from kith.service.home.demonstration.moments import day, moment
from kith.service.home.demonstration.two import Two
from kith.service.learning.domain.reflecting import goals, sharing
from kith.service.learning.domain.reflecting import writing as own
from kith.service.learning.models import Goal, GoalStep, Reflection, ReflectionShare
from kith.service.people.models import Person

CHINESE = "zh-hans"


class Writing:
    """``shown``: the two who can be signed in as. ``fading``: the clinician of this pair reads Chinese."""

    def __init__(self, shown: Two, fading: Two) -> None:
        self.shown, self.fading = shown, fading

    def all_of_it(self) -> None:
        for number, (prompt, text, is_shared) in enumerate(words.REFLECTIONS):
            row = self.writes(self.shown, text, prompt, ago=68 - 27 * number)
            if is_shared:
                sharing.share(
                    by=self.shown.acts(0),
                    reflection=row,
                    reader=ReflectionShare.With.PARTNER,
                    relationship_id=self.shown.row.pk,
                )
        for text, progress, note in words.GOALS:
            self.aims(0, text, progress, note)
        self.aims(1, *words.PARTNER_GOAL)
        person = self.fading.members[0].person
        Person.objects.filter(pk=person.pk).update(language=CHINESE)
        self.writes(self.fading, words.REFLECTION_IN_CHINESE, "", ago=9)

    def writes(self, two: Two, text: str, prompt: str, *, ago: int) -> Reflection:
        row = own.write(by=two.acts(0), place=two.place(0), text=text, prompt=prompt)
        Reflection.objects.filter(pk=row.pk).update(written_on=day(ago), created_at=moment(ago))
        return row

    def aims(self, who: int, text: str, progress: str, note: str) -> None:
        by = self.shown.acts(who)
        goal = goals.add_goal(by=by, relationship=self.shown.row, words=text, by_when=day(-45))
        goals.step_goal(by=by, goal=goal, progress=Goal.Progress.STARTED, note="")
        goals.step_goal(by=by, goal=goal, progress=progress, note=note)
        Goal.objects.filter(pk=goal.pk).update(created_at=moment(90))
        for step, ago in zip(GoalStep.objects.filter(goal=goal).order_by("pk"), (60, 14), strict=True):
            GoalStep.objects.filter(pk=step.pk).update(created_at=moment(ago))
