//! Hand-made lines and files that try every production of tracetool's grammar where it is thin: white space,
//! names, properties, parentheses, arguments, formats, newlines, bytes that are no text.

mod arguments;
mod files;
mod formats;
mod heads;

/// Each a whole file, most of one line.
pub fn junk() -> Vec<Vec<u8>> {
    let lines = [heads::heads(), arguments::arguments(), formats::formats()].concat();
    let mut files: Vec<Vec<u8>> = lines.into_iter().map(|line| line.into_bytes()).collect();
    for file in &mut files {
        file.push(b'\n');
    }
    files.extend(files::files());
    files
}
