# Sourced by deploy/run, deploy/test and deploy/bench/run.

# need COMMAND=PACKAGE...: makes sure that each command is there. Root gets the missing ones as Debian packages; for anyone
# else, and on other systems, the script ends by naming them.
need() {
    local pair missing=()
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
    done
    ((${#missing[@]})) || return 0
    if ! command -v apt-get >/dev/null; then
        echo "$0: missing; install what these Debian packages hold: ${missing[*]}" >&2
        exit 1
    elif ((EUID != 0)); then
        echo "$0: missing; run as root: apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    echo "$0: installing ${missing[*]}" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >&2
    apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
}

# jdk_home N: where the JDK of that version is.
jdk_home() {
    local named="JAVA$1_HOME" home
    for home in "${!named:-}" /usr/lib/jvm/*-"$1" /usr/lib/jvm/*-"$1"-*; do
        if [[ -n $home && -x $home/bin/javac ]]; then
            echo "$home"
            return
        fi
    done
    echo "$0: no JDK $1 in /usr/lib/jvm (JAVA$1_HOME may name its folder)" >&2
    return 1
}
