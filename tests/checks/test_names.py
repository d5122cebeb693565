"""Names of checks, which are known before any check is loaded."""

from __future__ import annotations

from lfnkr_i18n.checks import CHECK_NAMES, CHECKS, POST_CHECK_NAMES, POST_CHECKS


def test_every_check_has_its_name_in_the_order_in_which_it_is_asked() -> None:
    assert (tuple(CHECKS), tuple(POST_CHECKS)) == (CHECK_NAMES, POST_CHECK_NAMES)
