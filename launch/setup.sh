#!/bin/sh
# Make .venv with exactly the locked packages. Usage: launch/setup.sh [dev]. Does nothing when nothing changed.
set -eu
cd "$(dirname "$0")/.."
lock=requirements.txt
[ "${1:-}" = dev ] && lock=requirements-dev.txt

say() { printf '%s\n' "setup: $*" >&2; }
die() { say "$*"; exit 1; }

wheel=$(ls nlp/dist/nb_core_news_sm-*.whl 2>/dev/null | tail -n 1)
[ -n "$wheel" ] || die "nlp/dist/ holds no nb_core_news_sm wheel; restore it from the repository or make it with 'make -C nlp'"

stamp=.venv/.installed-$lock
want=$(cat "$lock" "$wheel" .python-version | sha256sum | cut -d' ' -f1)
if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$want" ]; then exit 0; fi

python=
for candidate in "${PYTHON:-}" python3.10 python3 python; do
  [ -n "$candidate" ] || continue
  if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; then python=$candidate; break; fi
done
[ -n "$python" ] || die "Python 3.10 is missing (Rasa 3.6 runs on no newer one). Install it, for example 'pyenv install 3.10', or give PYTHON=/path/to/python3.10"

free=$(df -Pk . | awk 'NR==2 {print $4}')
[ -x .venv/bin/python ] || [ "$free" -gt 5000000 ] || die "the disk is too full: $((free / 1024)) MB free, about 5000 MB are needed"

[ -x .venv/bin/python ] || { say "making .venv with $("$python" --version)"; "$python" -m venv .venv || die "could not make .venv; is the disk full, or the package python3.10-venv missing?"; }
say "installing $(grep -c '^[a-z]' "$lock") locked packages (one to five minutes; about 2.6 GB)"
.venv/bin/python -m pip install --disable-pip-version-check --progress-bar off --require-hashes --no-deps --use-pep517 --quiet -r "$lock" 2>&1 | grep -v '^WARNING: Location' >&2 || true
.venv/bin/python -m pip install --disable-pip-version-check --quiet --no-deps --no-index --force-reinstall "$wheel" || die "could not install $wheel"
.venv/bin/python - <<'PY' || die "a package is missing or broken; delete .venv and try again"
import sys
try:
    import rasa, rasa_sdk, sklearn, spacy, nb_core_news_sm  # noqa: F401
except ImportError as error:
    sys.exit(f"setup: {error}")
PY
printf '%s\n' "$want" > "$stamp"
say "ready"
