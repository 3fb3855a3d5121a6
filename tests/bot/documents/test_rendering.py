"""The process that draws pictures: it may break, and it outlives nobody."""

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from bot.documents.rendering import apart

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
SERVER = f"""
if __name__ == "__main__":
    import os
    from multiprocessing import active_children
    from bot.documents.rendering import apart
    apart({DRAWING!r}, ())
    print(active_children()[0].pid, flush=True)
    os.kill(os.getpid(), 9)
"""


def drawn_by() -> int:
    """The process that draws."""
    apart(DRAWING, ())
    return next(int(child.pid or 0) for child in active_children())


def test_a_process_that_breaks_costs_one_picture() -> None:
    os.kill(first := drawn_by(), signal.SIGKILL)
    with pytest.raises(OSError, match="not drawn"):
        apart(DRAWING, ())
    assert drawn_by() != first


def is_there(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked about is none."""
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().split()[2] != "Z"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_it_ends_with_a_server_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "server.py").write_text(SERVER)
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, str(tmp_path / "server.py")],
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
    )
    process, until = int(done.stdout), time.monotonic() + 10
    while is_there(process) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_there(process)
