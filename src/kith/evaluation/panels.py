"""Reviewers' scores become a ranking, with the uncertainty it has and its ties shown as ties."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from kith.evaluation.panel_agreement import agreements
from kith.evaluation.panel_model import Fit, fit_plain, fit_severity, is_connected
from kith.evaluation.panel_ranks import Asked, ranked
from kith.evaluation.panel_reviews import Reviews, reviews_of
from kith.evaluation.panel_types import WIDE, Adjust, Cut, PanelData, PanelResult, Severity
from kith.evaluation.types import Remark
from kith.foundation.faults import Parameter
from kith.foundation.provenance import hash_value, provenance
from kith.foundation.seeds import generator
from kith.statistics.types import Estimate

DRAWS = 1_000
MOST_DRAWN = 2_000_000  # applicants times draws
LEAST_DRAWS = 400  # then an end of a 95% interval rests on ten draws
METHOD = "evaluation.panel"


def rank_panel(
    data: PanelData,
    *,
    seed: int,
    adjust: Adjust = Adjust.SEVERITY,
    level: float = 0.95,
    wide: float = WIDE,
    draws: int | None = None,
) -> PanelResult:
    """The ranking of each list, what it rests on, and how far the reviewers agree.

    A review's total is the weighted mean of its criteria's shares of their points, 0-100. An applicant's
    total is by default adjusted for the severity of the reviewers they happened to have: least squares
    of "applicant plus reviewer" on all reviews. The spread about that model is pooled over all applicants,
    which is why two or three reviews give a standard error at all; the interval is that of t. Nothing is
    drawn towards the mean. Where reviewers cannot be compared (no applicant links them) or nothing is left
    to estimate the spread from, totals are plain means and a remark says so.

    A rank's interval holds the ranks of totals redrawn with their errors, those included that applicants
    share through a reviewer (Goldstein and Spiegelhalter).

    Parameters
    ----------
    seed
        Of the draws for rank intervals and of the bootstrap for agreement.
    adjust
        ``NONE`` ranks by plain means; their error then includes what reviewers differ in.
    wide
        Reviews this many points of 100 apart or more are flagged.
    draws
        Of ranks; by default 1,000, fewer (not below 400) from 2,000 applicants on.

    Raises
    ------
    KithError
        With every fault of the criteria and scores.

    References
    ----------
    Brennan RL (2001). Generalizability Theory, Springer, chapters 3 and 7.
    Goldstein H, Spiegelhalter DJ (1996). J R Stat Soc A 159:385-443, 10.2307/2983325, section 4.
    Linacre JM (1989). Many-Facet Rasch Measurement, MESA Press (severity as a facet of its own).

    >>> from kith.evaluation.panel_types import Criterion, Score
    >>> given = {("a", "r"): 4, ("a", "s"): 2, ("b", "s"): 3, ("b", "t"): 4, ("c", "t"): 2, ("c", "r"): 3}
    >>> scores = tuple(Score(who, by, "drive", points) for (who, by), points in given.items())
    >>> result = rank_panel(PanelData((Criterion("drive", 4),), scores), seed=1)
    >>> [(one.applicant, one.rank, one.plain, round(one.total, 1)) for one in result.ranking]
    [('b', 1, 87.5, 100.0), ('a', 2, 75.0, 75.0), ('c', 3, 62.5, 50.0)]
    """
    reviews = reviews_of(data)
    draws = draws or max(LEAST_DRAWS, min(DRAWS, MOST_DRAWN // max(1, len(reviews.applicants))))
    remarks = _remarks(reviews)
    if not len(reviews.total):
        fit, adjusted = None, False
    else:
        fit, adjusted, refused = _fit(reviews, adjust)
        remarks += refused
    ranking = () if fit is None else ranked(data, reviews, fit, Asked(level, wide, draws, seed))
    rng = generator(seed, METHOD, "agreement")
    return PanelResult(
        ranking=ranking,
        severities=() if fit is None else _severities(reviews, fit, adjusted, level),
        agreement=agreements(reviews, data.criteria, rng, level) if len(reviews.total) else (),
        widest=tuple(
            one.applicant
            for one in sorted(ranking, key=lambda one: (-(one.spread or 0.0), one.applicant))
            if one.is_wide
        ),
        adjusted=adjusted,
        method=f"evaluation.panel.method.{'severity' if adjusted else 'plain'}",
        level=level,
        wide=wide,
        residual_sd=None if fit is None or fit.variance is None else float(np.sqrt(fit.variance)),
        freedom=0 if fit is None else max(0, fit.freedom),
        remarks=tuple(remarks),
        provenance=provenance(
            METHOD, inputs={"scores": hash_value(_canonical(data))}, seed=seed, libraries=("numpy", "scipy")
        ),
    )


def at_cut(result: PanelResult, places: int, name: str = "") -> Cut:
    """Who of one list is clearly in, who is clearly out, and who cannot be told apart at the cut.

    ``clear`` have every rank of their interval within the places, ``out`` none, ``undecided`` are the rest.
    Without intervals only an exact tie across the cut is undecided. All three are in order of rank.
    """
    if places < 0:
        raise ValueError("places are 0 or more")
    listed = result.of_list(name)
    clear: list[str] = []
    undecided: list[str] = []
    out: list[str] = []
    for one in listed:
        worst = one.rank_high if one.rank_high is not None else one.rank + len(one.tied_with)
        best = one.rank_low if one.rank_low is not None else one.rank
        kind = clear if worst <= places else out if best > places else undecided
        kind.append(one.applicant)
    tied = tuple(one.applicant for one in listed if one.rank <= places < one.rank + len(one.tied_with))
    return Cut(name, places, tuple(clear), tuple(undecided), tuple(out), tied)


def _remarks(reviews: Reviews) -> list[Remark]:
    found = []
    if reviews.unfinished:
        found.append(_remark("unfinished", n=reviews.unfinished))
    once = int((np.bincount(reviews.applicant) == 1).sum()) if len(reviews.total) else 0
    if once:
        found.append(_remark("one_review", n=once))
    if not len(reviews.total):
        found.append(_remark("nothing"))
    return found


def _fit(reviews: Reviews, adjust: Adjust) -> tuple[Fit, bool, list[Remark]]:
    plain = fit_plain(reviews.applicant, reviews.total)
    refused: list[Remark] = []
    fit, adjusted = plain, False
    if adjust is Adjust.SEVERITY and len(reviews.reviewers) > 1:
        if not is_connected(reviews.applicant, reviews.reviewer):
            refused.append(_remark("disconnected"))
        else:
            found = fit_severity(reviews.applicant, reviews.reviewer, reviews.total)
            if found.variance is None:
                refused.append(_remark("too_few_to_adjust"))
            else:
                fit, adjusted = found, True
    if fit.variance is None:
        refused.append(_remark("no_error"))
    return fit, adjusted, refused


def _remark(code: str, **params: Parameter) -> Remark:
    return Remark(f"evaluation.panel.{code}", MappingProxyType(params))


def _severities(reviews: Reviews, fit: Fit, adjusted: bool, level: float) -> tuple[Severity, ...]:
    from scipy.special import stdtrit

    count = np.bincount(reviews.reviewer)
    found = []
    for place, reviewer in enumerate(reviews.reviewers):
        points = None
        if adjusted and fit.variance is not None:
            value = -float(fit.reviewers[place]) + 0.0
            error = float(np.sqrt(fit.variance * max(0.0, fit.reviewer_unit[place])))
            reach = float(stdtrit(fit.freedom, (1.0 + level) / 2.0)) * error
            code = "evaluation.panel.method.severity"
            points = Estimate(value, value - reach, value + reach, level, int(count[place]), code)
        found.append(Severity(reviewer, int(count[place]), points))
    return tuple(found)


def _canonical(data: PanelData) -> dict[str, object]:
    return {
        "criteria": [[one.key, one.minimum, one.maximum, one.weight] for one in data.criteria],
        "scores": sorted([one.applicant, one.reviewer, one.criterion, one.score] for one in data.scores),
        "lists": sorted(data.lists.items()),
    }
