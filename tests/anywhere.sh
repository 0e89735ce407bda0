#!/bin/sh
# A sample of the tests where machines, users, zones, days and paths differ; what a tool is missing for is left out and told.
#   tests/anywhere.sh          a sample of the tests: some minutes
#   tests/anywhere.sh whole    all of them in each place: an hour
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here" || exit 1
sample="tests/test_guard.py tests/test_clock.py tests/commands tests/test_paths.py tests/test_plain.py tests/test_desk_pty.py
tests/storage/test_desk_file.py tests/library tests/transfer tests/domain/history/test_history.py tests/ui/today/test_screen.py tests/ui/test_hostile.py"
[ "${1:-}" = whole ] && sample=tests
failed="" left_out=""

there() { # a place that is told: what it is, then the command
    name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" || failed="$failed
  $name"
}

without() { left_out="$left_out
  $1: $2"; }

tests() { # with variables in front: in this environment
    # shellcheck disable=SC2086 # the sample is a list
    env "$@" .venv/bin/python -m pytest -n 3 --dist worksteal $sample
}

made() { # through make, whose variables have to hold
    env "$@" make --no-print-directory test ARGS="-n 3 --dist worksteal $(echo "$sample" | tr '\n' ' ')"
}

if [ "${1:-}" = here ]; then
    tests
    exit
fi
make --no-print-directory .venv/dev.stamp || exit 1

there "no UTF-8 anywhere" made LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 PYTHONIOENCODING=ascii
there "a simple terminal, narrow" tests TERM=dumb COLUMNS=33 LINES=7 NO_COLOR=1
long=$(mktemp -d)
mkdir -p "$long/private/var/folders/of a person with a long name/T"
there "a temporary folder with a long name, as on macOS" tests "TMPDIR=$long/private/var/folders/of a person with a long name/T"
rm -rf "$long"
there "without assertions" made PYTHONOPTIMIZE=2
for zone in Pacific/Apia Asia/Kathmandu America/St_Johns; do
    there "the zone $zone" tests TZ=$zone
done

up=$(cut -d. -f1 /proc/uptime 2>/dev/null || echo 0)
if [ "$up" -gt 60 ] && unshare --time --boottime=0 --monotonic=0 --fork true 2>/dev/null; then
    young=$((up - 5))
    there "a machine that was just started" unshare --time --boottime=-$young --monotonic=-$young --fork "$0" here
    there "a machine that is up for ten years" \
        unshare --time --boottime=315360000 --monotonic=315360000 --fork "$0" here
else
    without "young and old machines" "unshare --time, as root"
fi

# datefudge changes the date alone; libfaketime 0.9.10 makes time.sleep fail with Python 3.11, so it is tried before it is used.
fake=$(find /usr/lib -name libfaketimeMT.so.1 2>/dev/null | head -1)
if command -v datefudge >/dev/null; then
    # Without the real status bars: the test of tmux waits without end under a faked date.
    at_date() {
        TZ=Europe/Berlin PYTEST_ADDOPTS=--ignore=tests/commands/test_bar_snippets.py datefudge "$1" "$0" here
    }
elif [ -n "$fake" ] && env "LD_PRELOAD=$fake" FAKETIME=@2028-02-29 FAKETIME_DONT_FAKE_MONOTONIC=1 \
    .venv/bin/python -c "import time; time.sleep(0.01)" 2>/dev/null; then
    at_date() { tests "TZ=Europe/Berlin" "LD_PRELOAD=$fake" "FAKETIME=@$1" FAKETIME_DONT_FAKE_MONOTONIC=1; }
fi
if command -v at_date >/dev/null; then
    # The turn of a year, a leap day, both nights of the clock change, and the first hour of a month on a Monday and a Saturday.
    for moment in "2026-12-31 23:59:30" "2028-02-29 12:00:00" "2027-03-28 01:59:30" "2027-10-31 02:59:30" \
        "2027-03-01 00:20:00" "2027-05-01 00:20:00"; do
        there "the date $moment" at_date "$moment"
    done
else
    without "other dates" "datefudge, or a faketime with which time.sleep works"
fi

if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    home=$(mktemp -d)
    place="$home/ünï code dir/dbs tui"
    mkdir -p "$place"
    tar -C "$here" --exclude .venv --exclude .git --exclude '.*_cache' --exclude .hypothesis -cf - . | tar -C "$place" -xf -
    chmod 755 "$home"
    chown -R 65534:65534 "$home"
    there "another user, in $place" setpriv --reuid 65534 --regid 65534 --clear-groups env -i "PATH=$PATH" "HOME=$home" \
        sh -c 'cd "$1" && LC_ALL=C make --no-print-directory run ARGS=--version && make --no-print-directory test ARGS="-n 3 --dist worksteal $2"' - "$place" "$(echo "$sample" | tr '\n' ' ')"
    chown -R 54321:54321 "$home"
    there "a container's user, who has neither a name nor a home" setpriv --reuid 54321 --regid 54321 --clear-groups \
        env -i "PATH=$PATH" sh -c 'cd "$1" && make --no-print-directory test ARGS="-n 3 --dist worksteal $2"' - "$place" "$(echo "$sample" | tr '\n' ' ')"
    rm -rf "$home"
else
    without "users without a home, or with spaces and letters in the path" "setpriv, as root"
fi

for version in 3.11 3.12 3.13 3.14; do
    if "python$version" -c '' 2>/dev/null; then
        folder=$(mktemp -d)
        there "Python $version" sh -c '"python$1" -m venv "$2" && "$2/bin/python" -m pip install -q -e ".[dev]" &&
            "$2/bin/python" -m pytest -n 3 --dist worksteal $3' - "$version" "$folder" "$sample"
        rm -rf "$folder"
    else
        without "Python $version" "python$version"
    fi
done

[ -n "$left_out" ] && printf '\nLeft out, for want of a tool:%s\n' "$left_out"
[ -n "$failed" ] && printf '\nFailed:%s\n' "$failed" && exit 1
printf '\nGreen everywhere.\n'
