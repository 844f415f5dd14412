"""Actions about questionnaires on paper: see ``whole_actions``."""

from __future__ import annotations

from tests.factories.running import Running
from tests.integration.whole_actions import MORE, Action
from tests.integration.whole_actions import Call as Doing

from kith.questionnaires.types import Instrument
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.paper.entering import OnPaper, type_in
from kith.service.surveys.domain.paper.sheets import find_sheet, print_sheets
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.models import PaperSheet


def sheet_of(made: Running, name: str = "Amina") -> PaperSheet:
    """Printed, of an open wave."""
    made.opened()
    invitation = made.invitation(name)
    (row,) = print_sheets(by=made.by, wave=invitation.wave, wanted={invitation.pk})
    return find_sheet(invitation.wave, row.code)


def filled(instrument: Instrument, point: int = 3, said: bool = True) -> OnPaper:
    """Every scale answered alike; the rest was left blank."""
    raw = {item.key: str(point) for item in instrument.items if item.kind == "scale"}
    blank = {item.key for item in instrument.items if item.kind.is_asked and item.key not in raw}
    return OnPaper(dict.fromkeys(Use, said), raw, blank)


def _print(made: Running) -> Doing:
    made.opened()
    invitation = made.invitation("Amina")
    return lambda: print_sheets(by=made.by, wave=invitation.wave, wanted={invitation.pk})


def _type(made: Running) -> Doing:
    sheet = sheet_of(made)
    paper = filled(instrument_of(sheet.invitation.wave))
    return lambda: type_in(by=made.by, sheet=sheet, paper=paper)


PAPER: dict[str, Action] = {
    "print_sheets": Action("surveys.print_paper", _print),
    "type_in": Action("surveys.type_in_paper", _type, MORE),
}
