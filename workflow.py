"""`python workflow.py …` from a checkout: the same program as `lfnkr`."""

from lfnkr_i18n.cli import main

if __name__ == "__main__":
    main()
