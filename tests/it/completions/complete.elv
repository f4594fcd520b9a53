# Prints what Elvish offers: complete.elv SCRIPT WORD…, the last word being typed. The editor, which only an
# interactive shell has, is stood in for; as it does, words are matched by their beginning.
use str
var script @words = $@args
var edit: = (ns [
  &completion:= (ns [&arg-completer= [&]])
  &complex-candidate~= {|text &display='' &code-suffix=''| put $text }
])
eval (slurp < $script) &ns=(ns [&edit:= $edit:])
$edit:completion:arg-completer[space-token] $@words | each {|word|
  if (str:has-prefix $word $words[-1]) {
    echo $word
  }
}
