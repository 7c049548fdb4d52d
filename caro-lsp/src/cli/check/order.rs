//! Works on many things at once, and hands the results on in the order of the things.

use std::io;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, scope};

/// How far the work may run ahead of what was handed on, for each thread: this bounds what is held.
const AHEAD: usize = 16;

/// What deep scripts need on the stack of a debug build.
const STACK: usize = 8 << 20;

/// Gives each item to `work` on one of `threads` threads, and each result to `take` in the order of the items.
pub(super) fn in_order<T: Send, R: Send>(
    items: Vec<T>,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let count = items.len();
    let threads = threads.clamp(1, count.max(1));
    let items = Mutex::new(items.into_iter());
    // Who takes an item promises its result in the same moment, so promises come in the order of the items.
    let (promise, promises) = sync_channel::<Receiver<R>>(threads * AHEAD);
    let next = || {
        let mut items = items.lock().unwrap_or_else(PoisonError::into_inner);
        let item = items.next()?;
        let (result, promised) = sync_channel(1);
        promise.send(promised).ok().map(|()| (item, result))
    };
    scope(|scope| {
        for _ in 0..threads {
            let worker = {
                let (next, work) = (&next, &work);
                move || {
                    while let Some((item, result)) = next() {
                        // Nobody waits for it where the reader has gone.
                        let _ = result.send(work(item));
                    }
                }
            };
            Builder::new().stack_size(STACK).spawn_scoped(scope, worker).expect("the system grants a few threads");
        }
        let mut results = promises.into_iter().take(count).filter_map(|it| it.recv().ok());
        // Where taking fails, `promises` goes, and with it the workers' reason to go on.
        results.try_for_each(&mut take)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_order_and_the_work_stops_with_the_reader() {
        let mut seen = Vec::new();
        in_order(
            (0..500).collect(),
            4,
            |it: usize| it * 2,
            |it| {
                seen.push(it);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(seen, (0..500).map(|it| it * 2).collect::<Vec<_>>());
        let done = AtomicUsize::new(0);
        let work = |_: usize| done.fetch_add(1, Ordering::Relaxed);
        in_order((0..10_000).collect(), 2, work, |_| Err(io::ErrorKind::BrokenPipe.into())).unwrap_err();
        assert!(done.into_inner() < 1_000);
        in_order(Vec::new(), 0, |it: usize| it, |_| Ok(())).unwrap();
    }
}
