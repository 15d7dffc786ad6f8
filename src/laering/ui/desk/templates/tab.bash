# What the Tab key offers after laering in bash. Printed by: laering --show-completion
_laering_tab() {
    local line kind=""
    COMPREPLY=()
    while IFS= read -r line; do
        if [ -z "$kind" ]; then kind=$line; else COMPREPLY+=("$line"); fi
    done < <(_LAERING_COMPLETE=bash laering "${COMP_LINE:0:COMP_POINT}" "$2" "${COMP_TYPE:-9}" 2>/dev/null </dev/null)
    case $kind in
        # Bash on a Mac is too old to be asked for this: it offers no files.
        files) compopt -o default 2>/dev/null ;;
        folders) compopt -o dirnames 2>/dev/null ;;
    esac
}
complete -o nosort -F _laering_tab laering 2>/dev/null || complete -F _laering_tab laering
