"""What several tests need around processes."""

from __future__ import annotations

import signal


def interruptible() -> None:
    """To run in a child before its program: a suite started in the background passes on that it ignores Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
