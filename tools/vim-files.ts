import { commandSpecs } from '../src/commands/vocabulary.ts';
import { keywords, lineWords, longestFirst, optionNames, scriptExtensions } from './grammar-editor.ts';

const generated = `" Generated from the parser and the command declarations by npm run generate; do not edit.`;

/** A list of words as Vim's `keyword` wants it, in lines of a usual width. */
function words(name: string, all: readonly string[], more = ''): string {
  const lines: string[] = [];
  for (const word of all) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 100) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `syntax keyword ${name} ${line}${more}`).join('\n');
}

function syntax(): string {
  const commands = longestFirst(commandSpecs.map(({ name }) => name)).join('|');
  const named = '%(\\k|[@$])@<!';
  return `${generated}
if exists('b:current_syntax')
  finish
endif

syntax iskeyword @,48-57,_,@-@,192-255

" A statement ends with its line, unless that ends in a backslash, which takes the line's end with it.
syntax region microdataStatement transparent start=/\\v^\\s*\\S/ end=/\\ze,/ end=/$/ contains=@microdataParts,microdataCommand,microdataControl nextgroup=microdataOptions
syntax region microdataOptions transparent matchgroup=microdataComma start=/,/ matchgroup=NONE end=/\\ze\\/\\// end=/$/ contained contains=@microdataParts,microdataOption nextgroup=microdataComment
syntax region microdataParentheses transparent contained matchgroup=microdataBracket start=/(/ end=/)/ end=/$/ contains=@microdataParts
syntax cluster microdataParts contains=microdataParentheses,microdataComment,microdataString,microdataBinding,microdataDate,microdataNumber,microdataFunction,microdataFactor,microdataOperator,microdataWord,microdataContinuation

syntax match microdataCommand contained /\\v%(^\\s*%(coefplot\\s+)?)@<=%(${commands})%(\\k|-)@!/
syntax match microdataControl contained /\\v%(^\\s*)@<=%(${lineWords.join('|')})%(\\k|-)@!/
${words('microdataWord', keywords, ' contained')}
${words('microdataOption', optionNames(), ' contained')}
syntax match microdataFunction contained /\\v\\k+\\ze\\(/
syntax match microdataFactor contained /\\v${named}[ic]\\.\\ze[[:alpha:]_$]/
syntax match microdataOperator contained /\\v\\+\\+|-\\>|\\=\\=|!\\=|\\<\\=|\\>\\=|##|[-+*\\/^<>=&|!#]/
syntax match microdataNumber contained /\\v${named}%(\\d+%(\\.\\d+)?|\\.\\d+)%([eE][+-]?\\d+)?\\k@!/
syntax match microdataDate contained /\\v${named}\\d{4}-\\d{2}-\\d{2}\\k@!/
syntax match microdataBinding contained /\\v\\$\\k+/
syntax region microdataString contained oneline start=/'/ end=/'/
syntax region microdataString contained oneline start=/"/ end=/"/
syntax match microdataContinuation contained /\\v\\\\\\s*%(\\/\\/.*)?\\n/ contains=microdataComment
syntax match microdataComment contained /\\v\\/\\/.*$/
syntax match microdataComment /\\v^\\s*#.*$/
syntax match microdataComment /\\v^\\s*\\/\\/.*$/
syntax region microdataText matchgroup=microdataControl start=/\\v^\\s*textblock\\s*%(\\/\\/.*)?$/ end=/\\v^\\s*endblock\\s*%(\\/\\/.*)?$/

highlight default link microdataCommand Statement
highlight default link microdataControl Repeat
highlight default link microdataWord Keyword
highlight default link microdataOption Type
highlight default link microdataFunction Function
highlight default link microdataFactor Special
highlight default link microdataOperator Operator
highlight default link microdataNumber Number
highlight default link microdataDate Constant
highlight default link microdataBinding Identifier
highlight default link microdataString String
highlight default link microdataContinuation Special
highlight default link microdataComment Comment
highlight default link microdataText Comment

let b:current_syntax = 'microdata'
`;
}

function filePlugin(): string {
  return `${generated}
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=//\\ %s comments=://,:#
setlocal shiftwidth=2 softtabstop=2 expandtab
setlocal suffixesadd=${scriptExtensions.map((name) => `.${name}`).join(',')}
let b:match_words = '\\v^\\s*<for>:\\v^\\s*<end>,\\v^\\s*<textblock>:\\v^\\s*<endblock>'
let b:undo_ftplugin = 'setlocal commentstring< comments< shiftwidth< softtabstop< expandtab< suffixesadd< | unlet! b:match_words'
`;
}

function detection(): string {
  const patterns = scriptExtensions.map((name) => `*.${name}`).join(',');
  return `${generated}
autocmd BufNewFile,BufRead ${patterns} setfiletype microdata
" Fences of Markdown documents are coloured, too.
let g:markdown_fenced_languages = get(g:, 'markdown_fenced_languages', []) + ['microdata']
`;
}

/** The files of `editors/vim/` by name: colours, comments and indentation, and which files they are for. */
export function vimFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['syntax/microdata.vim', syntax()],
    ['ftplugin/microdata.vim', filePlugin()],
    ['ftdetect/microdata.vim', detection()],
  ]);
}
