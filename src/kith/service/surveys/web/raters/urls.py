from django.urls import path

from kith.service.surveys.web.raters import naming_views, rating_views

urlpatterns = [
    path("rate/<slug:secret>/", rating_views.rate, name="rate"),
    path("answer/<slug:secret>/raters/", naming_views.raters_by_link, name="raters_by_link"),
    path(
        "answer/<slug:secret>/raters/<uuid:rater_id>/take-back/",
        naming_views.take_back_by_link,
        name="take_back_rater_by_link",
    ),
    path("questionnaires/<uuid:invitation_id>/raters/", naming_views.raters, name="raters"),
    path(
        "questionnaires/<uuid:invitation_id>/raters/<uuid:rater_id>/take-back/",
        naming_views.take_back,
        name="take_back_rater",
    ),
]
