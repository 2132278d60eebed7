//! Standard input and output. Each has a thread of its own and an unbounded queue, so that neither a
//! slow reader of our output nor a long message on its way in ever holds up the server.
//!
//! It knows frames and nothing of what they say.

use crate::wire::frames::{Decoder, Frame};
use std::io::{self, Read, Write};
use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tower_lsp::jsonrpc::{Error, Id, Response};

/// How much is read at a time, in bytes.
const CHUNK: usize = 64 * 1024;

/// The messages that came in, well-formed ones alone.
pub struct Input {
    frames: UnboundedReceiver<Vec<u8>>,
    frame: Vec<u8>,
    read: usize,
}

/// Starts to read `source`. A malformed message is answered in `output` and told to `problem`;
/// `ended` is called at the end of the input.
pub fn input(
    mut source: impl Read + Send + 'static,
    output: Output,
    problem: impl Fn(String) + Send + 'static,
    ended: impl FnOnce() + Send + 'static,
) -> Input {
    let (sender, frames) = unbounded_channel();
    thread::spawn(move || {
        let mut decoder = Decoder::default();
        let mut chunk = vec![0; CHUNK];
        loop {
            match source.read(&mut chunk) {
                Ok(0) => break,
                Ok(length) => decoder.push(&chunk[..length]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    problem(format!("standard input: {error}"));
                    break;
                }
            }
            while let Some(frame) = decoder.next_frame() {
                match frame {
                    Frame::Message(body) => {
                        // Without a receiver the server is on its way out.
                        let _ = sender.send(framed(&body));
                    }
                    Frame::Malformed(reason) => {
                        output.send(framed(&parse_error(&reason)));
                        problem(format!(
                            "a malformed message was skipped ({reason}): if it was an edit, open the file again"
                        ));
                    }
                }
            }
        }
        if !decoder.is_empty() {
            problem("the input ended in the middle of a message".into());
        }
        ended();
    });
    Input { frames, frame: Vec::new(), read: 0 }
}

/// A body with its header.
fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

fn parse_error(reason: &str) -> Vec<u8> {
    let error = Error { data: Some(reason.into()), ..Error::parse_error() };
    serde_json::to_vec(&Response::from_error(Id::Null, error)).unwrap_or_default()
}

impl AsyncRead for Input {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.read == self.frame.len() {
            match self.frames.poll_recv(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(Ok(())),
                Poll::Ready(Some(frame)) => {
                    self.frame = frame;
                    self.read = 0;
                }
            }
        }
        let end = self.frame.len().min(self.read + buffer.remaining());
        buffer.put_slice(&self.frame[self.read..end]);
        self.read = end;
        Poll::Ready(Ok(()))
    }
}

/// The queue of what goes out. Whoever writes to it writes whole frames.
#[derive(Clone)]
pub struct Output(mpsc::Sender<Option<Vec<u8>>>);

/// Tells when all that went out is written.
pub struct Written(mpsc::Receiver<()>);

/// Starts to write to `sink`; `closed` is called when nobody reads it any more.
pub fn output(
    mut sink: impl Write + Send + 'static,
    closed: impl FnOnce() + Send + 'static,
) -> (Output, Written) {
    let (sender, frames) = mpsc::channel::<Option<Vec<u8>>>();
    let (done, written) = mpsc::channel();
    thread::spawn(move || {
        while let Ok(Some(frame)) = frames.recv() {
            if sink.write_all(&frame).and_then(|()| sink.flush()).is_err() {
                closed();
                break;
            }
        }
        // Nobody may be waiting.
        let _ = done.send(());
    });
    (Output(sender), Written(written))
}

impl Output {
    fn send(&self, frame: Vec<u8>) {
        // Without a receiver nobody reads our output: `closed` has told so.
        let _ = self.0.send(Some(frame));
    }

    /// Nothing more goes out.
    pub fn finish(&self) {
        let _ = self.0.send(None);
    }
}

impl Written {
    /// Waits until all is written, at most this long.
    pub fn wait(&self, limit: Duration) {
        let _ = self.0.recv_timeout(limit);
    }
}

impl AsyncWrite for Output {
    /// Takes all of it, so that frames stay whole.
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.send(bytes.to_vec());
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
