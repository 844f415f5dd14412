from __future__ import annotations

from django.urls import path

from kith.service.learning.web.reflecting import reflection_views, sharing_views

ONE = "reflections/<uuid:reflection_id>/"

urlpatterns = [
    path("reflections/", reflection_views.mine, name="reflections"),
    path("reflections/shared/", reflection_views.shared, name="shared_reflections"),
    path("reflections/new/", reflection_views.write, name="new_reflection"),
    path("reflections/kept/", reflection_views.kept, name="kept"),
    path(ONE, reflection_views.read, name="reflection"),
    path(f"{ONE}change/", reflection_views.change, name="change_reflection"),
    path(f"{ONE}delete/", reflection_views.delete, name="delete_reflection"),
    path(f"{ONE}share/", sharing_views.share, name="share_reflection"),
    path(f"{ONE}share/<uuid:share_id>/", sharing_views.take_back, name="take_back_reflection"),
]
