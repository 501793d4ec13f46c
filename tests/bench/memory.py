"""How much memory a running local host takes, or this process; apart because several benches ask."""

import subprocess
from pathlib import Path

from tests.local_host import LocalHost


def rss_mb(host: LocalHost) -> float:
    kilobytes = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(host.pid)], capture_output=True, text=True, check=True
    )
    return int(kilobytes.stdout) / 1024


def own_kilobytes() -> int:
    """What this process holds itself, without the pages of files that it shares with the system's cache."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))
