//! Keeps the order of the wire. tower-lsp runs several handlers at once, and a later message may
//! overtake an earlier one that has not begun. Here each handler has taken its first step, which
//! hands its message to the main loop, before the next message is looked at.

use std::future::{Future, ready};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use tower_service::Service;

/// A service whose calls begin in the order in which they are made.
#[derive(Debug)]
pub struct WireOrder<S>(pub S);

impl<S, Message> Service<Message> for WireOrder<S>
where
    S: Service<Message>,
    S::Future: Send + 'static,
    S::Response: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, message: Message) -> Self::Future {
        let mut future = Box::pin(self.0.call(message));
        // Nobody is woken by this poll; the one who is given the future polls it again.
        match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => Box::pin(ready(result)),
            Poll::Pending => future,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;
    use std::sync::{Arc, Mutex};

    /// Notes a message at the first poll, and never answers an odd one.
    struct Notes(Arc<Mutex<Vec<u32>>>);

    impl Service<u32> for Notes {
        type Response = u32;
        type Error = Infallible;
        type Future = Pin<Box<dyn Future<Output = Result<u32, Infallible>> + Send>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, message: u32) -> Self::Future {
            let notes = Arc::clone(&self.0);
            Box::pin(async move {
                notes.lock().unwrap().push(message);
                if message % 2 == 1 {
                    std::future::pending::<()>().await;
                }
                Ok(message)
            })
        }
    }

    #[test]
    fn calls_begin_in_order_whether_polled_or_not() {
        let notes = Arc::new(Mutex::new(Vec::new()));
        let mut service = WireOrder(Notes(Arc::clone(&notes)));
        let mut calls: Vec<_> = (0..6).map(|message| service.call(message)).collect();
        assert_eq!(*notes.lock().unwrap(), [0, 1, 2, 3, 4, 5]);
        let mut context = Context::from_waker(Waker::noop());
        let answers: Vec<_> = calls.iter_mut().map(|call| call.as_mut().poll(&mut context)).collect();
        assert_eq!(answers[4], Poll::Ready(Ok(4)));
        assert_eq!(answers[5], Poll::Pending);
    }
}
