" Generated from the parser and the command declarations by npm run generate; do not edit.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=//\ %s comments=://,:#
setlocal shiftwidth=2 softtabstop=2 expandtab
setlocal suffixesadd=.microdata,.micro
let b:match_words = '\v^\s*<for>:\v^\s*<end>,\v^\s*<textblock>:\v^\s*<endblock>'
let b:undo_ftplugin = 'setlocal commentstring< comments< shiftwidth< softtabstop< expandtab< suffixesadd< | unlet! b:match_words'
