# completion.zsh SCRIPT TYPED WANTED: types into an interactive zsh that has sourced SCRIPT, presses the tab key, and prints the line
# that comes of it if it has WANTED in it.
zmodload zsh/zpty
zpty shell 'zsh -f -i'
zpty -w shell "PS1='READY>'; unsetopt beep; autoload -Uz compinit && compinit -u -D; source ${(q)1}; print LOADED"
zpty -r shell seen $'*\r\nLOADED*READY>*'
zpty -w -n shell "$2"$'\t'
zpty -r shell seen "*$3*" && print -r -- "$seen"
zpty -d shell
