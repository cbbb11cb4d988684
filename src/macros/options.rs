//! `#[js(..)]`: which options there are, where each belongs, and what an item becomes by them.
//!
//! Options come as `whole opened` pairs of the same group: one is taken apart, the other says where a mistake is. Each
//! is first turned into what it sets (`@name ["x"]`), and that into the state. An item's options are read twice, for its
//! declaration and for its descriptor; only the first reports what is `wrong`, or is to be asked when the whole item is known:
//! whether a getter has the arguments of one (`@form`), and whether what is variadic has a list (`@variadic`).

/// Reads the options at the top of a block.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_defaults {
    (
        namespace: $namespace:tt, module: $module:tt, descriptors: $descriptors:tt, options: [], items: [$($items:tt)*]
    ) => {
        $crate::__closures_extern_items! { defaults: [$namespace $module], descriptors: $descriptors, $($items)* }
    };
    (
        namespace: $namespace:tt, module: $module:tt, descriptors: $descriptors:tt,
        options: [$whole:tt ($(,)?) $($rest:tt)*], items: $items:tt
    ) => {
        $crate::__closures_extern_defaults! {
            namespace: $namespace, module: $module, descriptors: $descriptors, options: [$($rest)*], items: $items
        }
    };
    (
        namespace: $namespace:tt, module: $module:tt, descriptors: $descriptors:tt,
        options: [$whole:tt (namespace = $value:literal $(, $($more:tt)*)?) $($rest:tt)*], items: $items:tt
    ) => {
        $crate::__closures_extern_defaults! {
            namespace: [($value)], module: $module, descriptors: $descriptors,
            options: [$whole ($($($more)*)?) $($rest)*], items: $items
        }
    };
    (
        namespace: $namespace:tt, module: $module:tt, descriptors: $descriptors:tt,
        options: [$whole:tt (namespace = $value:ident $(, $($more:tt)*)?) $($rest:tt)*], items: $items:tt
    ) => {
        $crate::__closures_extern_defaults! {
            namespace: [($crate::__private::without_raw_prefix($crate::__private::core::stringify!($value)))], module: $module, descriptors: $descriptors,
            options: [$whole ($($($more)*)?) $($rest)*], items: $items
        }
    };
    (
        namespace: $namespace:tt, module: $module:tt, descriptors: $descriptors:tt,
        options: [$whole:tt (module = $value:literal $(, $($more:tt)*)?) $($rest:tt)*], items: $items:tt
    ) => {
        $crate::__closures_extern_defaults! {
            namespace: $namespace, module: [($value)], descriptors: $descriptors,
            options: [$whole ($($($more)*)?) $($rest)*], items: $items
        }
    };
    (
        namespace: $namespace:tt, module: $module:tt, descriptors: $descriptors:tt,
        options: [$whole:tt (descriptors = $name:ident $(, $($more:tt)*)?) $($rest:tt)*], items: $items:tt
    ) => {
        $crate::__closures_extern_defaults! {
            namespace: $namespace, module: $module, descriptors: [$name],
            options: [$whole ($($($more)*)?) $($rest)*], items: $items
        }
    };
    (
        namespace: $namespace:tt, module: $module:tt, descriptors: $descriptors:tt,
        options: [$whole:tt ($option:ident $(= $value:tt)? $(, $($more:tt)*)?) $($rest:tt)*], items: $items:tt
    ) => {
        $crate::__closures_extern_wrong! { [$whole [] block $option] }
        $crate::__closures_extern_defaults! {
            namespace: $namespace, module: $module, descriptors: $descriptors,
            options: [$whole ($($($more)*)?) $($rest)*], items: $items
        }
    };
    (
        namespace: $namespace:tt, module: $module:tt, descriptors: $descriptors:tt,
        options: [$whole:tt $opened:tt $($rest:tt)*], items: $items:tt
    ) => {
        $crate::__closures_extern_wrong! { [$whole [] malformed] }
        $crate::__closures_extern_defaults! {
            namespace: $namespace, module: $module, descriptors: $descriptors, options: [$($rest)*], items: $items
        }
    };
}

