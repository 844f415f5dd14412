from django.urls import path

from kith.service.planning.web.views import comparing, files, listing, runs, screen

app_name = "planning"
SCENARIO = "planning/<uuid:scenario_id>/"
RUN = f"{SCENARIO}runs/<uuid:run_id>/"
urlpatterns = [
    path("planning/", listing.show, name="scenarios"),
    path("planning/new/", listing.new, name="scenario_new"),
    path(SCENARIO, screen.show, name="scenario"),
    path(f"{SCENARIO}save/", screen.save, name="save"),
    path(f"{SCENARIO}delete/", screen.delete, name="delete"),
    path(f"{SCENARIO}files/", files.show, name="files"),
    path(f"{SCENARIO}files/change/", files.change, name="change"),
    path(f"{SCENARIO}files.zip", files.take, name="take"),
    path(f"{SCENARIO}compare/", comparing.compare, name="compare"),
    path(f"{SCENARIO}runs/", runs.start, name="start"),
    path(RUN, runs.show, name="run"),
    path(f"{RUN}progress/", runs.progress_part, name="progress"),
    path(f"{RUN}stop/", runs.stop, name="stop"),
    path(f"{RUN}as/<slug:kind>/", runs.take, name="run_file"),
]
