# shellcheck shell=bash
# The base of a pull request: which commit it is, and how its configuration comes to judge the pull request.
# Whoever sources it has set `reports`, a folder of its own.
# shellcheck disable=SC2154

# The commit that the pull request is compared with; nothing where there is none.
base_commit() {
    if [ "${GITHUB_EVENT_NAME:-}" = pull_request_target ]; then
        fail "under pull_request_target the base is checked out, so there is nothing to compare with it" \
            "have the workflow run \`on: pull_request\`" >&2
    fi
    # The merge commit that the service makes has the base as its first parent, also where the base went on since.
    if [[ "${GITHUB_REF:-}" =~ ^refs/pull/[0-9]+/merge$ ]] &&
        [ "$(git rev-parse --quiet --verify HEAD)" = "${GITHUB_SHA:-}" ] &&
        git rev-parse --quiet --verify 'HEAD^2^{commit}' >/dev/null; then
        git rev-parse --verify 'HEAD^1^{commit}'
    elif [ -n "$BASE" ]; then
        if ! git rev-parse --quiet --verify "$BASE^{commit}" >/dev/null; then
            fail "the base of the pull request, $BASE, is not in this clone" \
                "set \`fetch-depth: 2\` of actions/checkout, or \`fetch-depth: 0\` where it takes another \`ref\`" >&2
        fi
        git rev-parse --verify "$BASE^{commit}"
    fi
}

# What decides about lessons without being one, whatever folder it lies in and however its name is written.
gate=(':(top,glob,icase)**/lessonlint.toml' ':(top,glob,icase)**/.lessonlintignore'
    ':(top,glob,icase)**/.gitignore' ':(top,glob,icase)**/.ignore')

# git from the top of the working tree, where a path means itself.
at_top() {
    git -C "$(git rev-parse --show-toplevel)" --literal-pathspecs "$@"
}

# Has the configurations, baselines and ignore files as the base has them: `take_from_base BASE ARGUMENT…`, with the
# arguments that lessonlint is given.
take_from_base() {
    local base="$1" previous='' argument configurations=() named=() baselines=()
    shift
    for argument in "$@"; do
        case "$previous $argument" in
        "--config "*) configurations+=("$argument") ;;
        "--baseline "*) baselines+=(":(literal)$argument") ;;
        *" --config="*) configurations+=("${argument#*=}") ;;
        *" --baseline="*) baselines+=(":(literal)${argument#*=}") ;;
        esac
        previous="$argument"
    done
    for argument in ${configurations[@]+"${configurations[@]}"}; do named+=(":(literal)$argument"); done
    : >"$reports/taken"
    take "$base" "${gate[@]}" ${named[@]+"${named[@]}"}
    configurations_of "$base" >"$reports/configurations"
    while IFS= read -r -d '' argument; do configurations+=("$argument"); done <"$reports/configurations"
    rm "$reports/configurations"
    for argument in ${configurations[@]+"${configurations[@]}"}; do
        named=("$(configured_baseline "$argument")")
        if [ -n "${named[0]}" ]; then baselines+=(":(literal)${named[0]}"); fi
    done
    if [ "${#baselines[@]}" -gt 0 ]; then take "$base" "${baselines[@]}"; fi
    if [ -s "$reports/taken" ]; then annotate notice "Judged by the base" "$(what_was_taken)"; fi
}

# Has files as the base has them, and takes away those that it does not have: `take BASE PATHSPEC…`.
take() {
    local base="$1" pathspec inside=() changed
    shift
    for pathspec in "$@"; do
        # What lies elsewhere, no pull request can change.
        if git ls-files -- "$pathspec" >/dev/null 2>&1; then inside+=("$pathspec"); fi
    done
    if [ "${#inside[@]}" = 0 ]; then return; fi
    changed="$(git diff --name-only --no-relative -- "${inside[@]}")"
    if [ -n "$changed" ]; then
        fail "this job changed $changed" "with \`config-from-base\`, leave what decides about lessons as it is checked out"
    fi
    git diff --name-only --no-relative --no-renames -z "$base" -- "${inside[@]}" >"$reports/differ"
    if [ -s "$reports/differ" ]; then
        cat "$reports/differ" >>"$reports/taken"
        at_top restore --source="$base" --worktree --pathspec-from-file="$reports/differ" --pathspec-file-nul
    fi
    rm "$reports/differ"
}

# The configurations that the base has, each ended by a NUL.
configurations_of() {
    local top file
    top="$(git rev-parse --show-toplevel)"
    git ls-tree -r -z --name-only --full-tree "$1" | while IFS= read -r -d '' file; do
        case "/$file" in */lessonlint.toml) printf '%s\0' "$top/$file" ;; esac
    done
}

# The baseline that a configuration names, where it names one.
configured_baseline() {
    local baseline
    baseline="$("$PROGRAM" config show --format json --config "$1" |
        sed -n '/^      "key": "baseline",$/{n;s/^      "value": "\(.*\)",$/\1/p;}')" ||
        fail "the base has no sound $1" "what the base has decides: add the file there first, or mend it" >&2
    case "$baseline" in
    *\\*) fail "$1 names a baseline with a sign that JSON escapes: $baseline" "give it a plainer name" >&2 ;;
    /* | "") echo "$baseline" ;;
    *) echo "$(dirname -- "$1")/$baseline" ;;
    esac
}

# A sentence for people.
what_was_taken() {
    local files
    # shellcheck disable=SC2016 # The quotes of Markdown are no command.
    files="$(tr -d '\r\n`' <"$reports/taken" | tr '\0' '\n' | sort -u | sed 's/.*/`&`/' | paste -s -d ' ' -)"
    echo "This pull request changes what decides about lessons, and was judged by what its base has: $files." \
        "The change holds once it is merged."
}

# Has every file again as it was checked out.
put_back() {
    local file
    if [ ! -f "$reports/taken" ]; then return; fi
    while IFS= read -r -d '' file; do
        if [ -n "$(at_top ls-files -- "$file")" ]; then
            at_top restore --worktree -- "$file"
        else
            rm -f -- "$(git rev-parse --show-toplevel)/$file"
        fi
    done <"$reports/taken"
    rm "$reports/taken"
}
