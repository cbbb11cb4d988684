//! A test of another file has a wasm file of its own.

closures_extern::closures_test! {
    fn it_is_small() {
        assert_eq!(each_way::inner(1), 1);
    }
}
