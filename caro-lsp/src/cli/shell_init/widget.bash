# Caro's key for bash: the wish on the line becomes a command, which is put there and never run.
# Aliases of yours must not change what follows; they are back at the end.
__caro_aliases=
\builtin shopt -q expand_aliases && __caro_aliases=1
\builtin shopt -u expand_aliases
if [[ $- != *i* ]]; then
    : # Nobody types here.
elif ((BASH_VERSINFO[0] < 4)); then
    builtin printf 'caro-lsp: bash %s is too old for the key: use bash 4 or newer, zsh or fish\n' "$BASH_VERSION" >&2
else
    __caro_program=@PROGRAM@
    __caro_answer= __caro_wish= __caro_point=0 __caro_missing=
    __caro_generate() {
        local caro_wish=${READLINE_LINE-} caro_point=${READLINE_POINT-0} caro_program=$__caro_program
        local caro_answer='' caro_said='' caro_status=0 caro_trap=''
        # A second press takes the answer back.
        if [[ -n $caro_wish && $caro_wish == "$__caro_answer" ]]; then
            READLINE_LINE=$__caro_wish
            READLINE_POINT=$__caro_point
            __caro_answer=
            return 0
        fi
        if [[ ! -f $caro_program || ! -x $caro_program ]]; then
            caro_program=$(\builtin type -P caro-lsp) || caro_program=
        fi
        if [[ -z $caro_program ]]; then
            if [[ -z $__caro_missing ]]; then
                __caro_missing=1
                builtin printf '%s\n' 'caro-lsp: the program is not there any more: install it again, or put it into PATH' >&2
            fi
            return 0
        fi
        __caro_missing=
        if ((${#caro_wish} > @LONGEST@)); then
            builtin printf '%s\n' 'caro-lsp: this line is too long for a wish' >&2
            return 0
        fi
        # Ctrl-C ends our program, and keeps the line. What stands within $( ) is read again each time, with your aliases.
        caro_trap=$(\builtin trap -p INT)
        builtin trap : INT
        caro_answer=$("$caro_program" generate --widget bash --budget @BUDGET@ -- "$caro_wish" </dev/null 2>/dev/null) || caro_status=$?
        builtin trap - INT
        if [[ -n $caro_trap ]]; then
            builtin eval "\\builtin $caro_trap"
        fi
        # One line for people, which may be empty; then the command.
        caro_said=${caro_answer%%$'\n'*}
        if [[ -n $caro_said ]]; then
            builtin printf '%s\n' "$caro_said" >&2
        fi
        if ((caro_status == 0)) && [[ $caro_answer == *$'\n'?* ]]; then
            __caro_wish=$caro_wish
            __caro_point=$caro_point
            __caro_answer=${caro_answer#*$'\n'}
            READLINE_LINE=$__caro_answer
            # Its end, whether bash counts bytes or characters.
            READLINE_POINT=2147483647
        elif ((caro_status > 1 && caro_status != 130)); then
            builtin printf 'caro-lsp: no answer (exit status %s)\n' "$caro_status" >&2
        fi
        return 0
    }
    for __caro_map in emacs-standard vi-insert vi-command; do
        builtin bind -m "$__caro_map" -x '"@KEY@": __caro_generate' 2>/dev/null || :
    done
    builtin unset -v __caro_map
fi
if [[ -n $__caro_aliases ]]; then builtin shopt -s expand_aliases; fi
\builtin unset -v __caro_aliases
