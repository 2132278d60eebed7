//! The language server in the editors that need no screen. Those with windows have programs of their own: `vscode/run`, `pages/run`.

mod headless;
