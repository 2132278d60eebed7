//! What the whole-program tests share: how to run the program under test, where a real QEMU tree is, what
//! real compilers and the tree's own tracetool say, and events to ask them about. It never looks into
//! trace-lint's library: the tests know the program by its command line and its output alone.

pub mod arguments;
pub mod build;
pub mod cases;
pub mod command_lines;
pub mod compilers;
pub mod diagnostics;
pub mod fixture;
pub mod golden;
pub mod grid;
pub mod grouping;
pub mod independent_reader;
pub mod junk;
pub mod line_mutants;
pub mod lsp;
pub mod lttng;
pub mod mistakes;
pub mod mutants;
pub mod names;
pub mod oracle_exceptions;
pub mod outcomes;
pub mod overlay;
pub mod parallel;
pub mod preamble;
pub mod process;
pub mod program;
pub mod programs;
pub mod python;
pub mod qemu;
pub mod random;
pub mod record;
pub mod recordings;
pub mod renaming;
pub mod scratch;
pub mod shared;
pub mod small_build;
pub mod surroundings;
pub mod text_grid;
pub mod tracetool;
pub mod tree;
pub mod verdicts;
