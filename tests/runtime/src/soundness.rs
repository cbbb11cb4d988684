//! What must not happen, whatever the page does.
