#!/usr/bin/env bash
# A helper for the team: small jobs behind a menu, and odd corners of the language.

PS3='What next? '
typeset -i count=0
jobs=("disk use" "open ports" "who is here" quit)

color() { [[ -t 1 ]] && tput "$@" || :; }
bold=$(color bold) plain=$(color sgr0)

function disk { df -h --output=target,pcent,avail | awk 'NR == 1 || $2+0 > 80'; }
function ports() { ss -ltnp | tail -n +2 | awk '{print $4}' | sed 's/.*://' | sort -un; }
people () (
    who | cut -d' ' -f1 | sort | uniq -c |& sort -rn
)

declare -A actions=(
    ["disk use"]=disk
    ["open ports"]=ports   # needs root for the names
    ["who is here"]=people
)

ask() {
    local -n into=$1
    local prompt=${2-?} default=${3:+ [$3]}
    read -rep "$prompt$default: " into
    into=${into:-${3-}}
}

select job in "${jobs[@]}"; do
    [[ $job ]] || { echo "no such job: $REPLY"; continue; }
    case $job in
        quit) break ;;
        d*) ;;&
        *) ((count++)); echo "$bold$job$plain"; "${actions[$job]}" ;;
    esac
    if ((count % 10 == 0)); then echo "${count} jobs done, have a break"; fi
done

for ((i = 0, j = 10; i < j; i++, j--)); do
    printf '%*s%s\n' $i '' "$((i*j))"
done

coproc CALC { bc -l; }
echo 'scale=3; 22/7' >&"${CALC[1]}"
read -r pi <&"${CALC[0]}"
kill "$CALC_PID" 2>/dev/null

ask name "Your name" "$USER"
echo "Bye ${name^}, you had $count job${count:+s}, pi is about ${pi%?}."
time -p sleep 0.1
! true || echo never
[[ $'tab\there' == *$'\t'* ]] && echo "a tab" $"and more"
unset -v 'jobs[0]'; echo "${jobs[@]:1:2}" "${#jobs[*]}" "${!jobs[@]}" ${jobs[-1]^^}
