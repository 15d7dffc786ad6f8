#!/usr/bin/env bash
# Run the suite in every surroundings in which it must hold, and tell of each in a line.
#
#   tests/anywhere.sh              all of them; that takes hours
#   tests/anywhere.sh together     what can be had at once, in one run
#   tests/anywhere.sh busy bare    these
#
# ARGS are for pytest (ARGS=tests/terminal), PYTHON makes the environments that are needed.
set -uo pipefail
cd "$(dirname "$0")/.."

all=(busy background bare umask east west dumb norwegian later again twice backwards alone sdist stranger
    together)
usual=(.venv/bin/python -m pytest -q -p no:cacheprovider)
args=()
read -r -a args <<<"${ARGS-}"
scratch=$(mktemp -d)
chmod 755 "$scratch"
loops=()
trap 'kill ${loops[@]+"${loops[@]}"} 2>/dev/null; rm -rf "$scratch"' EXIT

# A command, such as one that sets the surroundings, that runs the suite.
under() { "$@" "${usual[@]}" -n 2 "${args[@]}"; }

busy() {
    local status
    for _ in 1 2 3 4 5 6 7 8; do
        while :; do :; done &
        loops+=($!)
    done
    under env
    status=$?
    kill "${loops[@]}"
    loops=()
    return $status
}

# Such a shell has what it starts ignore interruptions.
# shellcheck disable=SC2016
background() { under bash -c '"$@" & wait $!' -; }
bare() { under env -i PATH="$PATH" HOME="$HOME"; }
# shellcheck disable=SC2016
umask_() { under bash -c 'umask 077; "$@"' -; }
east() { under env TZ=Pacific/Kiritimati; }
west() { under env TZ=America/Los_Angeles; }
dumb() { under env TERM=dumb LANG=C COLUMNS=20 NO_COLOR=1; }
norwegian() { under env LC_ALL=nb_NO LANGUAGE=nb; }
again() { under env && under env && under env; }
alone() { "${usual[@]}" -p no:xdist "${args[@]}"; }

later() {
    command -v faketime >/dev/null || return 77
    under faketime -f +3000d
}

twice() {
    under env &
    under env || { wait; return 1; }
    wait $!
}

backwards() {
    printf '%s\n' 'def pytest_collection_modifyitems(items):' '    items.reverse()' \
        >"$scratch/backwards.py"
    PYTHONPATH=$scratch "${usual[@]}" -n 2 --dist=worksteal -p backwards "${args[@]}"
}

# What is in the sdist and nothing else, with an environment of its own.
unpack() {
    [ -d "$scratch/unpacked" ] && return
    "${PYTHON:-python3}" -m venv "$scratch/tools" &&
        "$scratch/tools/bin/pip" install -q build &&
        "$scratch/tools/bin/python" -m build --sdist --outdir "$scratch" . >/dev/null &&
        mkdir "$scratch/unpacked" &&
        tar -xzf "$scratch"/*.tar.gz -C "$scratch/unpacked" --strip-components=1 &&
        "${PYTHON:-python3}" -m venv "$scratch/unpacked/.venv" &&
        (cd "$scratch/unpacked" && .venv/bin/pip install -q --upgrade pip &&
            .venv/bin/pip install -q --editable . --group dev)
}

sdist() { unpack && (cd "$scratch/unpacked" && under env); }

# Somebody else, whom only root can be.
stranger() {
    local nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    [ "$(id -u)" = 0 ] && unpack || return 77
    "${nobody[@]}" "$scratch/unpacked/.venv/bin/python" -c "" || return 77
    mkdir -p "$scratch/home"
    chown -R 65534:65534 "$scratch/home" "$scratch/unpacked"
    (cd "$scratch/unpacked" && under env HOME="$scratch/home" "${nobody[@]}")
}

# Much of it at once: green here, it is green in each of them.
# shellcheck disable=SC2016
together() {
    [ "$(id -u)" = 0 ] && unpack || return 77
    mkdir -p "$scratch/home"
    chown -R 65534:65534 "$scratch/home" "$scratch/unpacked"
    (cd "$scratch/unpacked" &&
        under env -i PATH="$PATH" HOME="$scratch/home" TZ=Pacific/Kiritimati TERM=dumb LANG=C \
            bash -c 'umask 077; "$@" & wait $!' - \
            setpriv --reuid=65534 --regid=65534 --clear-groups)
}

red=0
[ $# -gt 0 ] || set -- "${all[@]}"
for name in "$@"; do
    log=${TMPDIR:-/tmp}/laering-anywhere-$name.log
    call=$name
    [ "$name" = umask ] && call=umask_
    "$call" >"$log" 2>&1 </dev/null
    case $? in
        0) echo "ok       $name: $(tail -n 1 "$log")" ;;
        77) echo "left out $name: it cannot be had here" ;;
        *)
            red=1
            echo "RED      $name: $log"
            ;;
    esac
done
exit $red
