//! The names that a program has, and what stands in their place: right ones, and every kind of wrong one.

use crate::random::Random;

/// The events of a program.
#[derive(Clone, Debug)]
pub struct Names {
    /// Those that it has and can switch.
    pub on: Vec<String>,
    /// Those that are compiled out.
    pub off: Vec<String>,
}

/// What stands in the place of a name.
#[derive(Clone, Debug)]
pub struct Named {
    /// The text.
    pub text: String,
    /// What kind of text it is.
    pub kind: &'static str,
}

impl Names {
    /// How many events a pattern switches, as QEMU's options and commands take it.
    pub fn covered(&self, pattern: &str) -> usize {
        self.on.iter().filter(|name| matches(pattern.as_bytes(), name.as_bytes())).count()
    }

    /// A text in the place of a name; most are right.
    pub fn named(&self, random: &mut Random) -> Named {
        let name = random.pick(&self.on).clone();
        let other = random.pick(&self.on).clone();
        let first = name.split('_').next().unwrap_or(&name).to_owned();
        let cut = name[..name.len() - 1].to_owned();
        let half = name[..name.len() / 2].to_owned();
        let (kind, text) = match random.below(44) {
            0..=9 => ("name", name),
            10..=12 => ("pattern", format!("{first}_*")),
            13 => ("pattern", format!("*{}", &name[name.len() / 2..])),
            14 => ("pattern", format!("{cut}?*")),
            15 => ("question", format!("{cut}?")),
            16 => ("unknown", format!("{cut}q")),
            17 => ("unknown", format!("{first}_{}_{}", random.below(100), &other[..other.len() / 2])),
            18 => ("dead", format!("{cut}q*")),
            19 => ("dead", format!("*{half}q_z*")),
            20 if !self.off.is_empty() => ("disabled", random.pick(&self.off).clone()),
            21 if !self.off.is_empty() => {
                let off = random.pick(&self.off);
                ("disabled", format!("{}*", &off[..off.len() - 1]))
            }
            22 => ("first word", first),
            23 => ("half", half),
            24 => ("dashes", name.replace('_', "-")),
            25 => ("dots", name.replace('_', ".")),
            26 => ("colons", format!("{first}:{cut}")),
            27 => ("class", format!("{half}[a-z]*")),
            28 => ("class", format!("[{}]{}", &name[..1], &name[1..])),
            29 => ("braces", format!("{half}{{a,,b}}*")),
            30 => ("capitals", name.to_uppercase()),
            31 => ("macro", format!("TRACE_{}", name.to_uppercase())),
            32 => ("function", format!("trace_{name}")),
            33 => ("two", format!("{name} {other}")),
            34 => ("joined", format!("{name},,{other}")),
            35 => ("blank", format!("{name} ")),
            36 => ("blank", format!(" {name}")),
            37 => ("signature", format!("{name}(void)")),
            38 => ("slash", format!("{first}/{name}")),
            39 => ("all", "*".to_owned()),
            40 => ("prefix", format!("{cut}*")),
            41 => ("prefix", format!("{half}*")),
            42 => ("letters", format!("{name}é")),
            _ => ("plus", format!("{name}+")),
        };
        Named { text, kind }
    }
}

/// As GLib matches, letter by letter of the pattern: which beginnings of the name match so far.
pub fn matches(pattern: &[u8], name: &[u8]) -> bool {
    let mut so_far = vec![false; name.len() + 1];
    so_far[0] = true;
    for byte in pattern {
        let before = so_far.clone();
        for end in 0..=name.len() {
            so_far[end] = match byte {
                b'*' => before[end] || end > 0 && so_far[end - 1],
                b'?' => end > 0 && before[end - 1],
                byte => end > 0 && before[end - 1] && name[end - 1] == *byte,
            };
        }
        if !so_far.contains(&true) {
            return false;
        }
    }
    so_far[name.len()]
}
