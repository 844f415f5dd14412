from __future__ import annotations

import hashlib

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from kith.service.core.models import Mail, Organisation, StoredFile


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Hospital {n}")
    slug = factory.Sequence(lambda n: f"hospital-{n}")
    contact_email = factory.LazyAttribute(lambda row: f"office@{row.slug}.example")


class MailFactory(DjangoModelFactory):
    class Meta:
        model = Mail

    organisation = factory.SubFactory(OrganisationFactory)
    to_address = factory.Sequence(lambda n: f"receiver-{n}@example.org")
    purpose = "tests.notice"
    subject = "About the programme"
    body = "Dear colleague,\n\nThe programme starts soon."
    send_after = factory.LazyFunction(timezone.now)
    once_key = factory.Sequence(lambda n: f"tests.notice:{n}")


class StoredFileFactory(DjangoModelFactory):
    """``data`` is what is in it."""

    class Meta:
        model = StoredFile

    class Params:
        data = b"name,email\nA. Nurse,a.nurse@example.org\n"

    organisation = factory.SubFactory(OrganisationFactory)
    name = "people.csv"
    media_type = "text/csv"
    content = factory.LazyAttribute(lambda row: ContentFile(row.data, name=row.name))
    bytes = factory.LazyAttribute(lambda row: len(row.data))
    sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.data).hexdigest())
