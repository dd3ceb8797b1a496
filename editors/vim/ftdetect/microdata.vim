" Generated from the parser and the command declarations by npm run generate; do not edit.
autocmd BufNewFile,BufRead *.microdata,*.micro setfiletype microdata
" Fences of Markdown documents are coloured, too.
let g:markdown_fenced_languages = get(g:, 'markdown_fenced_languages', []) + ['microdata']
