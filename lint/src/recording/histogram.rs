//! Times counted in classes, so that their percentiles are known in bounded memory.

/// The classes of each power of two.
const CLASSES: u64 = 32;
const BITS: u32 = CLASSES.trailing_zeros();

/// Times in nanoseconds, counted in 32 classes of equal width between a power of two and the next. The
/// middle of a class is off by less than 1.6 % of any time in it; below 64 ns times are exact.
#[derive(Clone, Debug, Default)]
pub struct Histogram {
    /// The classes of each power of two, where any is counted.
    octaves: Vec<Option<Box<[u64; CLASSES as usize]>>>,
    count: u64,
    least: u64,
    most: u64,
}

impl Histogram {
    /// Counts a time.
    pub fn add(&mut self, time: u64) {
        let (octave, class) = class(time);
        if self.octaves.len() <= octave {
            self.octaves.resize(octave + 1, None);
        }
        self.octaves[octave].get_or_insert_default()[class] += 1;
        self.least = if self.count == 0 { time } else { self.least.min(time) };
        self.most = self.most.max(time);
        self.count += 1;
    }

    /// The number of times.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The shortest time, exactly.
    pub fn least(&self) -> Option<u64> {
        (self.count > 0).then_some(self.least)
    }

    /// The longest time, exactly.
    pub fn most(&self) -> Option<u64> {
        (self.count > 0).then_some(self.most)
    }

    /// The time that so many percent of the times do not exceed, as exactly as the classes are.
    pub fn percentile(&self, percent: u32) -> Option<u64> {
        if self.count == 0 {
            return None;
        }
        let rank = (u128::from(self.count) * u128::from(percent)).div_ceil(100).max(1);
        if rank >= u128::from(self.count) {
            return Some(self.most);
        }
        let mut seen = 0;
        for (octave, counts) in self.octaves.iter().enumerate() {
            for (class, &count) in counts.iter().flat_map(|counts| counts.iter()).enumerate() {
                seen += u128::from(count);
                if seen >= rank {
                    return Some(middle(octave, class).clamp(self.least, self.most));
                }
            }
        }
        Some(self.most)
    }
}

/// The power of two and the class in it. The first holds the times below [`CLASSES`], exactly.
fn class(time: u64) -> (usize, usize) {
    let octave = (64 - time.leading_zeros()).saturating_sub(BITS);
    let width = octave.saturating_sub(1);
    (octave as usize, ((time >> width) % CLASSES) as usize)
}

/// The middle of a class.
fn middle(octave: usize, class: usize) -> u64 {
    if octave == 0 {
        return class as u64;
    }
    let width = octave as u32 - 1;
    let start = (CLASSES + class as u64) << width;
    start + ((1 << width) - 1) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_near_all_its_times() {
        let mut times: Vec<u64> = (0..3000).collect();
        for bit in 12..64 {
            times.extend([1 << bit, (1 << bit) + 12345, (1 << bit) - 1, (1 << bit) + (1 << (bit - 1)) - 1]);
        }
        times.push(u64::MAX);
        for time in times {
            let (octave, place) = class(time);
            let off = middle(octave, place).abs_diff(time);
            assert!(off as f64 <= time as f64 / 64.0 && (time >= 64 || off == 0), "{time} off by {off}");
        }
    }

    #[test]
    fn percentiles_are_those_of_the_sorted_times() {
        let check = |times: &[u64], percent, expected| {
            let mut histogram = Histogram::default();
            times.iter().for_each(|&time| histogram.add(time));
            assert_eq!(histogram.percentile(percent), expected, "{percent} of {times:?}");
        };
        check(&[], 50, None);
        check(&[7], 1, Some(7));
        check(&[7], 100, Some(7));
        check(&[3, 1, 2], 50, Some(2));
        check(&[4, 3, 1, 2], 50, Some(2));
        check(&[10, 20, 30, 40, 50], 90, Some(50));
        check(&[u64::MAX, 0], 99, Some(u64::MAX));
    }

    #[test]
    fn ends_are_exact() {
        let mut histogram = Histogram::default();
        assert_eq!((histogram.least(), histogram.most()), (None, None));
        [123_456_789, 1_000_003].iter().for_each(|&time| histogram.add(time));
        assert_eq!((histogram.least(), histogram.most()), (Some(1_000_003), Some(123_456_789)));
    }
}
