" Colours for QEMU's trace-events files.
if exists('b:current_syntax')
  finish
endif
syntax case match

syntax match traceEventsHeading /[[:alnum:]_.\/+-]*[[:alnum:]_+-]\.\%(c\.inc\|cc\|cpp\|c\|h\|inc\|m\|rs\)\>/ contained
syntax match traceEventsComment /^\s*#.*$/ contains=traceEventsHeading
syntax match traceEventsProperty /^\s*\%(\%(disable\|vcpu\|tcg\|tcg-trans\|tcg-exec\)\s\+\)\+/ nextgroup=traceEventsName
syntax match traceEventsName /^\s*\zs\h\w*\ze\s*(/
syntax match traceEventsName /\h\w*\ze\s*(/ contained
syntax region traceEventsArguments start=/(/ end=/)\|\ze"\|$/ contains=traceEventsType,traceEventsQualifier,traceEventsArgument
syntax match traceEventsType /\<\%(\w\+_t\|void\|bool\|char\|short\|int\|long\|unsigned\|signed\|float\|double\)\>/ contained
syntax keyword traceEventsQualifier const volatile restrict struct union enum contained
syntax match traceEventsArgument /\<\h\w*\ze\s*[,)]/ contained
syntax region traceEventsFormat start=/"/ skip=/\\"/ end=/"\|$/ contains=traceEventsConversion,traceEventsEscape
syntax match traceEventsConversion /%\%(\d\+\$\)\?[-+ #0'I]*\%(\*\%(\d\+\$\)\?\|\d\+\)\?\%(\.\%(\*\%(\d\+\$\)\?\|\d*\)\)\?[hljzZtLq]*[diouxXcCsSpnaAeEfFgGm%]/ contained
syntax match traceEventsConversion /%[-+ #0']*\d*\%(\.\d*\)\?\ze"/ contained
syntax match traceEventsEscape /\\[abefnrtv'"?\\]/ contained
syntax match traceEventsMacro /\<\u[A-Z0-9_]*PRI[diouxX]\w*\>\|\<PRI[diouxX]\w*\>/

highlight default link traceEventsComment Comment
highlight default link traceEventsHeading Special
highlight default link traceEventsProperty StorageClass
highlight default link traceEventsName Function
highlight default link traceEventsType Type
highlight default link traceEventsQualifier StorageClass
highlight default link traceEventsArgument Identifier
highlight default link traceEventsFormat String
highlight default link traceEventsConversion SpecialChar
highlight default link traceEventsEscape SpecialChar
highlight default link traceEventsMacro Macro

let b:current_syntax = 'trace-events'
