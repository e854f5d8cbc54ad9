"""`python -m seeddoc`: the command line."""

import sys

from seeddoc.cli import main

if __name__ == "__main__":
    sys.exit(main())
