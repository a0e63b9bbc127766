"""Where the bundle begins."""

import sys

from ui.main import main

sys.exit(main())
