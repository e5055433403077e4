"""`python -m clausegen`."""

import sys

if len(sys.argv) > 1 and sys.argv[1] == "essai-clauses":
    from clausegen.essai_temporaire import main
else:
    from clausegen.cli import main

main()
