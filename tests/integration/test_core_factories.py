import pytest
from tests.factories import (
    CohortFactory,
    CohortRoleFactory,
    MembershipFactory,
    PlaceFactory,
    StoredFileFactory,
)


@pytest.mark.django_db
def test_factories_make_rows_of_one_organisation():
    cohort = CohortFactory()
    assert cohort.definition.organisation == cohort.organisation
    assert CohortFactory(organisation=cohort.organisation).definition == cohort.definition
    assert PlaceFactory(cohort=cohort).cohort == cohort
    assert CohortRoleFactory(cohort=cohort).cohort == cohort
    assert MembershipFactory(organisation=cohort.organisation).organisation == cohort.organisation


@pytest.mark.django_db
def test_a_stored_file_keeps_what_it_was_given():
    with StoredFileFactory(data=b"abc").content.open() as content:
        assert content.read() == b"abc"
