//! What a finding is known by from one run to the next: not its line, which moves.

use super::finding::Finding;
use rustc_hash::FxHashMap;

/// Numbers findings that are otherwise the same.
#[derive(Debug, Default)]
pub(super) struct Fingerprints(FxHashMap<u64, u32>);

impl Fingerprints {
    /// The fingerprint of the next finding: 16 digits that no other finding of the run has.
    pub fn next(&mut self, finding: &Finding) -> String {
        let diagnostic = finding.diagnostic;
        let event = diagnostic.event.as_deref().unwrap_or_default();
        let path = finding.path();
        let parts = [&*path, diagnostic.rule.code, event, &diagnostic.message];
        let known = digest(parts.iter().flat_map(|part| part.bytes().chain([0])));
        let count = self.0.entry(known).or_default();
        *count += 1;
        format!("{:016x}", digest(known.to_le_bytes().into_iter().chain(count.to_le_bytes())))
    }
}

/// FNV-1a, which is the same on every machine and in every release.
fn digest(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
