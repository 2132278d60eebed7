//! A few threads that do what would keep the main loop from its next event.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct Pool(mpsc::Sender<Job>);

impl Pool {
    /// Starts this many threads, under this name.
    pub fn new(name: &str, threads: usize) -> Pool {
        let (sender, jobs) = mpsc::channel::<Job>();
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..threads {
            let jobs = Arc::clone(&jobs);
            let worker = thread::Builder::new().name(name.to_owned());
            // What a panic leaves is dropped with the job.
            let started = worker.spawn(move || {
                while let Some(job) = next(&jobs) {
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            });
            if let Err(error) = started {
                tracing::error!("a worker could not be started: {error}");
            }
        }
        Pool(sender)
    }

    /// Does this as soon as a thread is free. A panic in it ends nothing else.
    pub fn run(&self, job: impl FnOnce() + Send + 'static) {
        // The threads live as long as the sender.
        let _ = self.0.send(Box::new(job));
    }
}

fn next(jobs: &Mutex<mpsc::Receiver<Job>>) -> Option<Job> {
    jobs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_its_own_job_alone() {
        let pool = Pool::new("test", 1);
        let (sender, results) = mpsc::channel();
        let dropped = sender.clone();
        pool.run(move || {
            let _dropped = dropped;
            std::panic::resume_unwind(Box::new(()));
        });
        pool.run(move || sender.send(1).unwrap());
        assert_eq!(results.iter().collect::<Vec<_>>(), [1]);
    }
}
