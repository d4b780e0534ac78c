#!/usr/bin/env bash
# Gets lessonlint for the machine that it runs on: the first step of action.yml.
#
# Reads VERSION (`1.2.3`, `latest`, `path:FILE`, or nothing for the action's own release).
# Writes the program's path to GITHUB_OUTPUT, and its folder to GITHUB_PATH for later steps.
set -euo pipefail
action="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=common.sh
. "$action/common.sh"

releases=https://github.com/lessonlint/lessonlint/releases

platform() {
    case "$(uname -s) $(uname -m)" in
    "Linux x86_64") echo x86_64-unknown-linux-musl ;;
    "Linux aarch64" | "Linux arm64") echo aarch64-unknown-linux-musl ;;
    "Darwin x86_64") echo x86_64-apple-darwin ;;
    "Darwin arm64") echo aarch64-apple-darwin ;;
    # On other processors Windows runs it, too.
    MINGW* | MSYS* | CYGWIN*) echo x86_64-pc-windows-gnu ;;
    *) fail "there is no release for $(uname -s) on $(uname -m)" \
        "build it there with cargo, and give it as \`version: path:FILE\`" >&2 ;;
    esac
}

get() {
    curl --proto '=https' --tlsv1.2 --fail --silent --show-error --location --retry 3 --output "$2" -- "$1" ||
        fail "$1 cannot be had" "look at $releases for the versions that there are, and name one as \`version\`"
}

checksum() {
    if command -v sha256sum >/dev/null; then sha256sum -- "$1"; else shasum -a 256 -- "$1"; fi | cut -d ' ' -f 1
}

# Gets the program of a release, from its address below the releases.
download() {
    local from="$releases/$1" name archive expected found
    name="lessonlint-$(platform)"
    archive="$name.tar.gz"
    case "$name" in *windows*) archive="$name.zip" ;; esac
    get "$from/$archive" "$folder/$archive"
    get "$from/SHA256SUMS" "$folder/SHA256SUMS"
    expected="$(awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }' "$folder/SHA256SUMS")"
    found="$(checksum "$folder/$archive")"
    if [ -z "$expected" ] || [ "$expected" != "$found" ]; then
        fail "the checksum of $archive is $found, and SHA256SUMS of the release says \`$expected\`" \
            "run the job again; if it stays, report it at https://github.com/lessonlint/lessonlint/issues"
    fi
    case "$archive" in
    *.zip) unzip -q "$folder/$archive" -d "$folder" && program="$folder/$name/lessonlint.exe" ;;
    *) tar -xzf "$folder/$archive" -C "$folder" && program="$folder/$name/lessonlint" ;;
    esac
}

folder="$(mktemp -d "${RUNNER_TEMP:?}/lessonlint.XXXXXX")"
case "$VERSION" in
path:*)
    given="${VERSION#path:}"
    if [ ! -f "$given" ]; then
        fail "there is no file \`$given\`" "\`version: path:FILE\` names a binary, from the workspace's top"
    fi
    program="$folder/lessonlint"
    case "$given" in *.exe) program+=.exe ;; esac
    cp -- "$given" "$program"
    chmod u+x "$program"
    ;;
latest)
    download latest/download
    ;;
*)
    # The version stands in one place.
    release="${VERSION:-$(sed -n 's/^version = "\(.*\)"$/\1/p' "$action/../../Cargo.toml" | head -n 1)}"
    release="${release#v}"
    if [[ ! "$release" =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]]; then
        fail "the input \`version\` is \`$VERSION\`" "write a version as in \`1.2.3\`, \`latest\`, or \`path:FILE\`"
    fi
    download "download/v$release"
    ;;
esac

"$program" --version || fail "the binary does not run here" "give one for this machine as \`version: path:FILE\`"
echo "program=$program" >>"$GITHUB_OUTPUT"
dirname -- "$program" >>"$GITHUB_PATH"
