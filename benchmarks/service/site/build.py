"""``python -m benchmarks.service.site.build``: the database of the benchmark; prints its pages as JSON."""

from __future__ import annotations

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.service.site.settings")
os.environ["KITH_BENCH_ENVIRONMENT"] = "development"  # for the demonstration's loader, here only


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.service.site import crowd, journey
    from kith.service.cohorts.models import DefinitionVersion
    from kith.service.home.demonstration.load import load

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load(lambda said: print(said, file=sys.stderr))
    pages, cookies = journey.lay_out()
    crowd.fill(DefinitionVersion.objects.earliest("created_at"))
    _analyse()
    json.dump({"pages": [page.to_json() for page in pages], "cookies": cookies}, sys.stdout)


def _analyse() -> None:
    """What a database in use has done long since."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
