from __future__ import annotations

from django.urls import URLPattern, path

from kith.service.recruitment.web import file_views
from kith.service.recruitment.web.reviewing import review_views, reviewer_views

urlpatterns: list[URLPattern] = [
    path("cohorts/<uuid:cohort_id>/reviewers/", reviewer_views.show, name="reviewers"),
    path("cohorts/<uuid:cohort_id>/reviewers/add/", reviewer_views.add, name="add_reviewer"),
    path("cohorts/<uuid:cohort_id>/reviewers/share-out/", reviewer_views.share_out, name="share_out"),
    path(
        "cohorts/<uuid:cohort_id>/reviewers/<uuid:reviewer_id>/end/", reviewer_views.end, name="end_reviewer"
    ),
    path("reviews/", review_views.mine, name="reviews"),
    path("reviews/<uuid:review_id>/", review_views.write, name="review"),
    path("reviews/<uuid:review_id>/files/<uuid:file_id>/", file_views.of_review, name="review_file"),
    path("reviews/<uuid:review_id>/stand-down/", review_views.stand_down, name="stand_down"),
]
