#!/bin/sh
# Compiles the Python below a folder for Lambda, so that a cold start does not have to.
#   sh infra/compile.sh <folder> <where Lambda will put it>
# Unchecked: Lambda's files never change, so nothing is gained by comparing them with their source at each import.
set -eu
folder=$1
destination=$2
version=3.13

find_python() {
    for candidate in "${PYTHON_3_13:-}" "python$version" \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/python \
        "${XDG_DATA_HOME:-$HOME/.local/share}"/uv/python/cpython-"$version"*/bin/python; do
        if "$candidate" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

python=$(find_python)
if [ -z "$python" ]; then
    echo "Not compiled: there is no Python $version here, and Lambda cannot use what another version compiles." >&2
    echo "It works, but starts more slowly. Name one with PYTHON_3_13=/path/to/python$version." >&2
    exit 0
fi
"$python" -m compileall -q -j 1 --invalidation-mode unchecked-hash -s "$folder" -p "$destination" "$folder"
