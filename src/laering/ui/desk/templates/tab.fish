# What the Tab key offers after laering in fish. Printed by: laering --show-completion
function __laering_tab
    set -l typed (commandline -ct)
    set -l before (commandline -opc)
    set -l answer (_LAERING_COMPLETE=fish laering $before[2..-1] "$typed" 2>/dev/null </dev/null)
    set -l head (string match -r -- '^--[^=]*=' "$typed")
    set -l path (string replace -r -- '^--[^=]*=' '' "$typed")
    switch "$answer[1]"
        case files
            for each in (__fish_complete_path "$path")
                printf '%s\n' "$head$each"
            end
        case folders
            for each in (__fish_complete_directories "$path")
                printf '%s\n' "$head$each"
            end
        case '*'
            for each in $answer[2..-1]
                printf '%s\n' "$each"
            end
    end
end
complete -c laering -e
complete -c laering -f -k -a '(__laering_tab)'
