from django.urls import URLPattern, path

from kith.service.learning.web.relating import together_views

urlpatterns: list[URLPattern] = [
    path("together/<uuid:relationship_id>/", together_views.show, name="together"),
]
