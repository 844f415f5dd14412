"""What stands at the end of the section: what the file held, and how the test was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from kith.publishing.blocks import Block, BulletList, Callout, CalloutKind, Details, Paragraph
from kith.workforce.backtest.types import BackTest
from kith.workforce.speaking import Speaker, percent


def quality_blocks(result: BackTest, speaker: Speaker) -> Iterator[Block]:
    """Everything odd that was counted, with what was done about it."""
    say, q = speaker.say, result.quality
    counts = {name: f"{value:,}" for name, value in asdict(q).items()}
    said = [say(f"quality.{code}", **counts) for code in ("rows", "series", "gaps", "repeats", "breaks")]
    yield BulletList(tuple(said), say("quality.lead"))
    yield Callout(CalloutKind.INSET, (say("never"),))


def method_details(result: BackTest, speaker: Speaker) -> Details:
    """Origins, method, widths, and what the halves chose."""
    say, calibration = speaker.say, result.calibration
    chosen = "; ".join(
        f"{say(f'method.{method}')} {times}" for method, times in result.methods_chosen.items()
    )
    scales = "; ".join(f"{say(f'scale.{scale}')} {times}" for scale, times in result.scales_chosen.items())
    return Details(
        say("details.method"),
        (
            Paragraph(say("method.origins", window=calibration.window, least=calibration.least_points)),
            Paragraph(
                say(
                    "method.shrunk",
                    weight=percent(calibration.weight, 0),
                    pooled=percent(calibration.pooled),
                )
            ),
            Paragraph(say("method.conformal")),
            Paragraph(say("method.chosen", methods=chosen, scales=scales)),
        ),
    )
