from django.apps import AppConfig


class MatchesConfig(AppConfig):
    name = "kith.service.matches"
    label = "matches"
