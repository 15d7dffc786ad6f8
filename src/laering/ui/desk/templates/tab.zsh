# What the Tab key offers after laering in zsh. Printed by: laering --show-completion
_laering() {
    local -a before answer values shown
    local line value tab=$'\t'
    (( CURRENT > 2 )) && before=("${(@Q)words[2,CURRENT-1]}")
    answer=("${(@f)$(_LAERING_COMPLETE=zsh laering "${before[@]}" "${(Q)PREFIX}" 2>/dev/null </dev/null)}")
    case $answer[1] in
        (files) compset -P '--*='; _files; return ;;
        (folders) compset -P '--*='; _files -/; return ;;
        (menu) compstate[insert]=menu ;;
    esac
    for line in "${(@)answer[2,-1]}"; do
        value="${line%%$tab*}"
        values+=("$value")
        [[ $line == *$tab* ]] && shown+=("$value  -- ${line#*$tab}") || shown+=("$value")
    done
    (( $#values )) || return 1
    compadd -U -V laering -l -d shown -a -- values
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i; }
compdef _laering laering
