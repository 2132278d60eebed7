//! The program against other programs that know better: compilers, the trees' own tracetool, a real QEMU,
//! SystemTap, LTTng, published schemas. `tests/run` installs them.

mod backends;
mod commands;
mod compilers;
mod differential;
mod event_lists;
mod messages;
mod network;
mod recordings;
mod report_schemas;
mod small_builds;
mod systemtap;
mod tracetool;
