"""What people send in is looked at once, in a process of its own: the summary's count, a scan's quality, and where a name or an
employer still stands. Nothing of it is kept but what was found; what is given back is held in memory for half an hour.

`Desk` is what others use. It gives the work to `worker`, a process with bounded time and memory, which begins in `looking`."""
