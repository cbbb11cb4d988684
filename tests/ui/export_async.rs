use closures_extern::closures_export;

closures_export! {
    pub async fn wait(ms: u32) {}
}

fn main() {}
