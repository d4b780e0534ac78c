# shellcheck shell=bash
# What the steps of action.yml share. Bash 3.2 runs them, too: that is what macOS has.

# Shows an annotation: `annotate LEVEL TITLE MESSAGE`.
annotate() {
    local message="$3"
    message="${message//'%'/%25}"
    message="${message//$'\r'/%0D}"
    message="${message//$'\n'/%0A}"
    printf '::%s title=%s::%s\n' "$1" "$2" "$message"
}

# Ends the step as one that could not do its work; the help says what to do: `fail MESSAGE HELP`.
fail() {
    annotate error "lessonlint could not do its work" "$1"$'\n'"help: $2"
    exit 2
}

# Refuses what is neither yes nor no: `demand_choice INPUT VALUE`.
demand_choice() {
    case "$2" in
    true | false) ;;
    *) fail "the input \`$1\` is \`$2\`" "write \`true\` or \`false\`" ;;
    esac
}
