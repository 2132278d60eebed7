//! Numbers as people read them.

/// A count, its digits in groups of three.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// "1 record", "2,000 records".
pub(super) fn counted(count: u64, one: &str) -> String {
    format!("{} {one}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// A time in nanoseconds, in the unit that leaves at most three digits before the point.
pub(super) fn time(nanoseconds: u64) -> String {
    let scaled = |unit: f64| nanoseconds as f64 / unit;
    match nanoseconds {
        0..1_000 => format!("{nanoseconds} ns"),
        1_000..1_000_000 => format!("{:.1} us", scaled(1e3)),
        1_000_000..1_000_000_000 => format!("{:.1} ms", scaled(1e6)),
        _ => format!("{:.2} s", scaled(1e9)),
    }
}

/// Records a second.
pub(super) fn rate(rate: f64) -> String {
    if rate < 100.0 { format!("{rate:.2}") } else { grouped(rate.round() as u64) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (count, expected) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(count), expected);
        }
        assert_eq!(counted(1, "record"), "1 record");
        assert_eq!(counted(2000, "record"), "2,000 records");
    }

    #[test]
    fn times_have_a_unit() {
        let check = |nanoseconds, expected| assert_eq!(time(nanoseconds), expected);
        check(0, "0 ns");
        check(999, "999 ns");
        check(1_500, "1.5 us");
        check(2_000_000, "2.0 ms");
        check(61_000_000_000, "61.00 s");
    }
}
