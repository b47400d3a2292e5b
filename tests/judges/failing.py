"""A judge that fails, for the test of what is said then."""

import sys

sys.exit("nothing can be read")
