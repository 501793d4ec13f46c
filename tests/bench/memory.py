"""How much memory a running local host takes; apart because several benches ask."""

import subprocess

from tests.local_host import LocalHost


def rss_mb(host: LocalHost) -> float:
    kilobytes = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(host.pid)], capture_output=True, text=True, check=True
    )
    return int(kilobytes.stdout) / 1024
