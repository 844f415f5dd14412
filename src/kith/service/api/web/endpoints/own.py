"""What a token is, and where its person holds roles."""

from __future__ import annotations

from ninja import Query, Router

from kith.service.api.domain.queries import organisations_seen
from kith.service.api.web import schemas
from kith.service.api.web.access import ApiRequest, by_token, lists
from kith.service.api.web.answers import answers
from kith.service.api.web.paging import Paging, page_of
from kith.service.core.domain.permissions import Permission as P
from kith.service.people.domain.queries import roles_in_organisation

router = Router(tags=["You"])


@router.get("me", response=answers(schemas.Me))
@by_token
def me(request: ApiRequest) -> schemas.Me:
    """Whose token this is, what it may read, and until when."""
    person, token = request.user, request.auth
    about = schemas.TokenAbout(
        name=token.name,
        prefix=token.prefix,
        scopes=token.scopes,
        organisation_id=token.organisation_id,
        expires_at=token.expires_at,
    )
    return schemas.Me(
        id=person.pk, name=person.name, language=person.language, time_zone=person.time_zone, token=about
    )


@router.get("organisations", response=answers(schemas.Organisations))
@lists(P.ORGANISATION_SEE)
def organisations(request: ApiRequest, paging: Query[Paging]) -> schemas.Organisations:
    """The organisations in which you hold a role."""
    rows, following = page_of(organisations_seen(request.auth), paging)
    items = [
        schemas.Organisation(
            id=one.pk,
            slug=one.slug,
            name=one.name,
            kind=one.kind,
            time_zone=one.time_zone,
            language=one.language,
            is_synthetic=one.is_synthetic,
            roles=sorted(roles_in_organisation(request.user, one)),
        )
        for one in rows
    ]
    return schemas.Organisations(items=items, next_cursor=following)
