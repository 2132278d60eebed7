//! Counts, and the times between records, of each event in each process.

use super::histogram::Histogram;
use super::reader::Record;
use rustc_hash::FxHashMap;

/// The most rows; what comes later is counted together.
const MOST: usize = 8192;

/// The records of an event in a process.
#[derive(Clone, Debug)]
pub struct Row {
    /// The event, by its place in the recording; `None` for records that tell of dropped ones, and of
    /// no mapped event.
    pub event: Option<usize>,
    pub pid: u32,
    /// The number of records.
    pub records: u64,
    /// The bytes that they take in the file.
    pub bytes: u64,
    pub first: u64,
    pub last: u64,
    /// The times from each record to the next; none where that is earlier.
    pub gaps: Histogram,
    /// The sum of those times.
    pub forth: u64,
    /// The number of records whose time is before that of the record before.
    pub back: u64,
    /// The time of the last record.
    latest: u64,
}

/// All records of a recording, by event and process.
#[derive(Debug, Default)]
pub struct Stats {
    places: FxHashMap<(Option<usize>, u32), usize>,
    rows: Vec<Row>,
    others: u64,
}

impl Stats {
    /// Counts a record of an event.
    pub fn add(&mut self, event: Option<usize>, record: &Record) {
        let time = record.timestamp;
        let key = (event, record.pid);
        let place = match self.places.get(&key) {
            Some(&place) => place,
            None if self.rows.len() >= MOST => {
                self.others += 1;
                return;
            }
            None => {
                self.places.insert(key, self.rows.len());
                self.rows.push(Row::new(event, record));
                self.rows.len() - 1
            }
        };
        let row = &mut self.rows[place];
        if row.records > 0 {
            // Threads swap records within microseconds; more is another clock, or one that was set back.
            match time.checked_sub(row.latest) {
                Some(gap) => {
                    row.gaps.add(gap);
                    row.forth = row.forth.saturating_add(gap);
                }
                None => row.back += 1,
            }
        }
        row.latest = time;
        row.records += 1;
        row.bytes += 32 + record.arguments.len() as u64;
        row.first = row.first.min(time);
        row.last = row.last.max(time);
    }

    /// The rows, that of the most records first.
    pub fn rows(&self) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_by_key(|row| (std::cmp::Reverse(row.records), row.event, row.pid));
        rows
    }

    /// The number of records whose time goes back.
    pub fn back(&self) -> u64 {
        self.rows.iter().map(|row| row.back).sum()
    }

    /// The number of records that found no row any more.
    pub fn others(&self) -> u64 {
        self.others
    }
}

impl Row {
    fn new(event: Option<usize>, record: &Record) -> Row {
        let Record { pid, timestamp: time, .. } = *record;
        let gaps = Histogram::default();
        Row {
            event,
            pid,
            records: 0,
            bytes: 0,
            first: time,
            last: time,
            gaps,
            forth: 0,
            back: 0,
            latest: time,
        }
    }

    /// Records a second, by the times from each record to the next; `None` where no time passes.
    pub fn rate(&self) -> Option<f64> {
        (self.forth > 0).then(|| self.gaps.count() as f64 * 1e9 / self.forth as f64)
    }
}
