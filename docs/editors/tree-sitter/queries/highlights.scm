; Each node is named by one pattern alone, for editors differ in which of two wins, and by names that Helix
; and Neovim have in common, as a whole or in their first words.
(comment) @comment
(c_comment) @comment
(heading) @string.special.path
(url) @string.special.url

(property) @keyword.modifier
(event name: (identifier) @function)

(type_qualifier) @keyword.modifier
(primitive_type) @type.builtin
(type_identifier) @type
(parameter "*" @operator)
(parameter name: (identifier) @variable.parameter)
(parameters ["(" ")"] @punctuation.bracket)
(parameters "," @punctuation.delimiter)

(string) @string
(escape_sequence) @constant.character.escape
(conversion) @constant.character.escape
(conversion (position) @constant.numeric)
(conversion (flags) @keyword.modifier)
(conversion (width) @constant.numeric)
(conversion (precision) @constant.numeric)
(conversion (length) @keyword.modifier)
(macro) @constant.macro
(format "," @punctuation.delimiter)
