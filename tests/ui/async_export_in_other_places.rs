use closures_extern::closures_export;

pub struct Store(u32);

closures_export! {
    pub type Store;

    #[js(constructor)]
    pub async fn open(size: u32) -> Store {
        Store(size)
    }

    /// How large it is.
    #[js(getter, name = "length")]
    pub async fn size(self: &Store) -> u32 {
        self.0
    }

    #[js(setter)]
    pub async fn set_size(self: &mut Store, size: u32) {
        self.0 = size;
    }

    pub async unsafe fn clear() {}

    pub async fn close(self: Store) -> u32 {
        self.0
    }
}

fn main() {
    let _ = Store(1).close();
}
