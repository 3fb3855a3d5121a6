"""kill -9 under load; `python -m bench.telegram --kills 50` does it 50 times."""

from bench.kills import survive


async def test_a_process_that_is_killed_loses_nothing_and_doubles_nothing_that_can_be_known() -> None:
    tally = await survive(kills=3, seed=3)
    assert tally.asked > 20 and tally.wrong == []
