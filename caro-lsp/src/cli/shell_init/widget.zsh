# Caro's key for zsh: the wish on the line becomes a command, which is put there and never run.
if [[ -o interactive ]] && zmodload zsh/zle 2>/dev/null; then
  typeset -g __caro_program=@PROGRAM@
  typeset -g __caro_answer= __caro_wish= __caro_missing=
  typeset -g __caro_point=0
  __caro_generate() {
    local caro_wish=$BUFFER caro_point=$CURSOR caro_program=$__caro_program caro_answer= caro_said=
    local caro_status=0
    # A second press takes the answer back.
    if [[ -n $caro_wish && $caro_wish == "$__caro_answer" ]]; then
      BUFFER=$__caro_wish
      CURSOR=$__caro_point
      __caro_answer=
      return 0
    fi
    if [[ ! -f $caro_program || ! -x $caro_program ]]; then
      caro_program=$(builtin whence -p caro-lsp) || caro_program=
    fi
    if [[ -z $caro_program ]]; then
      if [[ -z $__caro_missing ]]; then
        __caro_missing=1
        zle -I
        builtin print -ru2 -- 'caro-lsp: the program is not there any more: install it again, or put it into PATH'
      fi
      return 0
    fi
    __caro_missing=
    if (( ${#caro_wish} > @LONGEST@ )); then
      zle -I
      builtin print -ru2 -- 'caro-lsp: this line is too long for a wish'
      return 0
    fi
    # Ctrl-C ends our program, and keeps the line.
    setopt local_traps
    trap : INT
    caro_answer=$("$caro_program" generate --widget zsh --budget @BUDGET@ -- "$caro_wish" </dev/null 2>/dev/null) || caro_status=$?
    # One line for people, which may be empty; then the command.
    caro_said=${caro_answer%%$'\n'*}
    if [[ -n $caro_said ]]; then
      zle -I
      builtin print -ru2 -- "$caro_said"
    fi
    if (( caro_status == 0 )) && [[ $caro_answer == *$'\n'?* ]]; then
      __caro_wish=$caro_wish
      __caro_point=$caro_point
      __caro_answer=${caro_answer#*$'\n'}
      BUFFER=$__caro_answer
      CURSOR=${#BUFFER}
    elif (( caro_status > 1 && caro_status != 130 )); then
      zle -I
      builtin print -ru2 -- "caro-lsp: no answer (exit status $caro_status)"
    fi
    return 0
  }
  zle -N __caro_generate
  bindkey -M emacs '@KEY@' __caro_generate
  bindkey -M viins '@KEY@' __caro_generate
  bindkey -M vicmd '@KEY@' __caro_generate
fi
