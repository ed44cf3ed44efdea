"""`python -m launch.server …`: `rasa …` with our repairs and with logs that never hold what people wrote."""

from __future__ import annotations

import logging
import os
import sys


def quiet() -> None:
    """Switch off telemetry and keep user text out of the logs: Rasa's structured events carry it at DEBUG."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("LOG_LEVEL_LIBRARIES", "ERROR")


def main() -> None:
    """Run Rasa's command line with the given arguments."""
    quiet()
    sys.path.insert(0, os.getcwd())
    from rasa.__main__ import main as rasa_main

    from launch.repairs import repair

    repair()
    logging.getLogger("rasa").setLevel(logging.INFO)
    sys.argv[0] = "rasa"
    rasa_main()


if __name__ == "__main__":
    main()