/// Reads the options of an item, a `function`, `type` or `static`, and goes on with `then`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_options {
    // All are read.
    // What the item says comes before what its block does.
    ([] $kind:ident, then: [write [$default_namespace:tt $default_module:tt] $item:tt], state: {
        form $form:tt name $name:tt namespace [] module [] variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $($crate::__closures_extern_wrong! { $wrong $name $item })*
        $crate::__closures_extern_write! { $kind $form $name [] [] $extends [$default_namespace $default_module $name $variadic] $item }
    };
    ([] $kind:ident, then: [write [$default_namespace:tt $default_module:tt] $item:tt], state: {
        form $form:tt name $name:tt namespace $namespace:tt module [] variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $($crate::__closures_extern_wrong! { $wrong $name $item })*
        $crate::__closures_extern_write! { $kind $form $name $namespace [] $extends [$namespace $default_module $name $variadic] $item }
    };
    ([] $kind:ident, then: [write [$default_namespace:tt $default_module:tt] $item:tt], state: {
        form $form:tt name $name:tt namespace [] module $module:tt variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $($crate::__closures_extern_wrong! { $wrong $name $item })*
        $crate::__closures_extern_write! { $kind $form $name [] $module $extends [$default_namespace $module $name $variadic] $item }
    };
    ([] $kind:ident, then: [write [$default_namespace:tt $default_module:tt] $item:tt], state: {
        form $form:tt name $name:tt namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $($crate::__closures_extern_wrong! { $wrong $name $item })*
        $crate::__closures_extern_write! { $kind $form $name $namespace $module $extends [$namespace $module $name $variadic] $item }
    };
    ([] $kind:ident, then: [describe $item:tt], state: {
        form $form:tt name [$($name:tt)*] namespace [$($namespace:tt)*] module [$($module:tt)*] variadic [$($variadic:tt)?]
        extends $extends:tt wrong $wrong:tt
    }) => {
        $crate::__closures_extern_describe_as! {
            $form
            path: [
                $(name: $crate::__private::Some $name,)* $(namespace: $crate::__private::Some $namespace,)* $(module: $crate::__private::Some $module,)*
            ],
            variadic: false $(|| $variadic)?,
            $item
        }
    };
    ([$whole:tt ($(,)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [$($rest)*] $kind, then: $then, state: $state }
    };

    // What an option sets.
    ([$whole:tt (@name [$value:expr] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form $form:tt name [$($old:tt)?] namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form $form name [($value)] namespace $namespace module $module variadic $variadic extends $extends
            wrong [$($wrong)* $([$whole [$old] "the JavaScript name is given twice: keep one"])?]
        } }
    };
    // What belongs to a class is found there.
    ([$whole:tt (@namespace [$value:expr] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form [this] name $name:tt namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form [this] name $name namespace $namespace module $module variadic $variadic extends $extends
            wrong [$($wrong)* [$whole [] "a method is found by its object: `namespace` and `module` stand at the `type`"]]
        } }
    };
    ([$whole:tt (@module [$value:expr] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form [this] name $name:tt namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form [this] name $name namespace $namespace module $module variadic $variadic extends $extends
            wrong [$($wrong)* [$whole [] "a method is found by its object: `namespace` and `module` stand at the `type`"]]
        } }
    };
    ([$whole:tt (@namespace [$value:expr] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form $form:tt name $name:tt namespace [$($old:tt)?] module $module:tt variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form $form name $name namespace [($value)] module $module variadic $variadic extends $extends
            wrong [$($wrong)* $([$whole [$old] "`namespace` is given twice: keep one"])?]
        } }
    };
    ([$whole:tt (@module [$value:expr] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form $form:tt name $name:tt namespace $namespace:tt module [$($old:tt)?] variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form $form name $name namespace $namespace module [($value)] variadic $variadic extends $extends
            wrong [$($wrong)* $([$whole [$old] "`module` is given twice: keep one"])?]
        } }
    };
    // Which it is already.
    ([$whole:tt (@form [method Method] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form [this] $($state:tt)*
    }) => {
        $crate::__closures_extern_options! {
            [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: { form [this] $($state)* }
        }
    };
    // A getter is a method too: `method, getter` is one form.
    ([$whole:tt (@form [method $form:ident] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form [method Method] name $name:tt namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form [method $form] name $name namespace $namespace module $module variadic $variadic extends $extends
            wrong [$($wrong)* [$whole [] @form $form]]
        } }
    };
    ([$whole:tt (@form [method Method] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form [method $form:ident] name $name:tt namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends $extends:tt wrong $wrong:tt
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form [method $form] name $name namespace $namespace module $module variadic $variadic extends $extends
            wrong $wrong
        } }
    };
    // Without an object it is a property of what holds functions: `globalThis`, a namespace, a module, a class.
    ([$whole:tt (@form [method Getter] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form [function] $($state:tt)*
    }) => {
        $crate::__closures_extern_options! {
            [$whole (@placed Getter $(, $($more)*)?) $($rest)*] $kind, then: $then, state: { form [placed Getter] $($state)* }
        }
    };
    ([$whole:tt (@form [method Setter] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form [function] $($state:tt)*
    }) => {
        $crate::__closures_extern_options! {
            [$whole (@placed Setter $(, $($more)*)?) $($rest)*] $kind, then: $then, state: { form [placed Setter] $($state)* }
        }
    };
    ([$whole:tt (@form [method $form:ident] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form [of $class:ty] $($state:tt)*
    }) => {
        $crate::__closures_extern_options! {
            [$whole (@placed $form $(, $($more)*)?) $($rest)*] $kind, then: $then, state: { form [of $class, $form] $($state)* }
        }
    };
    ([$whole:tt (@form [of $class:ty] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form [placed $form:ident] $($state:tt)*
    }) => {
        $crate::__closures_extern_options! {
            [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: { form [of $class, $form] $($state)* }
        }
    };
    ([$whole:tt (@placed $form:ident $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form $now:tt name $name:tt namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form $now name $name namespace $namespace module $module variadic $variadic extends $extends
            wrong [$($wrong)* [$whole [] @form $form]]
        } }
    };
    ([$whole:tt (@form [method $form:ident] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form [$(function)? $(this)?] name $name:tt namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form [method $form] name $name namespace $namespace module $module variadic $variadic extends $extends
            wrong [$($wrong)* [$whole [] @form $form]]
        } }
    };
    ([$whole:tt (@form $form:tt $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form [$(function)? $(this)?] name $name:tt namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends $extends:tt wrong $wrong:tt
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form $form name $name namespace $namespace module $module variadic $variadic extends $extends
            wrong $wrong
        } }
    };
    ([$whole:tt (@form $other:tt $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form $form:tt name $name:tt namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form $form name $name namespace $namespace module $module variadic $variadic extends $extends
            wrong [$($wrong)* [$whole []
                "a function is one of `method`, `getter`, `setter`, `indexing_getter`, `indexing_setter`, \
                 `indexing_deleter`, `constructor`, `static_method_of = T`: keep one"
            ]]
        } }
    };
    ([$whole:tt (@extends $class:tt $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form $form:tt name $name:tt namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends [$($extends:tt)*] wrong $wrong:tt
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form $form name $name namespace $namespace module $module variadic $variadic extends [$($extends)* $class]
            wrong $wrong
        } }
    };
    ([$whole:tt (@variadic $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form $form:tt name $name:tt namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form $form name $name namespace $namespace module $module variadic [true] extends $extends
            wrong [$($wrong)* [$whole [] @variadic]]
        } }
    };
    ([$whole:tt (@wrong [$($message:tt)*] $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: {
        form $form:tt name $name:tt namespace $namespace:tt module $module:tt variadic $variadic:tt
        extends $extends:tt wrong [$($wrong:tt)*]
    }) => {
        $crate::__closures_extern_options! { [$whole ($($($more)*)?) $($rest)*] $kind, then: $then, state: {
            form $form name $name namespace $namespace module $module variadic $variadic extends $extends
            wrong [$($wrong)* [$whole [] $($message)*]]
        } }
    };

    // The options of all items.
    ([$whole:tt (name $($more:tt)*) $($rest:tt)*] type, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@wrong ["a `type` is the name of a class: write `class` instead of `name`"]) $($rest)*
        ] type, then: $then, state: $state }
    };
    ([$whole:tt (name = $value:literal $($more:tt)*) $($rest:tt)*] $kind:ident, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@name [$value] $($more)*) $($rest)*
        ] $kind, then: $then, state: $state }
    };
    ([$whole:tt (namespace = $value:literal $($more:tt)*) $($rest:tt)*] $kind:ident, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@namespace [$value] $($more)*) $($rest)*
        ] $kind, then: $then, state: $state }
    };
    ([$whole:tt (namespace = $value:ident $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@namespace [$crate::__private::without_raw_prefix($crate::__private::core::stringify!($value))] $(, $($more)*)?) $($rest)*
        ] $kind, then: $then, state: $state }
    };
    ([$whole:tt (module = $value:literal $($more:tt)*) $($rest:tt)*] $kind:ident, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@module [$value] $($more)*) $($rest)*
        ] $kind, then: $then, state: $state }
    };

    // Those of functions.
    ([$whole:tt (variadic $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@variadic $(, $($more)*)?) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (method $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@form [method Method] $(, $($more)*)?) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (getter $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@form [method Getter] $(, $($more)*)?) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (getter = $name:ident $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (
                @form [method Getter], @name [$crate::__private::core::stringify!($name)] $(, $($more)*)?
            ) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (getter = $name:literal $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@form [method Getter], @name [$name] $(, $($more)*)?) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (setter $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@form [method Setter] $(, $($more)*)?) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (setter = $name:ident $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (
                @form [method Setter], @name [$crate::__private::core::stringify!($name)] $(, $($more)*)?
            ) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (setter = $name:literal $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@form [method Setter], @name [$name] $(, $($more)*)?) $($rest)*
        ] function, then: $then, state: $state }
    };
    // A getter, and beside it a setter, in a block of its own.
    (
        [$whole:tt (property ($set:ident $(: $value:ty)?) $(, $($more:tt)*)?) $($rest:tt)*] function,
        then: [write $defaults:tt [$kept:tt $cfg:tt [$vis:vis] [$name:tt (this: &$class:ty $(,)?) -> $result:ty]]], state: $state:tt
    ) => {
        $crate::__closures_extern_property! { $defaults $cfg [$vis] $set [$class] [$($value)?] [$result] [$($($more)*)?] }
        $crate::__closures_extern_options! {
            [$whole (getter $(, $($more)*)?) $($rest)*] function,
            then: [write $defaults [$kept $cfg [$vis] [$name (this: &$class) -> $result]]], state: $state
        }
    };
    ([$whole:tt (property ($($set:tt)*) $($more:tt)*) $($rest:tt)*] function, then: [describe $item:tt], state: $state:tt) => {
        $crate::__closures_extern_options! { [$whole (getter $($more)*) $($rest)*] function, then: [describe $item], state: $state }
    };
    ([$whole:tt (property $($set:tt)*) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@wrong [
                "a property is read by the function, and written by one that is named here: \
                 `#[js(property(set_value))] fn value(this: &T) -> String;`, or `property(set_value: &str)`"
            ]) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (indexing_getter $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@form [method IndexingGetter] $(, $($more)*)?) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (indexing_setter $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@form [method IndexingSetter] $(, $($more)*)?) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (indexing_deleter $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@form [method IndexingDeleter] $(, $($more)*)?) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (constructor $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@form [constructor] $(, $($more)*)?) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (constructor = $class:ty $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@form [constructs $class] $(, $($more)*)?) $($rest)*
        ] function, then: $then, state: $state }
    };
    ([$whole:tt (static_method_of = $class:ty $(, $($more:tt)*)?) $($rest:tt)*] function, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@form [of $class] $(, $($more)*)?) $($rest)*
        ] function, then: $then, state: $state }
    };

    // Those of types.
    ([$whole:tt (class = $value:literal $($more:tt)*) $($rest:tt)*] type, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@name [$value] $($more)*) $($rest)*
        ] type, then: $then, state: $state }
    };
    // As each type does, whether it is written or not.
    ([$whole:tt (extends = JsValue $(, $($more:tt)*)?) $($rest:tt)*] type, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole ($($($more)*)?) $($rest)*
        ] type, then: $then, state: $state }
    };
    ([$whole:tt (extends = $class:ty $(, $($more:tt)*)?) $($rest:tt)*] type, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@extends [$class] $(, $($more)*)?) $($rest)*
        ] type, then: $then, state: $state }
    };

    // Mistakes.
    ([$whole:tt (module = $value:ident $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@wrong [
                "a module is named by a string: write `module = \"", $crate::__private::core::stringify!($value), "\"`"
            ] $(, $($more)*)?) $($rest)*
        ] $kind, then: $then, state: $state }
    };
    ([$whole:tt (name = $value:ident $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@wrong [
                "a JavaScript name is a string: write `name = \"", $crate::__private::core::stringify!($value), "\"`"
            ] $(, $($more)*)?) $($rest)*
        ] $kind, then: $then, state: $state }
    };
    ([$whole:tt (class = $value:ident $(, $($more:tt)*)?) $($rest:tt)*] type, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@wrong [
                "a class is named by a string: write `class = \"", $crate::__private::core::stringify!($value), "\"`"
            ] $(, $($more)*)?) $($rest)*
        ] type, then: $then, state: $state }
    };
    ([$whole:tt ($option:ident $(= $value:tt)? $(, $($more:tt)*)?) $($rest:tt)*] $kind:ident, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@wrong [$kind $option] $(, $($more)*)?) $($rest)*
        ] $kind, then: $then, state: $state }
    };
    ([$whole:tt $opened:tt $($rest:tt)*] $kind:ident, then: $then:tt, state: $state:tt) => {
        $crate::__closures_extern_options! { [
            $whole (@wrong [malformed]) $($rest)*
        ] $kind, then: $then, state: $state }
    };
}

