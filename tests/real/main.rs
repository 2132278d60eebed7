//! What the program says of whole QEMU source trees, as released and with mistakes put into them.

mod audit;
mod compat;
mod cross_reference;
mod findings;
mod fixes;
mod mutants;
mod one_file;
mod scripts;
