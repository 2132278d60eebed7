//! The thread that owns the state. It takes one event after the other in the order of the wire, never
//! waits for anything else, and looks for findings only when no event waits: a hundred edits that come
//! together are diagnosed once.

use crate::session::event::Event;
use crate::session::state::State;
use std::sync::mpsc::Receiver;

/// Handles events until nobody can send any.
pub fn run(events: &Receiver<Event>, mut state: State) {
    while let Ok(event) = events.recv() {
        handle(&mut state, event);
        while let Ok(event) = events.try_recv() {
            handle(&mut state, event);
        }
        state.try_held();
        state.watch_roots();
        state.look_at_git();
        state.diagnose();
        state.report_status();
    }
}

fn handle(state: &mut State, event: Event) {
    if event.is_of_user() {
        state.expect_changes();
    }
    match event {
        Event::Initialize(greeting) => state.initialize(*greeting),
        Event::Initialized => state.initialized(),
        Event::Open(params) => state.open(params.text_document),
        Event::Change(params) => state.change(&params.text_document, params.content_changes),
        Event::Close(params) => state.close(params.text_document.uri),
        Event::Saved(params) => state.saved(&params.text_document.uri),
        Event::Watching { root, is_taken } => state.watching(root, is_taken),
        Event::GitSeen(seen) => state.git_seen(seen),
        Event::Watched(params) => state.watched(params),
        Event::ManyWatched => state.many_watched(),
        Event::Folders(params) => state.change_folders(params.event),
        Event::Settings(params) => state.settings(&params.settings),
        Event::Configured(settings) => state.configure(&settings),
        Event::Located { uri, info } => state.located(uri, info),
        Event::FolderLocated(located) => state.folder_located(located),
        Event::Read(read) => state.tree_read(read),
        Event::Unsettled { root, read } => state.unsettled(&root, read),
        Event::Quiet { root, revision } => state.quiet(&root, revision),
        Event::Ask(request) => state.ask(request),
        Event::Show(uri) => state.show(uri),
        Event::Diagnosed(diagnosed) => state.diagnosed(diagnosed),
    }
}
