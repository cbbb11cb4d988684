//! A long block, in parts: its items become groups, so that what follows repeats groups and never looks at the whole block again.
//!
//! Subtle: rustc's matcher copies all that it has matched so far at each `$(..)*` and `$(..)?` that has a variable in it. An item has several,
//! so a repetition over the items of a block takes a time that grows with the square of their number: of 1,600 items 2.7 of 3.2
//! seconds. Here no repetition is over more than 32 items, until the fuel is used up (2,048 items): each step is a level of recursion, and
//! what an item itself needs is to fit below rustc's limit of 128.

/// Makes a group of each item, `[[attributes] visibility and the rest]`: 32 at a time while there are as many, then the rest.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_groups {
    // Functions alone keep their parentheses, which mistakes are underlined by.
    (
        $defaults:tt $descriptors:tt [$fuel:tt $($more:tt)*] [$($group:tt)*]
        $(#$a0:tt)* $v0:vis fn $n0:tt $p0:tt $(-> $r0:ty)?;
        $(#$a1:tt)* $v1:vis fn $n1:tt $p1:tt $(-> $r1:ty)?;
        $(#$a2:tt)* $v2:vis fn $n2:tt $p2:tt $(-> $r2:ty)?;
        $(#$a3:tt)* $v3:vis fn $n3:tt $p3:tt $(-> $r3:ty)?;
        $(#$a4:tt)* $v4:vis fn $n4:tt $p4:tt $(-> $r4:ty)?;
        $(#$a5:tt)* $v5:vis fn $n5:tt $p5:tt $(-> $r5:ty)?;
        $(#$a6:tt)* $v6:vis fn $n6:tt $p6:tt $(-> $r6:ty)?;
        $(#$a7:tt)* $v7:vis fn $n7:tt $p7:tt $(-> $r7:ty)?;
        $(#$a8:tt)* $v8:vis fn $n8:tt $p8:tt $(-> $r8:ty)?;
        $(#$a9:tt)* $v9:vis fn $n9:tt $p9:tt $(-> $r9:ty)?;
        $(#$a10:tt)* $v10:vis fn $n10:tt $p10:tt $(-> $r10:ty)?;
        $(#$a11:tt)* $v11:vis fn $n11:tt $p11:tt $(-> $r11:ty)?;
        $(#$a12:tt)* $v12:vis fn $n12:tt $p12:tt $(-> $r12:ty)?;
        $(#$a13:tt)* $v13:vis fn $n13:tt $p13:tt $(-> $r13:ty)?;
        $(#$a14:tt)* $v14:vis fn $n14:tt $p14:tt $(-> $r14:ty)?;
        $(#$a15:tt)* $v15:vis fn $n15:tt $p15:tt $(-> $r15:ty)?;
        $(#$a16:tt)* $v16:vis fn $n16:tt $p16:tt $(-> $r16:ty)?;
        $(#$a17:tt)* $v17:vis fn $n17:tt $p17:tt $(-> $r17:ty)?;
        $(#$a18:tt)* $v18:vis fn $n18:tt $p18:tt $(-> $r18:ty)?;
        $(#$a19:tt)* $v19:vis fn $n19:tt $p19:tt $(-> $r19:ty)?;
        $(#$a20:tt)* $v20:vis fn $n20:tt $p20:tt $(-> $r20:ty)?;
        $(#$a21:tt)* $v21:vis fn $n21:tt $p21:tt $(-> $r21:ty)?;
        $(#$a22:tt)* $v22:vis fn $n22:tt $p22:tt $(-> $r22:ty)?;
        $(#$a23:tt)* $v23:vis fn $n23:tt $p23:tt $(-> $r23:ty)?;
        $(#$a24:tt)* $v24:vis fn $n24:tt $p24:tt $(-> $r24:ty)?;
        $(#$a25:tt)* $v25:vis fn $n25:tt $p25:tt $(-> $r25:ty)?;
        $(#$a26:tt)* $v26:vis fn $n26:tt $p26:tt $(-> $r26:ty)?;
        $(#$a27:tt)* $v27:vis fn $n27:tt $p27:tt $(-> $r27:ty)?;
        $(#$a28:tt)* $v28:vis fn $n28:tt $p28:tt $(-> $r28:ty)?;
        $(#$a29:tt)* $v29:vis fn $n29:tt $p29:tt $(-> $r29:ty)?;
        $(#$a30:tt)* $v30:vis fn $n30:tt $p30:tt $(-> $r30:ty)?;
        $(#$a31:tt)* $v31:vis fn $n31:tt $p31:tt $(-> $r31:ty)?;
        $($rest:tt)*
    ) => {
        $crate::__closures_extern_groups! {
            $defaults $descriptors [$($more)*] [
                $($group)*
                [[$(#$a0)*] $v0 fn $n0 $p0 $(-> $r0)?]
                [[$(#$a1)*] $v1 fn $n1 $p1 $(-> $r1)?]
                [[$(#$a2)*] $v2 fn $n2 $p2 $(-> $r2)?]
                [[$(#$a3)*] $v3 fn $n3 $p3 $(-> $r3)?]
                [[$(#$a4)*] $v4 fn $n4 $p4 $(-> $r4)?]
                [[$(#$a5)*] $v5 fn $n5 $p5 $(-> $r5)?]
                [[$(#$a6)*] $v6 fn $n6 $p6 $(-> $r6)?]
                [[$(#$a7)*] $v7 fn $n7 $p7 $(-> $r7)?]
                [[$(#$a8)*] $v8 fn $n8 $p8 $(-> $r8)?]
                [[$(#$a9)*] $v9 fn $n9 $p9 $(-> $r9)?]
                [[$(#$a10)*] $v10 fn $n10 $p10 $(-> $r10)?]
                [[$(#$a11)*] $v11 fn $n11 $p11 $(-> $r11)?]
                [[$(#$a12)*] $v12 fn $n12 $p12 $(-> $r12)?]
                [[$(#$a13)*] $v13 fn $n13 $p13 $(-> $r13)?]
                [[$(#$a14)*] $v14 fn $n14 $p14 $(-> $r14)?]
                [[$(#$a15)*] $v15 fn $n15 $p15 $(-> $r15)?]
                [[$(#$a16)*] $v16 fn $n16 $p16 $(-> $r16)?]
                [[$(#$a17)*] $v17 fn $n17 $p17 $(-> $r17)?]
                [[$(#$a18)*] $v18 fn $n18 $p18 $(-> $r18)?]
                [[$(#$a19)*] $v19 fn $n19 $p19 $(-> $r19)?]
                [[$(#$a20)*] $v20 fn $n20 $p20 $(-> $r20)?]
                [[$(#$a21)*] $v21 fn $n21 $p21 $(-> $r21)?]
                [[$(#$a22)*] $v22 fn $n22 $p22 $(-> $r22)?]
                [[$(#$a23)*] $v23 fn $n23 $p23 $(-> $r23)?]
                [[$(#$a24)*] $v24 fn $n24 $p24 $(-> $r24)?]
                [[$(#$a25)*] $v25 fn $n25 $p25 $(-> $r25)?]
                [[$(#$a26)*] $v26 fn $n26 $p26 $(-> $r26)?]
                [[$(#$a27)*] $v27 fn $n27 $p27 $(-> $r27)?]
                [[$(#$a28)*] $v28 fn $n28 $p28 $(-> $r28)?]
                [[$(#$a29)*] $v29 fn $n29 $p29 $(-> $r29)?]
                [[$(#$a30)*] $v30 fn $n30 $p30 $(-> $r30)?]
                [[$(#$a31)*] $v31 fn $n31 $p31 $(-> $r31)?]
            ]
            $($rest)*
        }
    };
    (
        $defaults:tt $descriptors:tt $fuel:tt [$($group:tt)*]
        $( $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt $(-> $result:ty)?; )*
    ) => {
        $crate::__closures_extern_write_groups! {
            $defaults $descriptors [$($group)* $([[$(#$attribute)*] $vis fn $name $arguments $(-> $result)?])*]
        }
    };
    (
        $defaults:tt $descriptors:tt [$fuel:tt $($more:tt)*] [$($group:tt)*]
        $(#$a0:tt)* $v0:vis $k0:ident $n0:tt $(($($p0:tt)*))? $(-> $r0:ty)? $(: $t0:ty)?;
        $(#$a1:tt)* $v1:vis $k1:ident $n1:tt $(($($p1:tt)*))? $(-> $r1:ty)? $(: $t1:ty)?;
        $(#$a2:tt)* $v2:vis $k2:ident $n2:tt $(($($p2:tt)*))? $(-> $r2:ty)? $(: $t2:ty)?;
        $(#$a3:tt)* $v3:vis $k3:ident $n3:tt $(($($p3:tt)*))? $(-> $r3:ty)? $(: $t3:ty)?;
        $(#$a4:tt)* $v4:vis $k4:ident $n4:tt $(($($p4:tt)*))? $(-> $r4:ty)? $(: $t4:ty)?;
        $(#$a5:tt)* $v5:vis $k5:ident $n5:tt $(($($p5:tt)*))? $(-> $r5:ty)? $(: $t5:ty)?;
        $(#$a6:tt)* $v6:vis $k6:ident $n6:tt $(($($p6:tt)*))? $(-> $r6:ty)? $(: $t6:ty)?;
        $(#$a7:tt)* $v7:vis $k7:ident $n7:tt $(($($p7:tt)*))? $(-> $r7:ty)? $(: $t7:ty)?;
        $(#$a8:tt)* $v8:vis $k8:ident $n8:tt $(($($p8:tt)*))? $(-> $r8:ty)? $(: $t8:ty)?;
        $(#$a9:tt)* $v9:vis $k9:ident $n9:tt $(($($p9:tt)*))? $(-> $r9:ty)? $(: $t9:ty)?;
        $(#$a10:tt)* $v10:vis $k10:ident $n10:tt $(($($p10:tt)*))? $(-> $r10:ty)? $(: $t10:ty)?;
        $(#$a11:tt)* $v11:vis $k11:ident $n11:tt $(($($p11:tt)*))? $(-> $r11:ty)? $(: $t11:ty)?;
        $(#$a12:tt)* $v12:vis $k12:ident $n12:tt $(($($p12:tt)*))? $(-> $r12:ty)? $(: $t12:ty)?;
        $(#$a13:tt)* $v13:vis $k13:ident $n13:tt $(($($p13:tt)*))? $(-> $r13:ty)? $(: $t13:ty)?;
        $(#$a14:tt)* $v14:vis $k14:ident $n14:tt $(($($p14:tt)*))? $(-> $r14:ty)? $(: $t14:ty)?;
        $(#$a15:tt)* $v15:vis $k15:ident $n15:tt $(($($p15:tt)*))? $(-> $r15:ty)? $(: $t15:ty)?;
        $(#$a16:tt)* $v16:vis $k16:ident $n16:tt $(($($p16:tt)*))? $(-> $r16:ty)? $(: $t16:ty)?;
        $(#$a17:tt)* $v17:vis $k17:ident $n17:tt $(($($p17:tt)*))? $(-> $r17:ty)? $(: $t17:ty)?;
        $(#$a18:tt)* $v18:vis $k18:ident $n18:tt $(($($p18:tt)*))? $(-> $r18:ty)? $(: $t18:ty)?;
        $(#$a19:tt)* $v19:vis $k19:ident $n19:tt $(($($p19:tt)*))? $(-> $r19:ty)? $(: $t19:ty)?;
        $(#$a20:tt)* $v20:vis $k20:ident $n20:tt $(($($p20:tt)*))? $(-> $r20:ty)? $(: $t20:ty)?;
        $(#$a21:tt)* $v21:vis $k21:ident $n21:tt $(($($p21:tt)*))? $(-> $r21:ty)? $(: $t21:ty)?;
        $(#$a22:tt)* $v22:vis $k22:ident $n22:tt $(($($p22:tt)*))? $(-> $r22:ty)? $(: $t22:ty)?;
        $(#$a23:tt)* $v23:vis $k23:ident $n23:tt $(($($p23:tt)*))? $(-> $r23:ty)? $(: $t23:ty)?;
        $(#$a24:tt)* $v24:vis $k24:ident $n24:tt $(($($p24:tt)*))? $(-> $r24:ty)? $(: $t24:ty)?;
        $(#$a25:tt)* $v25:vis $k25:ident $n25:tt $(($($p25:tt)*))? $(-> $r25:ty)? $(: $t25:ty)?;
        $(#$a26:tt)* $v26:vis $k26:ident $n26:tt $(($($p26:tt)*))? $(-> $r26:ty)? $(: $t26:ty)?;
        $(#$a27:tt)* $v27:vis $k27:ident $n27:tt $(($($p27:tt)*))? $(-> $r27:ty)? $(: $t27:ty)?;
        $(#$a28:tt)* $v28:vis $k28:ident $n28:tt $(($($p28:tt)*))? $(-> $r28:ty)? $(: $t28:ty)?;
        $(#$a29:tt)* $v29:vis $k29:ident $n29:tt $(($($p29:tt)*))? $(-> $r29:ty)? $(: $t29:ty)?;
        $(#$a30:tt)* $v30:vis $k30:ident $n30:tt $(($($p30:tt)*))? $(-> $r30:ty)? $(: $t30:ty)?;
        $(#$a31:tt)* $v31:vis $k31:ident $n31:tt $(($($p31:tt)*))? $(-> $r31:ty)? $(: $t31:ty)?;
        $($rest:tt)*
    ) => {
        $crate::__closures_extern_groups! {
            $defaults $descriptors [$($more)*] [
                $($group)*
                [[$(#$a0)*] $v0 $k0 $n0 $(($($p0)*))? $(-> $r0)? $(: $t0)?]
                [[$(#$a1)*] $v1 $k1 $n1 $(($($p1)*))? $(-> $r1)? $(: $t1)?]
                [[$(#$a2)*] $v2 $k2 $n2 $(($($p2)*))? $(-> $r2)? $(: $t2)?]
                [[$(#$a3)*] $v3 $k3 $n3 $(($($p3)*))? $(-> $r3)? $(: $t3)?]
                [[$(#$a4)*] $v4 $k4 $n4 $(($($p4)*))? $(-> $r4)? $(: $t4)?]
                [[$(#$a5)*] $v5 $k5 $n5 $(($($p5)*))? $(-> $r5)? $(: $t5)?]
                [[$(#$a6)*] $v6 $k6 $n6 $(($($p6)*))? $(-> $r6)? $(: $t6)?]
                [[$(#$a7)*] $v7 $k7 $n7 $(($($p7)*))? $(-> $r7)? $(: $t7)?]
                [[$(#$a8)*] $v8 $k8 $n8 $(($($p8)*))? $(-> $r8)? $(: $t8)?]
                [[$(#$a9)*] $v9 $k9 $n9 $(($($p9)*))? $(-> $r9)? $(: $t9)?]
                [[$(#$a10)*] $v10 $k10 $n10 $(($($p10)*))? $(-> $r10)? $(: $t10)?]
                [[$(#$a11)*] $v11 $k11 $n11 $(($($p11)*))? $(-> $r11)? $(: $t11)?]
                [[$(#$a12)*] $v12 $k12 $n12 $(($($p12)*))? $(-> $r12)? $(: $t12)?]
                [[$(#$a13)*] $v13 $k13 $n13 $(($($p13)*))? $(-> $r13)? $(: $t13)?]
                [[$(#$a14)*] $v14 $k14 $n14 $(($($p14)*))? $(-> $r14)? $(: $t14)?]
                [[$(#$a15)*] $v15 $k15 $n15 $(($($p15)*))? $(-> $r15)? $(: $t15)?]
                [[$(#$a16)*] $v16 $k16 $n16 $(($($p16)*))? $(-> $r16)? $(: $t16)?]
                [[$(#$a17)*] $v17 $k17 $n17 $(($($p17)*))? $(-> $r17)? $(: $t17)?]
                [[$(#$a18)*] $v18 $k18 $n18 $(($($p18)*))? $(-> $r18)? $(: $t18)?]
                [[$(#$a19)*] $v19 $k19 $n19 $(($($p19)*))? $(-> $r19)? $(: $t19)?]
                [[$(#$a20)*] $v20 $k20 $n20 $(($($p20)*))? $(-> $r20)? $(: $t20)?]
                [[$(#$a21)*] $v21 $k21 $n21 $(($($p21)*))? $(-> $r21)? $(: $t21)?]
                [[$(#$a22)*] $v22 $k22 $n22 $(($($p22)*))? $(-> $r22)? $(: $t22)?]
                [[$(#$a23)*] $v23 $k23 $n23 $(($($p23)*))? $(-> $r23)? $(: $t23)?]
                [[$(#$a24)*] $v24 $k24 $n24 $(($($p24)*))? $(-> $r24)? $(: $t24)?]
                [[$(#$a25)*] $v25 $k25 $n25 $(($($p25)*))? $(-> $r25)? $(: $t25)?]
                [[$(#$a26)*] $v26 $k26 $n26 $(($($p26)*))? $(-> $r26)? $(: $t26)?]
                [[$(#$a27)*] $v27 $k27 $n27 $(($($p27)*))? $(-> $r27)? $(: $t27)?]
                [[$(#$a28)*] $v28 $k28 $n28 $(($($p28)*))? $(-> $r28)? $(: $t28)?]
                [[$(#$a29)*] $v29 $k29 $n29 $(($($p29)*))? $(-> $r29)? $(: $t29)?]
                [[$(#$a30)*] $v30 $k30 $n30 $(($($p30)*))? $(-> $r30)? $(: $t30)?]
                [[$(#$a31)*] $v31 $k31 $n31 $(($($p31)*))? $(-> $r31)? $(: $t31)?]
            ]
            $($rest)*
        }
    };
    (
        $defaults:tt $descriptors:tt $fuel:tt [$($group:tt)*]
        $(
            $(#$attribute:tt)*
            $vis:vis $kind:ident $name:tt $(($($argument:tt)*))? $(-> $result:ty)? $(: $ty:ty)?;
        )*
    ) => {
        $crate::__closures_extern_write_groups! {
            $defaults $descriptors [
                $($group)*
                $([[$(#$attribute)*] $vis $kind $name $(($($argument)*))? $(-> $result)? $(: $ty)?])*
            ]
        }
    };
    // What is no item, or `async`, or a struct or an enum.
    ($defaults:tt $descriptors:tt $fuel:tt $groups:tt $($rest:tt)*) => {
        $crate::__closures_extern_async_groups! { $defaults $descriptors $groups $($rest)* }
    };
}

/// Makes groups of functions of which some are `async`, and of types and statics among them, and writes structs and enums; then comes the end, or a mistake.
///
/// Subtle: `$mark` is nothing, by which rustc knows whether there was an `async`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_async_groups {
    (
        $defaults:tt $descriptors:tt [$($group:tt)*]
        $( $(#$attribute:tt)* $vis:vis $(async $mark:vis)? fn $name:tt $arguments:tt $(-> $result:ty)?; )*
    ) => {
        $crate::__closures_extern_write_groups! {
            $defaults $descriptors
            [$($group)* $([[$(#$attribute)*] $vis $(async $mark)? fn $name $arguments $(-> $result)?])*]
        }
    };
    // Structs and enums, which are written at once: no import is described of them.
    (
        $defaults:tt $descriptors:tt $groups:tt
        $(#$a0:tt)* $v0:vis $k0:ident $n0:tt { $($b0:tt)* }
        $(#$a1:tt)* $v1:vis $k1:ident $n1:tt { $($b1:tt)* }
        $(#$a2:tt)* $v2:vis $k2:ident $n2:tt { $($b2:tt)* }
        $(#$a3:tt)* $v3:vis $k3:ident $n3:tt { $($b3:tt)* }
        $(#$a4:tt)* $v4:vis $k4:ident $n4:tt { $($b4:tt)* }
        $(#$a5:tt)* $v5:vis $k5:ident $n5:tt { $($b5:tt)* }
        $(#$a6:tt)* $v6:vis $k6:ident $n6:tt { $($b6:tt)* }
        $(#$a7:tt)* $v7:vis $k7:ident $n7:tt { $($b7:tt)* }
        $(#$a8:tt)* $v8:vis $k8:ident $n8:tt { $($b8:tt)* }
        $(#$a9:tt)* $v9:vis $k9:ident $n9:tt { $($b9:tt)* }
        $(#$a10:tt)* $v10:vis $k10:ident $n10:tt { $($b10:tt)* }
        $(#$a11:tt)* $v11:vis $k11:ident $n11:tt { $($b11:tt)* }
        $(#$a12:tt)* $v12:vis $k12:ident $n12:tt { $($b12:tt)* }
        $(#$a13:tt)* $v13:vis $k13:ident $n13:tt { $($b13:tt)* }
        $(#$a14:tt)* $v14:vis $k14:ident $n14:tt { $($b14:tt)* }
        $(#$a15:tt)* $v15:vis $k15:ident $n15:tt { $($b15:tt)* }
        $($rest:tt)*
    ) => {
        $crate::__closures_extern_data! { [$(#$a0)*] $v0 $k0 $n0 { $($b0)* } }
        $crate::__closures_extern_data! { [$(#$a1)*] $v1 $k1 $n1 { $($b1)* } }
        $crate::__closures_extern_data! { [$(#$a2)*] $v2 $k2 $n2 { $($b2)* } }
        $crate::__closures_extern_data! { [$(#$a3)*] $v3 $k3 $n3 { $($b3)* } }
        $crate::__closures_extern_data! { [$(#$a4)*] $v4 $k4 $n4 { $($b4)* } }
        $crate::__closures_extern_data! { [$(#$a5)*] $v5 $k5 $n5 { $($b5)* } }
        $crate::__closures_extern_data! { [$(#$a6)*] $v6 $k6 $n6 { $($b6)* } }
        $crate::__closures_extern_data! { [$(#$a7)*] $v7 $k7 $n7 { $($b7)* } }
        $crate::__closures_extern_data! { [$(#$a8)*] $v8 $k8 $n8 { $($b8)* } }
        $crate::__closures_extern_data! { [$(#$a9)*] $v9 $k9 $n9 { $($b9)* } }
        $crate::__closures_extern_data! { [$(#$a10)*] $v10 $k10 $n10 { $($b10)* } }
        $crate::__closures_extern_data! { [$(#$a11)*] $v11 $k11 $n11 { $($b11)* } }
        $crate::__closures_extern_data! { [$(#$a12)*] $v12 $k12 $n12 { $($b12)* } }
        $crate::__closures_extern_data! { [$(#$a13)*] $v13 $k13 $n13 { $($b13)* } }
        $crate::__closures_extern_data! { [$(#$a14)*] $v14 $k14 $n14 { $($b14)* } }
        $crate::__closures_extern_data! { [$(#$a15)*] $v15 $k15 $n15 { $($b15)* } }
        $crate::__closures_extern_async_groups! { $defaults $descriptors $groups $($rest)* }
    };
    (
        $defaults:tt $descriptors:tt $groups:tt
        $(#$attribute:tt)* $vis:vis struct $name:tt { $($body:tt)* } $($rest:tt)*
    ) => {
        $crate::__closures_extern_data! { [$(#$attribute)*] $vis struct $name { $($body)* } }
        $crate::__closures_extern_async_groups! { $defaults $descriptors $groups $($rest)* }
    };
    (
        $defaults:tt $descriptors:tt $groups:tt
        $(#$attribute:tt)* $vis:vis enum $name:tt { $($body:tt)* } $($rest:tt)*
    ) => {
        $crate::__closures_extern_data! { [$(#$attribute)*] $vis enum $name { $($body)* } }
        $crate::__closures_extern_async_groups! { $defaults $descriptors $groups $($rest)* }
    };
    (
        $defaults:tt $descriptors:tt [$($group:tt)*]
        $(#$a0:tt)* $v0:vis $(async $m0:vis)? fn $n0:tt $p0:tt $(-> $r0:ty)?;
        $(#$a1:tt)* $v1:vis $(async $m1:vis)? fn $n1:tt $p1:tt $(-> $r1:ty)?;
        $(#$a2:tt)* $v2:vis $(async $m2:vis)? fn $n2:tt $p2:tt $(-> $r2:ty)?;
        $(#$a3:tt)* $v3:vis $(async $m3:vis)? fn $n3:tt $p3:tt $(-> $r3:ty)?;
        $($rest:tt)*
    ) => {
        $crate::__closures_extern_async_groups! {
            $defaults $descriptors [
                $($group)*
                [[$(#$a0)*] $v0 $(async $m0)? fn $n0 $p0 $(-> $r0)?]
                [[$(#$a1)*] $v1 $(async $m1)? fn $n1 $p1 $(-> $r1)?]
                [[$(#$a2)*] $v2 $(async $m2)? fn $n2 $p2 $(-> $r2)?]
                [[$(#$a3)*] $v3 $(async $m3)? fn $n3 $p3 $(-> $r3)?]
            ]
            $($rest)*
        }
    };
    (
        $defaults:tt $descriptors:tt [$($group:tt)*]
        $(#$attribute:tt)* $vis:vis $(async $mark:vis)? fn $name:tt $arguments:tt $(-> $result:ty)?; $($rest:tt)*
    ) => {
        $crate::__closures_extern_async_groups! {
            $defaults $descriptors [$($group)* [[$(#$attribute)*] $vis $(async $mark)? fn $name $arguments $(-> $result)?]] $($rest)*
        }
    };
    (
        $defaults:tt $descriptors:tt [$($group:tt)*]
        $(#$attribute:tt)* $vis:vis $(async $mark:vis)? type $name:tt; $($rest:tt)*
    ) => {
        $crate::__closures_extern_async_groups! {
            $defaults $descriptors [$($group)* [[$(#$attribute)*] $vis $(async $mark)? type $name]] $($rest)*
        }
    };
    (
        $defaults:tt $descriptors:tt [$($group:tt)*]
        $(#$attribute:tt)* $vis:vis $(async $mark:vis)? static $name:tt: $ty:ty; $($rest:tt)*
    ) => {
        $crate::__closures_extern_async_groups! {
            $defaults $descriptors [$($group)* [[$(#$attribute)*] $vis $(async $mark)? static $name: $ty]] $($rest)*
        }
    };
    // What is no item: its neighbours are declared all the same.
    ($defaults:tt [] [] $($rest:tt)*) => { $crate::__closures_extern_refuse! { $defaults $($rest)* } };
    ($defaults:tt $descriptors:tt $groups:tt $($rest:tt)*) => {
        $crate::__closures_extern_write_groups! { $defaults $descriptors $groups }
        $crate::__closures_extern_refuse! { $defaults $($rest)* }
    };
}
