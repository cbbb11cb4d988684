//! Random structs, enums, tuples, arrays and maps in each other, which cross and come back. What is not here: other values
//! (`random.rs`).

use super::random::{apart, config};
use super::*;
use crate::{closures_extern, Closure, JsFunction};
use proptest::collection::vec;
use proptest::prelude::*;

closures_extern! {
    #[derive(Clone, Debug, PartialEq)]
    struct Tree {
        text: String,
        leaf: Option<Leaf>,
        more: Vec<Leaf>,
        by_name: BTreeMap<String, Leaf>,
        pair: (Leaf, Option<Vec<u16>>),
    }

    #[derive(Clone, Debug, PartialEq)]
    struct Leaf {
        number: u32,
        side: Side,
        texts: [String; 2],
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Side {
        Left = "left",
        Right = "right",
    }
}

fn text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..3).prop_map(String::from_iter)
}

fn leaf() -> impl Strategy<Value = Leaf> {
    (any::<(u32, bool)>(), text()).prop_map(|((number, left), text)| Leaf {
        number,
        side: if left { Side::Left } else { Side::Right },
        texts: [text, String::new()],
    })
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaves = || vec(leaf(), 0..3);
    let numbers = any::<Option<(u16, u16)>>();
    (text(), leaves(), leaves(), leaves(), leaf(), numbers).prop_map(
        |(text, mut one, more, named, leaf, numbers)| Tree {
            text,
            leaf: one.pop(),
            more,
            by_name: named.into_iter().map(|leaf| (leaf.texts[0].clone(), leaf)).collect(),
            pair: (leaf, numbers.map(|(first, second)| vec![first, second])),
        },
    )
}

type Named = dyn Fn(Option<(Tree, u8)>) -> BTreeMap<String, Tree>;

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn structs_cross_and_come_back(trees in vec(tree(), 0..4)) {
        apart(move || {
            let same = Js::function(|arguments| Ok(arguments[0].clone()));
            let same_trees: JsFunction<dyn Fn(Vec<Tree>) -> Vec<Tree>> = received(same);
            let closure = Closure::<Named>::new(|pair: Option<(Tree, u8)>| {
                pair.map(|(tree, _)| (tree.text.clone(), tree)).into_iter().collect()
            });
            let by_name: JsFunction<Named> = received(js(closure.as_js_value()));
            let back = same_trees.call(trees.clone()).unwrap();
            let one_by_one = trees.iter().flat_map(|tree| by_name.call(Some((tree.clone(), 1))).unwrap());
            let named: Vec<Tree> = one_by_one.map(|(_, tree)| tree).collect();
            if back == trees && named == trees { Ok(()) } else { Err(format!("{back:?} and {named:?}, not {trees:?}")) }
        })?;
    }
}
