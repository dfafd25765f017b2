"""`python -m chengwen`, and what the packaged program starts with."""

from chengwen.cli import main

raise SystemExit(main())
