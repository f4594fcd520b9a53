# Prints what bash offers: complete.bash SCRIPT WORD…, the last word being typed. Words are broken as
# readline breaks them.
# shellcheck source=completions/space-token.bash
source "$1"
shift
line="$*"
read -r -a COMP_WORDS <<< "${line//[:]/ : }"
COMP_WORDS=("${COMP_WORDS[@]//=/ = }")
read -r -a COMP_WORDS <<< "${COMP_WORDS[*]}"
[[ "$line" == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
current="${COMP_WORDS[COMP_CWORD]}"
[[ "$current" == [=:] ]] && current=
# only readline has it
compopt() { :; }
registered=$(complete -p space-token)
[[ "$registered" =~ -F\ ([^ ]+) ]]
"${BASH_REMATCH[1]}" space-token "$current" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
