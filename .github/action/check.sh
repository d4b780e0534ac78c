#!/usr/bin/env bash
# Checks the lessons and tells what was found: the second step of action.yml, which says what the variables hold.
#
# Ends with 0 whatever was found; the exit code of `lessonlint check` is an output, and the last step ends with it.
set -euo pipefail
action="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=common.sh
. "$action/common.sh"
# shellcheck source=base.sh
. "$action/base.sh"

demand_choice config-from-base "$CONFIG_FROM_BASE"
demand_choice annotations "$ANNOTATIONS"
demand_choice summary "$SUMMARY"
reports="$(mktemp -d "${RUNNER_TEMP:?}/lessonlint-reports.XXXXXX")"
sarif="$reports/lessonlint.sarif"

# Each line is one argument, whatever is in it.
arguments=()
while IFS= read -r line || [ -n "$line" ]; do
    line="${line%$'\r'}"
    if [ -n "$line" ]; then arguments+=("$line"); fi
done <<<"$OPTIONS"

base=
if [ "$CHANGED_SINCE" = auto ] || [ "$CONFIG_FROM_BASE" = true ]; then base="$(base_commit)"; fi
if [ "$CONFIG_FROM_BASE" = true ] && [ -n "$base" ]; then
    trap put_back EXIT
    take_from_base "$base" ${arguments[@]+"${arguments[@]}"}
fi

case "$CHANGED_SINCE" in
auto) if [ -n "$base" ]; then arguments+=("--changed-since=$base"); fi ;;
never) ;;
*) arguments+=("--changed-since=$CHANGED_SINCE") ;;
esac
if [ -n "$FAIL_ON" ]; then arguments+=("--fail-on=$FAIL_ON"); fi
format=text
if [ "$ANNOTATIONS" = true ]; then format=github; fi
arguments+=(--format "$format" --output "json=$reports/lessonlint.json")
arguments+=(--output "markdown=$reports/lessonlint.md" --output "sarif=$sarif")
arguments+=(--output "rdjson=$reports/lessonlint.rdjson" --)
while IFS= read -r line || [ -n "$line" ]; do
    line="${line%$'\r'}"
    if [ -n "$line" ]; then arguments+=("$line"); fi
done <<<"$LESSONS"

# Nothing that a lesson or a file's name holds is a command to the runner: only annotations of lessonlint's own are.
quietly() {
    local word
    word="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
    printf '::stop-commands::%s\n' "$word"
    cat
    printf '\n::%s::\n' "$word"
}
code=0
"$PROGRAM" check "${arguments[@]}" </dev/null >"$reports/printed" 2>"$reports/errors" || code=$?
if [ "$format" = github ]; then cat "$reports/printed"; else quietly <"$reports/printed"; fi
if [ -s "$reports/errors" ]; then quietly <"$reports/errors"; fi
# A file that cannot be read has an annotation of its own.
if [ "$code" -gt 1 ] && [ -s "$reports/errors" ]; then
    annotate error "lessonlint could not do its work" "$(head -c 4000 "$reports/errors")"
fi
rm "$reports/errors" "$reports/printed"

count() {
    sed -n "s/^    \"$1\": \([0-9]*\),\{0,1\}\$/\1/p" "$reports/lessonlint.json" | head -n 1
}
{
    echo "exit-code=$code"
    echo "reports=$reports"
    if [ -f "$sarif" ]; then echo "sarif=$sarif"; fi
    if [ -f "$reports/lessonlint.json" ]; then
        for what in lessons errors warnings advice; do echo "$what=$(count "$what")"; done
    fi
} >>"$GITHUB_OUTPUT"
if [ "$SUMMARY" = true ] && [ -f "$reports/lessonlint.md" ]; then
    cat "$reports/lessonlint.md" >>"$GITHUB_STEP_SUMMARY"
    if [ -s "$reports/taken" ]; then printf '\n%s\n' "$(what_was_taken)" >>"$GITHUB_STEP_SUMMARY"; fi
fi
