//! A small language client that waits for nothing it did not ask for: frames over pipes, one thread
//! that reads. It knows the protocol by its text alone, not by the server's types.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Instant;

use serde_json::{Value, json};

use crate::process::{LIMIT, ended};
use crate::program::trace_lsp;
use crate::record::Record;

/// A server under test and what it said.
pub struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What came and was not asked for yet.
    waiting: VecDeque<Value>,
    next_id: i64,
    /// The newest versions of the open documents.
    versions: HashMap<String, i64>,
    record: Option<Record>,
}

impl Client {
    /// Starts the server, and says nothing to it.
    pub fn start() -> Client {
        Client::start_with(&[])
    }

    /// Starts the server with arguments.
    pub fn start_with(arguments: &[&str]) -> Client {
        Client::run(trace_lsp(), arguments)
    }

    /// Starts a server of this path with arguments.
    pub fn run(program: &Path, arguments: &[&str]) -> Client {
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let (sender, messages) = channel();
        let record = Record::begin();
        let heard = record.clone();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut stdout) {
                if let Some(record) = &heard {
                    record.write("server", &message);
                }
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let stdin = child.stdin.take();
        let (waiting, versions) = (VecDeque::new(), HashMap::new());
        Client { child, stdin, messages, waiting, next_id: 0, versions, record }
    }

    /// Starts the server and says hello with these capabilities.
    pub fn ready(capabilities: &Value) -> Client {
        let mut client = Client::start();
        client.hello(capabilities);
        client
    }

    /// Says hello; returns what the server offers.
    pub fn hello(&mut self, capabilities: &Value) -> Value {
        self.hello_in(capabilities, &[])
    }

    /// Says hello with workspace folders; returns what the server offers.
    pub fn hello_in(&mut self, capabilities: &Value, folders: &[&str]) -> Value {
        self.hello_with(capabilities, folders, &Value::Null)
    }

    /// Says hello with workspace folders and initialization options; returns what the server offers.
    pub fn hello_with(&mut self, capabilities: &Value, folders: &[&str], options: &Value) -> Value {
        let folders: Vec<Value> = folders.iter().map(|uri| json!({ "uri": uri, "name": uri })).collect();
        let mut params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        if !folders.is_empty() {
            params["workspaceFolders"] = json!(folders);
        }
        if !options.is_null() {
            params["initializationOptions"] = options.clone();
        }
        let answer = self.ask("initialize", &params);
        self.notify("initialized", &json!({}));
        answer["result"].clone()
    }

    /// The server's process id.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// The most memory that the server has had so far, in bytes; `None` where the system does not tell.
    pub fn memory(&self) -> Option<u64> {
        self.memory_of("VmHWM:")
    }

    /// The memory that the server has now, in bytes; `None` where the system does not tell.
    pub fn memory_now(&self) -> Option<u64> {
        self.memory_of("VmRSS:")
    }

