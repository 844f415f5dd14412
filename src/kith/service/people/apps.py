from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kith.service.people"
    label = "people"
