"""Mesa's part, in Mesa's environment: agents that age, leave and retire for 30 years."""

from __future__ import annotations

import json
import sys
import time

import mesa


class Worker(mesa.Agent):
    def __init__(self, model: mesa.Model, age: int) -> None:
        super().__init__(model)
        self.age = age

    def step(self) -> None:
        if (
            self.random.random() < self.model.retire[self.age]
            or self.random.random() < self.model.leave[self.age]
        ):
            self.remove()
            return
        self.age += 1
        if self.age == 55:
            self.remove()


class Workforce(mesa.Model):
    def __init__(self, people: int) -> None:
        super().__init__(seed=1)
        self.retire = [0.0] * 51 + [0.05, 0.1, 0.3, 1.0]
        self.leave = [0.07] * 55
        for _ in range(people):
            Worker(self, self.random.randrange(55))

    def step(self) -> None:
        for _ in range(len(self.agents) // 14):
            Worker(self, self.random.randrange(3))
        self.agents.shuffle_do("step")


people = json.load(sys.stdin)["people"]
model = Workforce(people)
lived = 0
start = time.perf_counter()
for _ in range(30):
    lived += len(model.agents)
    model.step()
print(json.dumps({"microseconds": (time.perf_counter() - start) / lived * 1e6}))
