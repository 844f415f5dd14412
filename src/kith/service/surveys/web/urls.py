from django.urls import path

from kith.service.surveys.web import answering_views, key_views, own_views, past_views, wave_views
from kith.service.surveys.web.building import urls as building
from kith.service.surveys.web.files import urls as files
from kith.service.surveys.web.importing import urls as importing
from kith.service.surveys.web.offline import views as offline_views
from kith.service.surveys.web.paper import urls as paper
from kith.service.surveys.web.raters import urls as raters
from kith.service.surveys.web.shared import urls as shared

app_name = "surveys"
urlpatterns = [
    path("cohorts/<uuid:cohort_id>/questionnaires/", wave_views.waves, name="waves"),
    path("cohorts/<uuid:cohort_id>/questionnaires/response/", wave_views.response, name="response"),
    path("cohorts/<uuid:cohort_id>/questionnaires/key/", key_views.key, name="key"),
    path("cohorts/<uuid:cohort_id>/questionnaires/<uuid:wave_id>/", wave_views.wave, name="wave"),
    path(
        "cohorts/<uuid:cohort_id>/questionnaires/<uuid:wave_id>/preview/", wave_views.preview, name="preview"
    ),
    path("cohorts/<uuid:cohort_id>/questionnaires/<uuid:wave_id>/open/", wave_views.open_now, name="open"),
    path("cohorts/<uuid:cohort_id>/questionnaires/<uuid:wave_id>/close/", wave_views.close_now, name="close"),
    path(
        "cohorts/<uuid:cohort_id>/questionnaires/<uuid:wave_id>/past-answers/",
        past_views.past_answers,
        name="past_answers",
    ),
    path(
        "cohorts/<uuid:cohort_id>/questionnaires/<uuid:wave_id>/past-answers/template.xlsx",
        past_views.past_template,
        name="past_template",
    ),
    path("organisations/<slug:organisation_slug>/questionnaires/", own_views.own, name="own"),
    path(
        "organisations/<slug:organisation_slug>/questionnaires/<slug:slot>/", own_views.fill, name="fill_slot"
    ),
    *building.urlpatterns,
    *paper.urlpatterns,
    *shared.urlpatterns,
    *importing.urlpatterns,
    *raters.urlpatterns,
    *files.urlpatterns,
    path("answer/<slug:secret>/", answering_views.start_by_link, name="answer_by_link"),
    path("answer/<slug:secret>/worker.js", offline_views.worker, name="device_worker"),
    path("answer/<slug:secret>/without-a-line/", offline_views.page, name="device_page"),
    path("answer/<slug:secret>/deliver-answers/", offline_views.deliver_answers, name="deliver"),
    path("answer/<slug:secret>/<str:step_key>/", answering_views.step_by_link, name="step_by_link"),
    path("questionnaires/<uuid:invitation_id>/", answering_views.start, name="answer"),
    path("questionnaires/<uuid:invitation_id>/on-this-device/", offline_views.own_link, name="own_link"),
    path("questionnaires/<uuid:invitation_id>/<str:step_key>/", answering_views.step, name="step"),
]
