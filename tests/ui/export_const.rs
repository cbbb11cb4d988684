use closures_extern::closures_export;

fn outside(n: u32) -> u32 {
    n
}

closures_export! {
    pub const VERSION = "1";
    #[js(namespace = "a")]
    pub const LIMIT_OF_ALL: u32 = 1;
    pub const WRONG: std::time::Duration = std::time::Duration::ZERO;
    pub fn before() {}
    pub static LIMIT: u32 = 1;
    pub fn outside;
    pub fn behind() -> u32 { 1 }
}

fn main() {
    before();
    behind();
}
