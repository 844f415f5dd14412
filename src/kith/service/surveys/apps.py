from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "kith.service.surveys"
    label = "surveys"
