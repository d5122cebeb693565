#!/bin/sh
# Make .venv with the package in it: `tools/setup.sh run`, or `tools/setup.sh test` for the tools of the tests too.
# Needs Python >= 3.11 only; says which system package is missing, and installs it where it may (root on Debian/Ubuntu).
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

apt() { # apt PACKAGE…: install where we may, else fail
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "Installing the system package(s) $* …"
    install="env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends"
    { $install "$@" || { apt-get update -q && $install "$@"; }; } >&2
}

find_python() { # the first Python of version 3.11 or later
    for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    say "lfnkr needs Python 3.11 or later, and found none."
    say "  Debian 12, Ubuntu 24.04 or later: sudo apt-get install python3 python3-venv"
    say "  macOS: brew install python, or the installer from https://www.python.org/downloads/"
    say "  Then run make again, or name it: make PYTHON=/path/to/python3"
    exit 1
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        apt "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv" || apt python3-venv || {
            say "Python's venv module is missing. Debian/Ubuntu: sudo apt-get install python3-venv"
            exit 1
        }
    fi
    "$python" -m venv .venv
}

need_gettext() { # the tests hold what we read and write against GNU gettext
    command -v msgfmt >/dev/null || apt gettext || {
        say "The tests need GNU gettext (msgfmt, msgcat, msgmerge, xgettext)."
        say "  Debian/Ubuntu: sudo apt-get install gettext      macOS: brew install gettext"
        exit 1
    }
}

need_wordpress() { # the tests hold posts against a real WordPress; without one those tests are skipped
    [ -f /usr/share/wordpress/wp-load.php ] && command -v php >/dev/null && command -v mariadbd >/dev/null && return
    packages="wordpress wordpress-theme-twentytwentythree php-cli php-xml php-mbstring php-mysql mariadb-server"
    policy=/usr/sbin/policy-rc.d # says no: the tests start what they need, no service is wanted
    [ "$(id -u)" = 0 ] && [ ! -e $policy ] && printf '#!/bin/sh\nexit 101\n' >$policy && chmod 755 $policy && ours=yes
    # shellcheck disable=SC2086 # a list of words
    apt $packages || say "The tests with a real WordPress will be skipped. Debian/Ubuntu: sudo apt-get install $packages"
    [ -z "${ours:-}" ] || rm $policy
}

.venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || make_venv
pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 .venv/bin/python -m pip"
case "${1:-run}" in
    run) $pip install -q -e . ;;
    test) need_gettext; need_wordpress; $pip install -q -e '.[dev]' ;;
    *) say "usage: tools/setup.sh [run|test]"; exit 2 ;;
esac
