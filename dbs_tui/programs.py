"""How other programs are started by one that Ctrl+Z can stop at any moment."""

import subprocess


def keep_stoppable() -> None:
    """Have threads start programs with ``fork``.

    With ``vfork``, which Python prefers on Linux, a thread sleeps in the kernel until its child runs its own program.
    Where Ctrl+Z stops the child before that, the thread stays there, the process is never wholly stopped, and the
    shell waits for it for ever. The documentation of ``subprocess`` names this switch.
    """
    subprocess._USE_VFORK = False  # type: ignore[misc]
