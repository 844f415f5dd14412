from django.urls import path

from kith.service.home.web import (
    demonstration_views,
    export_views,
    organisation_page,
    organisation_views,
    views,
)

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("organisations/<slug:organisation_slug>/", organisation_page.show, name="organisation"),
    path(
        "organisations/<slug:organisation_slug>/policies/", organisation_page.change_policies, name="policies"
    ),
    path(
        "organisations/<slug:organisation_slug>/rename/",
        organisation_views.rename,
        name="rename_organisation",
    ),
    path(
        "organisations/<slug:organisation_slug>/merge/", organisation_views.merge, name="merge_organisation"
    ),
    path(
        "organisations/<slug:organisation_slug>/split/", organisation_views.split, name="split_organisation"
    ),
    path("organisations/<slug:organisation_slug>/export/", export_views.export, name="export_organisation"),
    path(
        "organisations/<slug:organisation_slug>/export/progress/",
        export_views.progress_part,
        name="export_progress",
    ),
    path(
        "organisations/<slug:organisation_slug>/export/download/",
        export_views.download_export,
        name="download_export",
    ),
    path("demo/cohorts/<uuid:cohort_id>/say-yes/", demonstration_views.say_yes, name="demo_say_yes"),
    path("demo/cohorts/<uuid:cohort_id>/answer/", demonstration_views.answer, name="demo_answer"),
    path("demo/cohorts/<uuid:cohort_id>/meet/", demonstration_views.meet, name="demo_meet"),
    path("demo/cohorts/<uuid:cohort_id>/apply/", demonstration_views.apply, name="demo_apply"),
    path("demo/cohorts/<uuid:cohort_id>/judge/", demonstration_views.judge, name="demo_judge"),
    path(
        "demo/cohorts/<uuid:cohort_id>/applicants-answer/",
        demonstration_views.applicants_answer,
        name="demo_applicants_answer",
    ),
]
