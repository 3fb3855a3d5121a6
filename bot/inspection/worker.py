"""The process that looks at files: `python -m bot.inspection.worker`. It reads jobs from its standard input and writes what it
finds to its standard output, one job after the other, and ends when there is none for a while.

It has no address of a database, no token and no secret in its environment; the time and the memory of a job are bounded, so
that a file that was made to break it ends this process and nothing else."""

import gc
import resource
import select
import sys
from collections.abc import Iterable
from time import perf_counter
from typing import IO

from bot.inspection.jobs import LENGTH, answered, job_from
from bot.inspection.looking import looks

MEMORY = 3 * 1024**3  # bytes of addresses; of these onnxruntime takes a third without using them
SECONDS = 30  # of the processor, for one job
READING = 8.0  # seconds after which no further line of a scan is read
IDLE = 300  # seconds without a job, after which the models' memory is given back
FILES = 64


def main() -> None:
    """Look at files until there are no more."""
    coming, going = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that says something must not say it to who reads what was found
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # nothing is written to any file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    while select.select([coming], [], [], IDLE)[0]:
        try:
            _one(coming, going)
        except EOFError:
            return


def _one(coming: IO[bytes], going: IO[bytes]) -> None:
    job, content = job_from(lambda: _frame(coming))
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
    begun = perf_counter()
    for look in looks(job, content, lambda: perf_counter() - begun < READING):
        _write(going, answered(look))
    del content
    gc.collect()


def _frame(coming: IO[bytes]) -> bytes:
    return _exactly(coming, LENGTH.unpack(_exactly(coming, LENGTH.size))[0])


def _exactly(coming: IO[bytes], length: int) -> bytes:
    found = coming.read(length)
    if len(found) < length:
        raise EOFError
    return found


def _write(going: IO[bytes], pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        going.write(piece)
    going.flush()


if __name__ == "__main__":
    main()
