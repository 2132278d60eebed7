//! Spreads independent pieces of work over the machine's cores.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Runs `task` on each item, on as many threads as there are cores; results keep the items' order.
pub fn in_parallel<Item: Sync, Output: Send>(
    items: &[Item],
    task: impl Fn(&Item) -> Output + Sync,
) -> Vec<Output> {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let next = AtomicUsize::new(0);
    let results = Mutex::new(items.iter().map(|_| None).collect::<Vec<Option<Output>>>());
    std::thread::scope(|scope| {
        for _ in 0..cores.min(items.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { return };
                    let output = task(item);
                    results.lock().expect("another worker panicked")[index] = Some(output);
                }
            });
        }
    });
    let results = results.into_inner().expect("a worker panicked");
    results.into_iter().map(|result| result.expect("each item was done")).collect()
}
