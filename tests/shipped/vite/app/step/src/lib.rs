//! How far a counter goes.

/// Each time.
pub const STEP: u32 = 1;
