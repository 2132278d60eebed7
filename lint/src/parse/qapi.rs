//! The events that QAPI generates: `qmp_enter_X` and `qmp_exit_X` for every command `X`
//! (scripts/qapi/commands.py). No trace-events file of the source tree declares them.

/// The commands that a schema file defines, with `_` for what can't stand in a C name. For those of
/// `'gen': false` nothing is generated: they are left out.
pub fn commands(schema: &[u8]) -> Vec<Box<str>> {
    let mut found = Vec::new();
    let (mut at, mut depth) = (0, 0);
    let mut key: Option<&[u8]> = None;
    let mut command = None;
    let mut is_generated = true;
    while let Some(&byte) = schema.get(at) {
        let rest = &schema[at..];
        match byte {
            b'#' => at += memchr::memchr(b'\n', rest).unwrap_or(rest.len()),
            b'\'' => {
                let length = memchr::memchr2(b'\'', b'\n', &rest[1..]).unwrap_or(rest.len() - 1);
                let text = &rest[1..=length];
                if key == Some(b"command") && depth == 1 {
                    command = Some(c_name(text));
                }
                let after = rest.get(length + 2..).unwrap_or_default().trim_ascii_start();
                key = after.starts_with(b":").then_some(text);
                at += length + 2;
                let value = after.strip_prefix(b":").unwrap_or_default().trim_ascii_start();
                if key == Some(b"gen") && depth == 1 && value.starts_with(b"false") {
                    is_generated = false;
                }
            }
            _ => {
                depth += i32::from(matches!(byte, b'{' | b'[')) - i32::from(matches!(byte, b'}' | b']'));
                at += 1;
                if depth == 0 {
                    found.extend(command.take().filter(|_| is_generated));
                    is_generated = true;
                }
            }
        }
    }
    found.extend(command.filter(|_| is_generated));
    found
}

fn c_name(text: &[u8]) -> Box<str> {
    let letter = |byte: &u8| if byte.is_ascii_alphanumeric() { *byte as char } else { '_' };
    text.iter().map(letter).collect()
}

/// True when the build generates an event of this name for a command of the schema. Where no
/// schema was read the prefix decides.
pub fn is_generated(name: &str, commands: &rustc_hash::FxHashSet<Box<str>>) -> bool {
    let command = name.strip_prefix("qmp_enter_").or_else(|| name.strip_prefix("qmp_exit_"));
    command.is_some_and(|command| commands.is_empty() || commands.contains(command))
}

#[cfg(test)]
mod tests {
    use super::commands;

    #[test]
    fn commands_of_a_schema() {
        let schema = b"# { 'command': 'commented' }\n\
            { 'struct': 'S', 'data': { 'command': 'str' } }\n\
            { 'command': 'query-x.y',\n  'data': { 'a': 'str' } }\n\
            { 'command': 'by-hand', 'gen': false, # why\n 'data': [ 'x' ] }\n\
            { 'gen': false, 'command': 'by-hand-too' } { 'command': 'with', 'data': { 'gen': false } }\n\
            { 'event': 'E' } { 'if': 'C', 'command': 'last' ";
        let found = commands(schema);
        assert_eq!(found.iter().map(|name| &**name).collect::<Vec<_>>(), ["query_x_y", "with", "last"]);
    }
}
