//! All packages in one module, each with an export of its own.

macro_rules! exports {
    ($($name:ident $run:expr;)*) => {$(
        #[unsafe(no_mangle)]
        extern "C" fn $name() -> u32 {
            $run
        }
    )*};
}

exports! {
    aliases pass_aliases::run();
    forms pass_forms::run();
    many pass_many::run();
    no_std pass_no_std::run();
    renamed pass_renamed::run();
    shadowed pass_shadowed::run();
    strict pass_strict::run().unwrap_or(0);
    strict_2018 pass_strict_2018::run().unwrap_or(0);
    strict_2024 pass_strict_2024::run().unwrap_or(0);
}
