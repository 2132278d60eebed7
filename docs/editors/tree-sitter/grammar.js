// A grammar of QEMU's trace-events files for tree-sitter. It reads what trace-lint reads (lint/src/parse/events), and
// it is total: every text has a tree without an ERROR. What stands where nothing of its kind belongs is a node
// `invalid` of its own line, so that the end of a line always ends what is wrong in it.

const newline = /\r\n?|\n/;
// What Python's str.isspace takes for white space, without the ends of lines.
const blank = '\\t\\v\\f \\x1c-\\x1f\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
// What its \w takes.
const letter = '\\p{L}\\p{N}_';
// The generator drops these from every class that has an s or a k.
const dropped = /[\u017f\u212a]/;

/** One letter, digit or `_`, or one of `others`. */
const word = (others = '') => choice(RegExp(`[${letter}${others}]`), dropped);
/** One character of the line that is neither a letter nor one of `others`. */
const noWord = (others) => RegExp(`[^\\r\\n${letter}${others}]`);
/** One character of the line that is none of `others`. */
const but = (others = '') => choice(RegExp(`[^\\r\\n${others}]`), dropped);
/** A token in a string, where blanks count. It is stronger than plain text. */
const inString = (pattern) => token.immediate(prec(2, pattern));

module.exports = grammar({
  name: 'trace_events',
  word: ($) => $._word,
  extras: () => [RegExp(`[${blank}]`)],

  rules: {
    source_file: ($) => seq(repeat(seq(optional($._line), newline)), optional($._line)),
    _line: ($) => choice($.comment, $.event),

    comment: ($) => seq(token(prec(1, '#')), repeat(choice($.heading, $.url, $._comment_text))),
    heading: () => token(prec(2, seq(
      repeat(word('./+\\-')), word('+\\-'), /\.(c\.inc|cc|cpp|c|h\.inc|h|inc|mm|m|rs)/,
    ))),
    url: () => token(prec(2, seq(/https?:\/\//, repeat1(but(`)>${blank}`))))),
    _comment_text: ($) => choice(
      token(seq(repeat(word('./+\\-')), word('/+\\-'))),
      /\.+/,
      token(repeat1(noWord(`./+\\-${blank}`))),
      $._nul,
    ),

    event: ($) => choice(
      $._head,
      seq(optional($._head), $._name),
      seq(optional($._head), optional($._name), choice(
        seq($.parameters, repeat(choice($.c_comment, alias($._ignored, $.invalid))), optional($.format)),
        seq(alias($._unclosed_parameters, $.parameters), optional($.format)),
        $.format,
      )),
    ),
    _head: ($) => repeat1(choice($.property, $.c_comment, alias($._head_invalid, $.invalid))),
    property: ($) => $._word,
    _name: ($) => field('name', $.identifier),
    // The last word before `(`, `,`, `)` or the end: what follows a word tells, wherever it might be another.
    identifier: ($) => prec(1, $._word),

    parameters: ($) => seq('(', optional($._parameters), ')'),
    // Without their `)` they end where the format begins, or with the line.
    _unclosed_parameters: ($) => seq('(', optional($._parameters)),
    _parameters: ($) => choice($.parameter, seq(optional($.parameter), repeat1(seq(',', optional($.parameter))))),
    parameter: ($) => choice(
      repeat1($._type),
      seq(repeat($._type), field('name', $.identifier)),
    ),
    _type: ($) => choice(
      $.type_qualifier, $.primitive_type, $.type_identifier, '*', $.c_comment, alias($._parameter_invalid, $.invalid),
    ),
    type_qualifier: () => choice('const', 'volatile', 'restrict', 'struct', 'union', 'enum'),
    primitive_type: () => choice(
      'void', 'bool', '_Bool', 'char', 'short', 'int', 'long', 'unsigned', 'signed', 'float', 'double',
    ),
    type_identifier: ($) => $._word,

    format: ($) => choice(
      seq($.string, repeat($._format_part), optional(alias($._unclosed_string, $.string))),
      alias($._unclosed_string, $.string),
    ),
    _format_part: ($) => choice($.string, $.macro, ',', $.c_comment, alias($._format_invalid, $.invalid)),
    string: ($) => seq('"', repeat($._piece), optional(alias($._conversion_before_macro, $.conversion)), '"'),
    // A string without its closing quote ends with the line.
    _unclosed_string: ($) => seq('"', repeat($._piece)),
    macro: ($) => $._word,

    _piece: ($) => choice(
      $._text, $.escape_sequence, $.conversion, $._nul_in_string, alias($._string_invalid, $.invalid),
    ),
    _text: () => token.immediate(prec(1, repeat1(but('"\\\\%')))),
    escape_sequence: () => inString(/\\([abefnrtv'"?\\]|[0-7]{1,3}|x[0-9A-Fa-f]+|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})/),
    conversion: ($) => seq($._conversion_head, $.specifier),
    // `%` and all but the letter, which the macro after the string gives: "%" PRIx64.
    _conversion_before_macro: ($) => prec(1, $._conversion_head),
    _conversion_head: ($) => seq(
      choice(inString('%'), $.position),
      optional($.flags), optional($.width), optional($.precision), optional($.length),
    ),
    // With its `%`, for digits alone may be flags and a width.
    position: () => inString(/%[0-9]+\$/),
    flags: () => inString(/[\-+ #0'I]+/),
    width: () => inString(/\*([0-9]+\$)?|[1-9][0-9]*/),
    precision: () => inString(/\.(\*([0-9]+\$)?|[0-9]+)?/),
    length: () => inString(/[hljzZtLq]+/),
    // Stronger than the `%` of a next conversion.
    specifier: () => token.immediate(prec(3, /[diouxXcCsSpnaAeEfFgGm%]/)),

    c_comment: () => token(prec(1, seq('/*', repeat(choice(but('*'), seq(/\*+/, but('*/')))), /\*+\//))),

    _word: () => token(repeat1(word())),
    // No class has it in it.
    _nul: () => '\0',
    _nul_in_string: () => token.immediate(prec(1, '\0')),
    _other: ($) => choice($._nul, token(repeat1(noWord(`(),*"/${blank}`))), '/'),
    _head_invalid: ($) => choice($._other, ')', ',', '*'),
    _parameter_invalid: ($) => choice($._other, '('),
    _ignored: ($) => choice($._other, $._word, '(', ')', ',', '*'),
    _format_invalid: ($) => choice($._other, '(', ')', '*'),
    _string_invalid: ($) => choice($._conversion_head, inString(seq('\\', optional(but())))),
  },
});