/// Writes an item whose options are known. Before the item stands its place in JavaScript: `[[namespace] [module] [name]
/// [variadic]]`, each empty where nothing is said, the last two missing where an item has no options.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_write {
    (function [function] $name:tt $namespace:tt $module:tt $extends:tt $place:tt [$($item:tt)*]) => {
        $crate::__closures_extern_write_function! { [function] $place $($item)* }
    };
    (function [placed $form:ident] $name:tt $namespace:tt $module:tt $extends:tt $place:tt [$($item:tt)*]) => {
        $crate::__closures_extern_write_function! { [placed $form] $place $($item)* }
    };
    (function $form:tt $name:tt [] [] $extends:tt $place:tt [$($item:tt)*]) => {
        $crate::__closures_extern_write_function! { $form $place $($item)* }
    };
    (function $form:tt $name:tt $namespace:tt $module:tt $extends:tt $place:tt [$kept:tt $cfg:tt $vis:tt [$function:tt $arguments:tt $($result:tt)*]]) => {
        $crate::__closures_extern_say_of! {
            ($) $function $arguments
            "what belongs to a class is found there: write `namespace` and `module` at the `type`"
        }
        $crate::__closures_extern_write_function! { $form $place $kept $cfg $vis [$function $arguments $($result)*] }
    };
    (type $form:tt $name:tt $namespace:tt $module:tt $extends:tt $place:tt $item:tt) => {
        $crate::__closures_extern_write_type! { extends: $extends, place: $place, $item }
    };
    (static $form:tt $name:tt $namespace:tt $module:tt $extends:tt $place:tt [$($item:tt)*]) => {
        $crate::__closures_extern_write_static! { $place $($item)* }
    };
}
