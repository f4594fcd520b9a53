# Prints what zsh offers, in an interactive shell on a terminal of its own: complete.zsh SCRIPT LINE
zmodload zsh/zpty
zpty inner zsh -f -i
line() { local text; zpty -r inner text '*'$1'*'; REPLY=$text }
zpty -w inner "PROMPT=; unsetopt zle_bracketed_paste 2>/dev/null; autoload -U compinit; compinit -u -D; source $1"
zpty -w inner 'compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  local -a hits; builtin compadd -A hits "$@"; (( $#hits )) && print -rl -- HIT:$^hits; builtin compadd "$@"
}
bindkey "^I" complete-word; zstyle ":completion:*" list-grouped false
finish() { print END; zle kill-whole-line; exit }; zle -N finish; bindkey "^X" finish
print REA""DY'
line READY
zpty -n -w inner "$2"$'\t\x18'
line END
print -r -- $REPLY | tr -d '\r' | sed -n 's/^.*HIT://p'
