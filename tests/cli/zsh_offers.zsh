# zsh_offers.zsh SCRIPT LINE: what zsh offers after LINE with the completion of SCRIPT, one a line.
# A zsh of its own gets the keys that a user would press; each set of candidates is printed as it is
# added. The words that it waits for are quoted in two, as the shell shows what it is told.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=''; COLUMNS=1000; autoload -Uz compinit && compinit -D -u; source $1"
zpty -w shell 'compadd() { builtin compadd "$@"; local s=$? h; if [[ " ${@[1,(i)-(|-)]} " != *" -"(O|A|D)" "* ]]; then local -a hits; builtin compadd -O hits "$@"; for h in $hits; do print -r -- "OF""FER:$h:"; done; fi; return $s }'
zpty -w shell 'tell-end() { print "DO""NE:" }; zle -N tell-end; bindkey "^X" tell-end; bindkey "^I" complete-word; print "REA""DY:"'
while zpty -r shell line && [[ $line != *READY:* ]]; do :; done
zpty -w -n shell "$2"$'\t\x18'
while zpty -r shell line && [[ $line != *DONE:* ]]; do
  [[ $line == *OFFER:* ]] && print -r -- "${${line##*OFFER:}%:*}"
done
zpty -d shell
