"""The sample case with which the first start begins; its title says that it is one."""

from __future__ import annotations

from witnessmark.clock import now, zone
from witnessmark.intake.acquire import from_bytes
from witnessmark.intake.ways import DRAWN, SAMPLES
from witnessmark.records import Acquisition
from witnessmark_gui.jobs import Order
from witnessmark_resources import samples


def sample_order(by: str) -> Order:
    """The first of the samples that travel with the program, as something to take in."""
    sample = samples.catalogue()[0]
    acquisition = Acquisition(
        how=DRAWN,
        at=now(),
        zone=zone(),
        by=by or None,
        obtained_from=SAMPLES,
        claimed_date=sample.claimed_date,
    )
    return Order((from_bytes(sample.data(), sample.file),), acquisition, sample.title, draft=False)
