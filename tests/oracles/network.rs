//! Nothing is sent anywhere: neither program has what opens a connection or looks up a name.

use std::process::Command;

use trace_lint_tests::program::{trace_lint, trace_lsp};

const OF_NETWORKS: [&str; 6] = ["socket", "connect", "bind", "listen", "accept4", "getaddrinfo"];

#[test]
fn programs_can_not_open_connections() {
    for program in [trace_lint(), trace_lsp()] {
        let output = Command::new("nm")
            .args(["--dynamic", "--undefined-only"])
            .arg(program)
            .output()
            .unwrap_or_else(|error| panic!("nm: {error}: `tests/run` installs it with gcc"));
        let text = String::from_utf8(output.stdout).expect("symbols are text");
        let symbols: Vec<&str> = text
            .lines()
            .filter_map(|line| line.split_whitespace().last())
            .map(|symbol| symbol.split('@').next().unwrap_or(symbol))
            .collect();
        assert!(symbols.contains(&"read"), "{program:?}: {text}");
        assert!(!symbols.iter().any(|symbol| OF_NETWORKS.contains(symbol)), "{program:?}: {text}");
    }
}
