"""A worker process for the test that kills it: three steps, the second hangs on the first run."""

import os
import sys
import time

import django
from django.core.management import call_command


def register():
    from pathlib import Path

    from kith.service.core.domain import jobs
    from kith.service.core.models import PolicyThreshold

    mark = Path(os.environ["KITH_HOME"]) / "steps"

    @jobs.job("tests.three_steps")
    def three_steps(run, *, organisation_id):
        first = (run.checkpoint or {"next": 1})["next"]
        for step in range(first, 4):
            with mark.open("a") as steps:
                steps.write(f"{step}\n")
            if step == 2 and run.job.attempts == 1:
                time.sleep(86_400)
            run.save_checkpoint({"next": step + 1})
            run.progress(step, 3, "tests.step")
        with run.finishing() as result:
            PolicyThreshold.objects.create(organisation_id=organisation_id, key="tests.result", value=first)
            result["from"] = first


def main():
    django.setup()
    register()
    if sys.argv[1] == "ask":
        from django.db import transaction
        from installations import TABLES

        from kith.service.core.domain import jobs
        from kith.service.core.domain.actors import Actor
        from kith.service.core.models import Organisation

        exec(TABLES)
        with transaction.atomic():
            organisation = Organisation.objects.create(name="Hospital", slug="hospital")
            args = {"organisation_id": str(organisation.pk)}
            jobs.enqueue(
                by=Actor.system("test"), name="tests.three_steps", args=args, organisation=organisation
            )
    else:
        call_command("worker")


if __name__ == "__main__":
    main()
