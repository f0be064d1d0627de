"""`python -m eval`: measure, compare with the floors."""

import sys

from eval.gate import main

sys.exit(main())
