from chengwen.cli import main

raise SystemExit(main())
