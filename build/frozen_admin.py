"""Where the frozen `diabetes-admin` begins."""

import multiprocessing

from diabetes_desktop.bootstrap_admin import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # the model's process begins here too
    main()