    fn memory_of(&self, field: &str) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(field))?;
        Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
    }

    /// Writes bytes as they are. A server that has left does not read them.
    pub fn write(&mut self, bytes: &[u8]) {
        if let Some(stdin) = &mut self.stdin {
            let _ = stdin.write_all(bytes).and_then(|()| stdin.flush());
        }
    }

    /// Sends a message as it is.
    pub fn send(&mut self, message: &Value) {
        if let Some(record) = &self.record {
            record.write("client", message);
        }
        let body = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request; returns its number.
    pub fn request(&mut self, method: &str, params: &Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Sends a request and waits for its answer.
    pub fn ask(&mut self, method: &str, params: &Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
    }

    /// Waits for the answer to a request.
    pub fn answer(&mut self, id: i64) -> Value {
        self.wait(&format!("the answer to {id}"), |message| {
            message["id"] == id && message.get("method").is_none()
        })
    }

    /// Waits for a notification or a request of the server.
    pub fn told(&mut self, method: &str) -> Value {
        self.wait(method, |message| message["method"] == method)
    }

    /// Waits for a message; others stay for later.
    pub fn wait(&mut self, name: &str, is_wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.waiting.iter().position(&is_wanted) {
            return self.waiting.remove(at).expect("it is there");
        }
        let end = Instant::now() + LIMIT;
        loop {
            match self.messages.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) if is_wanted(&message) => return message,
                Ok(message) => self.waiting.push_back(message),
                Err(RecvTimeoutError::Timeout) => panic!("{name} did not come; {:?} did", self.waiting),
                Err(RecvTimeoutError::Disconnected) => panic!("{name} did not come: the server has left"),
            }
        }
    }

    /// The messages of a method that have come by now.
    pub fn heard(&mut self, method: &str) -> Vec<Value> {
        self.waiting.extend(self.messages.try_iter());
        self.waiting.iter().filter(|message| message["method"] == method).cloned().collect()
    }

    /// As [`heard`](Self::heard); they are heard no more.
    pub fn take(&mut self, method: &str) -> Vec<Value> {
        let taken = self.heard(method);
        self.waiting.retain(|message| message["method"] != method);
        taken
    }

    /// The messages of a server that has ended that nobody asked for.
    pub fn rest(&mut self) -> Vec<Value> {
        self.waiting.drain(..).chain(self.messages.iter()).collect()
    }

    /// Opens a document in version 1.
    pub fn open(&mut self, uri: &str, text: &str) {
        let language = match uri.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "c" | "h" | "inc" => "c",
            "m" => "objective-c",
            "rs" => "rust",
            "build" => "meson",
            "py" => "python",
            _ => "trace-events",
        };
        self.open_as(uri, language, text);
    }

    /// Opens a document of this language in version 1.
    pub fn open_as(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.versions.insert(uri.to_owned(), 1);
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Closes a document.
    pub fn close(&mut self, uri: &str) {
        self.versions.remove(uri);
        self.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    }

    /// Edits a document.
    pub fn change(&mut self, uri: &str, version: i64, changes: &Value) {
        self.versions.insert(uri.to_owned(), version);
        let document = json!({ "uri": uri, "version": version });
        self.notify(
            "textDocument/didChange",
            &json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    /// The text of a document as the server has it.
    pub fn text(&mut self, uri: &str) -> String {
        let answer = self.ask("traceLint/debug/text", &json!({ "uri": uri }));
        answer["result"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// The next diagnostics of a document in this version.
    pub fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let message = self.wait("diagnostics", |message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        message["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Waits until the server shows these rules' findings, by their codes, in the newest version of a
    /// document. What it showed before is forgotten.
    pub fn shows(&mut self, uri: &str, codes: &[&str]) -> Vec<Value> {
        let version = self.versions.get(uri).copied();
        loop {
            let message = self.wait(&format!("{codes:?} in {uri}"), |message| {
                message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
            });
            let found = message["params"]["diagnostics"].as_array().expect("a list");
            let are_these =
                found.iter().map(|it| it["code"].as_str()).eq(codes.iter().map(|code| Some(*code)));
            if message["params"]["version"].as_i64() == version && are_these {
                return found.clone();
            }
        }
    }

    /// Asks the server to leave and sees it out.
    pub fn leave(mut self) {
        self.ask("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        assert_eq!(self.status().code(), Some(0));
    }

    /// Ends the server's input.
    pub fn close_input(&mut self) {
        self.stdin = None;
    }

    /// Waits until the server has ended.
    pub fn status(&mut self) -> ExitStatus {
        ended(&mut self.child)
    }

    /// The CPU time that the server has had so far, in clock ticks; `None` where the system does not tell.
    pub fn cpu_time(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/stat", self.process())).ok()?;
        // proc(5): the state is the third field; `utime` and `stime` are 14 and 15.
        let (_, fields) = status.rsplit_once(") ")?;
        let times = fields.split(' ').skip(11).take(2).map(|field| field.parse::<u64>().ok());
        times.sum()
    }

    /// What the server wrote to standard error, once it has ended.
    pub fn errors(&mut self) -> String {
        let mut text = String::new();
        let mut stderr = self.child.stderr.take().expect("a pipe");
        stderr.read_to_string(&mut text).expect("the server logs text");
        text
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads one message; `None` at the end.
fn read(input: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.strip_suffix("\r\n").unwrap_or_else(|| panic!("{line:?} is no header"));
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("{line:?} is no header"));
        assert_eq!(name, "Content-Length", "the only header we send");
        length = Some(value.parse().expect("a number"));
    }
    let mut body = vec![0; length.expect("the header Content-Length")];
    input.read_exact(&mut body).ok()?;
    let message: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(message["jsonrpc"], "2.0");
    Some(message)
}
