" Generated from the parser and the command declarations by npm run generate; do not edit.
if exists('b:current_syntax')
  finish
endif

syntax iskeyword @,48-57,_,@-@,192-255

" A statement ends with its line, unless that ends in a backslash, which takes the line's end with it.
syntax region microdataStatement transparent start=/\v^\s*\S/ end=/\ze,/ end=/$/ contains=@microdataParts,microdataCommand,microdataControl nextgroup=microdataOptions
syntax region microdataOptions transparent matchgroup=microdataComma start=/,/ matchgroup=NONE end=/\ze\/\// end=/$/ contained contains=@microdataParts,microdataOption nextgroup=microdataComment
syntax region microdataParentheses transparent contained matchgroup=microdataBracket start=/(/ end=/)/ end=/$/ contains=@microdataParts
syntax cluster microdataParts contains=microdataParentheses,microdataComment,microdataString,microdataBinding,microdataDate,microdataNumber,microdataFunction,microdataFactor,microdataOperator,microdataWord,microdataContinuation

syntax match microdataCommand contained /\v%(^\s*%(coefplot\s+)?)@<=%(negative-binomial-predict|regress-panel-predict|regress-mml-predict|regress-panel-diff|reshape-from-panel|ivregress-predict|negative-binomial|transitions-panel|reshape-to-panel|clone-variables|poisson-predict|regress-predict|summarize-panel|create-dataset|delete-dataset|help-procedure|mlogit-predict|probit-predict|rename-dataset|tabulate-panel|assign-labels|clone-dataset|define-labels|help-function|logit-predict|regress-panel|import-event|import-panel|kaplan-meier|clone-units|drop-labels|list-labels|regress-mml|normaltest|aggregate|configure|correlate|histogram|ivregress|summarize|variables|barchart|coefplot|collapse|destring|generate|piechart|tabulate|boxplot|hausman|history|poisson|regress|replace|require|weibull|hexbin|import|mlogit|oaxaca|probit|recode|rename|sample|sankey|anova|clear|logit|merge|drop|edit|help|keep|load|save|cox|rdd|use|ci)%(\k|-)@!/
syntax match microdataControl contained /\v%(^\s*)@<=%(for|end|let)%(\k|-)@!/
syntax keyword microdataWord if as to into on by in min max missing nonmissing contained
syntax keyword microdataOption be bin bottom by cellpct chi2 cluster colpct colsort control cooksd covariance cutoff density contained
syntax keyword microdataOption derivate discrete dpcomma edit effects endog exposure fe firststage flatten force fraction freq contained
syntax keyword microdataOption fuzzy generate gini gmm gridsize groups hazard het_bp het_fstat het_iid horizontal ignore contained
syntax keyword microdataOption include_constant iqr irr level liml margins mean mfx mfx_at missing noconstant nolabels normal obs contained
syntax keyword microdataOption or outer_join ov over overid p25 p50 p75 pairwise percent polynomial pool pooled posthoc predicted contained
syntax keyword microdataOption prefix probabilities re residuals robust rowpct rowsort sig sigmaless sigmamore stack standardize contained
syntax keyword microdataOption std suffix sum summarize top tsls vif width contained
syntax match microdataFunction contained /\v\k+\ze\(/
syntax match microdataFactor contained /\v%(\k|[@$])@<![ic]\.\ze[[:alpha:]_$]/
syntax match microdataOperator contained /\v\+\+|-\>|\=\=|!\=|\<\=|\>\=|##|[-+*\/^<>=&|!#]/
syntax match microdataNumber contained /\v%(\k|[@$])@<!%(\d+%(\.\d+)?|\.\d+)%([eE][+-]?\d+)?\k@!/
syntax match microdataDate contained /\v%(\k|[@$])@<!\d{4}-\d{2}-\d{2}\k@!/
syntax match microdataBinding contained /\v\$\k+/
syntax region microdataString contained oneline start=/'/ end=/'/
syntax region microdataString contained oneline start=/"/ end=/"/
syntax match microdataContinuation contained /\v\\\s*%(\/\/.*)?\n/ contains=microdataComment
syntax match microdataComment contained /\v\/\/.*$/
syntax match microdataComment /\v^\s*#.*$/
syntax match microdataComment /\v^\s*\/\/.*$/
syntax region microdataText matchgroup=microdataControl start=/\v^\s*textblock\s*%(\/\/.*)?$/ end=/\v^\s*endblock\s*%(\/\/.*)?$/

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
