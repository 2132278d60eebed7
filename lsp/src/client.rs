//! What the server says of itself and asks of the client.

pub mod outbox;
pub mod registrations;
pub mod status;
