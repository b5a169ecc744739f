"""The one door to every developer task: `python build/dev.py` lists them.

Standard library only, so that it works before anything is installed. This file is also read by a
Python that is too old, to tell it so; hence it stays plain, and the tasks are in `tasks.py`.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this very line is for the older ones
    sys.exit(
        "This project needs Python 3.11 or newer, and this is Python %d.%d (%s).\n"  # noqa: UP031
        "Start it again with a newer one, for example: python3.12 build/dev.py"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

from tasks import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
