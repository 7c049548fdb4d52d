# Caro's key for fish: the wish on the line becomes a command, which is put there and never run.
if status is-interactive
    set -g __caro_program @PROGRAM@
    set -g __caro_answer ''
    set -g __caro_wish ''
    set -g __caro_point 0
    set -g __caro_missing ''
    function __caro_generate --description 'Turn the wish on the line into a command, and run nothing'
        set -l caro_wish (builtin commandline | builtin string collect)
        set -l caro_point (builtin commandline -C)
        # A second press takes the answer back.
        if builtin test -n "$caro_wish"; and builtin test "x$caro_wish" = "x$__caro_answer"
            builtin commandline -r -- "$__caro_wish"
            builtin commandline -C -- $__caro_point
            set -g __caro_answer ''
            return 0
        end
        set -l caro_program $__caro_program
        if not builtin test -f "$caro_program"; or not builtin test -x "$caro_program"
            set caro_program (command -s caro-lsp)
        end
        if builtin test -z "$caro_program"
            if builtin test -z "$__caro_missing"
                set -g __caro_missing 1
                builtin printf '\n%s\n' 'caro-lsp: the program is not there any more: install it again, or put it into PATH' >&2
                builtin commandline -f repaint
            end
            return 0
        end
        set -g __caro_missing ''
        if builtin test (builtin string length -- "$caro_wish") -gt @LONGEST@
            builtin printf '\n%s\n' 'caro-lsp: this line is too long for a wish' >&2
            builtin commandline -f repaint
            return 0
        end
        set -l caro_answer (command $caro_program generate --widget fish --budget @BUDGET@ -- "$caro_wish" </dev/null 2>/dev/null)
        set -l caro_status $status
        # One line for people, which may be empty; then the command.
        if builtin test -n "$caro_answer[1]"
            # fish may draw its prompt a line too high when a longer text follows: that line is left for it.
            builtin printf '\n%s\n\n' "$caro_answer[1]" >&2
        end
        if builtin test $caro_status -eq 0; and builtin test (builtin count $caro_answer) -gt 1
            set -g __caro_wish "$caro_wish"
            set -g __caro_point $caro_point
            set -g __caro_answer (builtin string join -- \n $caro_answer[2..-1] | builtin string collect)
            builtin commandline -r -- "$__caro_answer"
            builtin commandline -C -- (builtin string length -- "$__caro_answer")
        else if builtin test $caro_status -gt 1; and builtin test $caro_status -ne 130
            builtin printf '\ncaro-lsp: no answer (exit status %s)\n' $caro_status >&2
        end
        builtin commandline -f repaint
        return 0
    end
    bind @KEY@ __caro_generate
    bind -M insert @KEY@ __caro_generate
end
