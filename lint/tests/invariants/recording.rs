//! What holds for any bytes that are taken for a recording.

use std::io::Read;
use trace_lint::parse::events::File;
use trace_lint::qemu::era::Era;
use trace_lint::recording::{Catalogue, Checker, Damage, Item, Printer, Reader, Stats, Stop, Style};

/// Events of every kind of value.
const EVENTS: &str = r#"none(void) ""
one(int a) "%d"
small(uint8_t a, bool b, int16_t c) "%d %d %d"
text(const char *s, uint64_t n) "%s %" PRIu64
two(char *s, const char *t) "%s %s"
disable off(void *p) "%p"
"#;

/// A source that gives few bytes at a time.
struct Slow<'a>(&'a [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = buffer.len().min(self.0.len()).min(7);
        buffer[..length].copy_from_slice(&self.0[..length]);
        self.0 = &self.0[length..];
        Ok(length)
    }
}

/// Reads a recording with and without a header: what is read are its bytes, however they come, and each record
/// is counted once.
pub fn recording(bytes: &[u8]) {
    let file = File::new("trace-events-all", EVENTS.into());
    let catalogue = Catalogue::new([&file].into_iter(), Some(Era::NEWEST));
    for has_header in [true, false] {
        let (whole, damage) = read(bytes, bytes, &catalogue, has_header);
        assert_eq!(read(bytes, Slow(bytes), &catalogue, has_header), (whole, damage));
        let Some(Damage { offset, .. }) = damage else {
            assert_eq!(whole, bytes.len() as u64);
            continue;
        };
        assert!(whole <= bytes.len() as u64 && offset <= bytes.len() as u64, "{damage:?}");
    }
}

/// Reads bytes from a source; how many were made sense of, and where that ended.
fn read(bytes: &[u8], source: impl Read, catalogue: &Catalogue, has_header: bool) -> (u64, Option<Damage>) {
    let mut reader = Reader::new(source);
    let mut checker = if has_header { Checker::new(catalogue) } else { Checker::headless(catalogue) };
    let (mut printer, mut stats) = (Printer::new(Style::of(Era::NEWEST)), Stats::default());
    let (mut mappings, mut records) = (0, 0);
    let mut ended = if has_header { reader.header().err() } else { None };
    while ended.is_none() {
        let before = reader.offset();
        match reader.next() {
            Ok(None) => break,
            Err(stop) => ended = Some(stop),
            Ok(Some(item)) => {
                let written = written(&item);
                let start = before as usize;
                assert_eq!(bytes.get(start..start + written.len()), Some(&*written), "{item:?}");
                match item {
                    Item::Mapping { offset, id, name } => {
                        assert_eq!(offset, before);
                        mappings += 1;
                        ended = checker.map(offset, id, name).err().map(Stop::from);
                    }
                    Item::Record(record) => {
                        assert_eq!(record.offset, before);
                        records += 1;
                        let (event, shape) = checker.record(&record);
                        stats.add(event, &record);
                        let mut text = Vec::new();
                        if shape.is_some_and(|shape| printer.print(shape, &record, &mut text).is_ok()) {
                            assert_eq!(text.last(), Some(&b'\n'));
                        }
                    }
                }
                assert_eq!(reader.offset(), before + written.len() as u64);
            }
        }
    }
    let damage = ended.map(|stop| match stop {
        Stop::Damage(damage) => damage,
        Stop::Failed(error) => panic!("{error}"),
    });
    let totals = checker.totals();
    assert_eq!((totals.mappings, totals.records), (mappings, records));
    let counted: u64 = stats.rows().iter().map(|row| row.records).sum();
    assert_eq!(counted + stats.others(), records);
    assert!(totals.first <= totals.last && totals.drops <= records);
    for finding in checker.finish(damage.is_none()) {
        assert!(finding.offset <= bytes.len() as u64 && finding.count > 0);
    }
    (reader.offset(), damage)
}

/// The bytes of an item as trace/simple.c writes them.
fn written(item: &Item) -> Vec<u8> {
    let mut bytes = Vec::new();
    match item {
        Item::Mapping { id, name, .. } => {
            bytes.extend(0u64.to_ne_bytes());
            bytes.extend(id.to_ne_bytes());
            bytes.extend((name.len() as u32).to_ne_bytes());
            bytes.extend(name.as_bytes());
        }
        Item::Record(record) => {
            bytes.extend(1u64.to_ne_bytes());
            bytes.extend(record.id.to_ne_bytes());
            bytes.extend(record.timestamp.to_ne_bytes());
            bytes.extend((24 + record.arguments.len() as u32).to_ne_bytes());
            bytes.extend(record.pid.to_ne_bytes());
            bytes.extend(record.arguments);
        }
    }
    bytes
}
