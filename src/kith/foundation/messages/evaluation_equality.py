"""Sentences about equality of access: ethnic categories, the four-fifths rule, WRES, the workforce."""

from kith.foundation.messages import gettext_noop as _

ETHNIC = {
    # NHS Data Dictionary, ETHNIC CATEGORY CODE
    "evaluation.ethnic.A": _("White: British"),
    "evaluation.ethnic.B": _("White: Irish"),
    "evaluation.ethnic.C": _("White: any other White background"),
    "evaluation.ethnic.D": _("Mixed: White and Black Caribbean"),
    "evaluation.ethnic.E": _("Mixed: White and Black African"),
    "evaluation.ethnic.F": _("Mixed: White and Asian"),
    "evaluation.ethnic.G": _("Mixed: any other mixed background"),
    "evaluation.ethnic.H": _("Asian or Asian British: Indian"),
    "evaluation.ethnic.J": _("Asian or Asian British: Pakistani"),
    "evaluation.ethnic.K": _("Asian or Asian British: Bangladeshi"),
    "evaluation.ethnic.L": _("Asian or Asian British: any other Asian background"),
    "evaluation.ethnic.M": _("Black or Black British: Caribbean"),
    "evaluation.ethnic.N": _("Black or Black British: African"),
    "evaluation.ethnic.P": _("Black or Black British: any other Black background"),
    "evaluation.ethnic.R": _("Other ethnic groups: Chinese"),
    "evaluation.ethnic.S": _("Other ethnic groups: any other ethnic group"),
    "evaluation.ethnic.Z": _("Not stated"),
    "evaluation.ethnic.99": _("Not known"),
}

EQUALITY = {
    # Refusals
    "evaluation.equality.nobody_went_on": _(
        "Nobody of any group went on, so there is no highest share to compare with. Report the counts."
    ),
    "evaluation.equality.no_staff": _(
        "The workforce has nobody in this group, so a share of it is not defined. Check the workforce's numbers."
    ),
    "evaluation.equality.wres.nobody": _(
        "A relative likelihood needs people in both groups. White: {white}, BME: {bme}. Report the counts."
    ),
    "evaluation.equality.wres.none_went_on": _(
        "Nobody of the BME group went on, so the relative likelihood is not defined. Report the counts."
    ),
    # The four-fifths rule
    "evaluation.equality.four_fifths.fails_chance": _(
        "The four-fifths rule is failed, but groups this size differ so much by chance alone (exact test, p ="
        " {p})."
    ),
    "evaluation.equality.four_fifths.fails_differs": _(
        "The four-fifths rule is failed, and the groups differ by more than chance would make likely (exact"
        " test, p = {p})."
    ),
    "evaluation.equality.four_fifths.passes_chance": _(
        "The four-fifths rule is passed, and the difference is no more than chance would make (exact test, p ="
        " {p}). With few people that is not a proof of equal chances."
    ),
    "evaluation.equality.four_fifths.passes_differs": _(
        "The four-fifths rule is passed, and yet the groups differ by more than chance would make likely"
        " (exact test, p = {p})."
    ),
    "evaluation.equality.four_fifths.false_alarm": _(
        "The rule misleads with so few people: two groups of these sizes with exactly equal chances would"
        " fail it {share} of the time."
    ),
    # WRES
    "evaluation.equality.wres.implausible": _(
        "A relative likelihood of {ratio} is hardly possible. It is a ratio, where 1 means equally likely, and"
        " never a percentage. Check the units and the counts before anyone sees it."
    ),
    "evaluation.equality.wres.either_way": _(
        "The plausible range goes from {low} to {high}, so either group may have been the likelier."
    ),
    "evaluation.equality.wres.international": _(
        "Recruitment from abroad moves this figure without anything changing for staff who are here:"
        " shortlists then hold many people whom this question is not about. Read it beside every stage, not"
        " alone."
    ),
    "evaluation.equality.wres.approximate": _(
        "The workforce is that of one day and the places are those of these cohorts, so people who joined or"
        " left between are in one and not the other."
    ),
    "evaluation.equality.wres.kept_back": _(
        "A number that this figure needs is kept back to protect people, so the figure is not given."
    ),
    "evaluation.equality.wres.stage_not_shown": _(
        "A stage that this figure needs is not shown, because too few people reached it or left before it."
    ),
    "evaluation.equality.wres.no_workforce": _("Upload the workforce by ethnic category to see this figure."),
    "evaluation.equality.wres.more_than_all": _(
        "More people took part than the workforce has in this group. Check the workforce's numbers."
    ),
    "evaluation.method.representation": _(
        "The group's share with the exact interval of Clopper and Pearson, beside its share of the workforce,"
        " which is counted whole."
    ),
}

MESSAGES = {**ETHNIC, **EQUALITY}
