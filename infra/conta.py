"""How the commands of `infra` take the name of a conta."""

import argparse
import re

_CONTA = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


def conta_slug(text: str) -> str:
    """An argparse type."""
    if not _CONTA.fullmatch(text):
        raise argparse.ArgumentTypeError("use de 2 a 40 letras minúsculas, números e hífens")
    return text
