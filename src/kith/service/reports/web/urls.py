from django.urls import path

from kith.service.reports.web.planning import views as planning
from kith.service.reports.web.running_notes import views as notes
from kith.service.reports.web.views import data, list_and_make, place, show

app_name = "reports"
ONE = "cohorts/<uuid:cohort_id>/reports/<uuid:report_id>/"
urlpatterns = [
    path("cohorts/<uuid:cohort_id>/reports/", list_and_make.reports, name="reports"),
    path("cohorts/<uuid:cohort_id>/reports/make/", list_and_make.make, name="make"),
    path("cohorts/<uuid:cohort_id>/reports/plan/", planning.plan, name="plan"),
    path("cohorts/<uuid:cohort_id>/reports/plan/write/", planning.write, name="plan_write"),
    path("cohorts/<uuid:cohort_id>/reports/plan/freeze/", planning.freeze, name="plan_freeze"),
    path("cohorts/<uuid:cohort_id>/reports/plan/differs/", planning.deviate, name="plan_deviate"),
    path("cohorts/<uuid:cohort_id>/reports/plan/plan.frozen.json", planning.frozen, name="plan_frozen"),
    path("cohorts/<uuid:cohort_id>/report-notes/", notes.notes, name="notes"),
    path("cohorts/<uuid:cohort_id>/report-notes/add/<slug:kind>/", notes.add, name="note_add"),
    path("cohorts/<uuid:cohort_id>/report-notes/once/", notes.whole, name="notes_whole"),
    path("cohorts/<uuid:cohort_id>/report-notes/<uuid:note_id>/take-back/", notes.drop, name="note_drop"),
    path(ONE, show.report, name="report"),
    path(f"{ONE}progress/", show.progress_part, name="progress"),
    path(f"{ONE}stop/", show.stop, name="stop"),
    path(f"{ONE}publish/", show.publish, name="publish"),
    path(f"{ONE}report.pdf", show.pdf, name="pdf"),
    path(f"{ONE}report.docx", show.word, name="word"),
    path(f"{ONE}report.html", show.document, name="document"),
    path(f"{ONE}bundle.zip", data.bundle, name="bundle"),
    path(f"{ONE}lines.zip", data.lines, name="lines"),
    path("places/<uuid:place_id>/report/", place.report, name="place_report"),
    path("places/<uuid:place_id>/report.pdf", place.pdf, name="place_pdf"),
    path("places/<uuid:place_id>/report.zip", place.bundle, name="place_bundle"),
]
