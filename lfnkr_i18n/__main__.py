"""`python -m lfnkr_i18n`: the same program as `lfnkr`."""

from lfnkr_i18n.cli import main

if __name__ == "__main__":
    main()
