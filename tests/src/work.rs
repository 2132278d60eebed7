//! Spreads independent pieces of work over the machine's cores, and makes folders to do it in.

use std::path::{Path, PathBuf};
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

/// An empty folder below the build's own, for one test's files; what an earlier run left is removed.
pub fn scratch_folder(name: &str) -> PathBuf {
    let folder = crate::program::target_folder().join("oracles").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    }
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    folder
}

/// Copies a folder and all that is in it.
pub fn copy(from: &Path, to: &Path) {
    let entries = std::fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    for entry in entries {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &target),
            false => write(&target, std::fs::read(&path).expect("a file")),
        }
    }
}

/// Writes a file, and the folders it lies in, or says which one could not be written.
pub fn write(path: &Path, text: impl AsRef<[u8]>) {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    }
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
