//! A long block, in parts, for the reason that `macros/groups.rs` gives: 40 items at a time until the fuel is used up (4,000 items), then
//! all that are left. Before a mistake they come eight at a time, and then alone: see `refuse.rs`.

/// Makes a group of each item, `[[attributes] visibility kind name name parameters parameters [result] body]`.
///
/// Of a type, `;` stands in the place of the parameters. These and the name come twice: one is looked at, the other stays what the user
/// wrote, because only such a `self` is the `self` of the body, and errors are underlined by such a name (tests/ui).
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_groups {
    (
        [$fuel:tt $($more:tt)*] [$($group:tt)*]
        $(#$a0:tt)* $v0:vis fn $n0:tt $p0:tt $(-> $r0:ty)? $b0:block
        $(#$a1:tt)* $v1:vis fn $n1:tt $p1:tt $(-> $r1:ty)? $b1:block
        $(#$a2:tt)* $v2:vis fn $n2:tt $p2:tt $(-> $r2:ty)? $b2:block
        $(#$a3:tt)* $v3:vis fn $n3:tt $p3:tt $(-> $r3:ty)? $b3:block
        $(#$a4:tt)* $v4:vis fn $n4:tt $p4:tt $(-> $r4:ty)? $b4:block
        $(#$a5:tt)* $v5:vis fn $n5:tt $p5:tt $(-> $r5:ty)? $b5:block
        $(#$a6:tt)* $v6:vis fn $n6:tt $p6:tt $(-> $r6:ty)? $b6:block
        $(#$a7:tt)* $v7:vis fn $n7:tt $p7:tt $(-> $r7:ty)? $b7:block
        $(#$a8:tt)* $v8:vis fn $n8:tt $p8:tt $(-> $r8:ty)? $b8:block
        $(#$a9:tt)* $v9:vis fn $n9:tt $p9:tt $(-> $r9:ty)? $b9:block
        $(#$a10:tt)* $v10:vis fn $n10:tt $p10:tt $(-> $r10:ty)? $b10:block
        $(#$a11:tt)* $v11:vis fn $n11:tt $p11:tt $(-> $r11:ty)? $b11:block
        $(#$a12:tt)* $v12:vis fn $n12:tt $p12:tt $(-> $r12:ty)? $b12:block
        $(#$a13:tt)* $v13:vis fn $n13:tt $p13:tt $(-> $r13:ty)? $b13:block
        $(#$a14:tt)* $v14:vis fn $n14:tt $p14:tt $(-> $r14:ty)? $b14:block
        $(#$a15:tt)* $v15:vis fn $n15:tt $p15:tt $(-> $r15:ty)? $b15:block
        $(#$a16:tt)* $v16:vis fn $n16:tt $p16:tt $(-> $r16:ty)? $b16:block
        $(#$a17:tt)* $v17:vis fn $n17:tt $p17:tt $(-> $r17:ty)? $b17:block
        $(#$a18:tt)* $v18:vis fn $n18:tt $p18:tt $(-> $r18:ty)? $b18:block
        $(#$a19:tt)* $v19:vis fn $n19:tt $p19:tt $(-> $r19:ty)? $b19:block
        $(#$a20:tt)* $v20:vis fn $n20:tt $p20:tt $(-> $r20:ty)? $b20:block
        $(#$a21:tt)* $v21:vis fn $n21:tt $p21:tt $(-> $r21:ty)? $b21:block
        $(#$a22:tt)* $v22:vis fn $n22:tt $p22:tt $(-> $r22:ty)? $b22:block
        $(#$a23:tt)* $v23:vis fn $n23:tt $p23:tt $(-> $r23:ty)? $b23:block
        $(#$a24:tt)* $v24:vis fn $n24:tt $p24:tt $(-> $r24:ty)? $b24:block
        $(#$a25:tt)* $v25:vis fn $n25:tt $p25:tt $(-> $r25:ty)? $b25:block
        $(#$a26:tt)* $v26:vis fn $n26:tt $p26:tt $(-> $r26:ty)? $b26:block
        $(#$a27:tt)* $v27:vis fn $n27:tt $p27:tt $(-> $r27:ty)? $b27:block
        $(#$a28:tt)* $v28:vis fn $n28:tt $p28:tt $(-> $r28:ty)? $b28:block
        $(#$a29:tt)* $v29:vis fn $n29:tt $p29:tt $(-> $r29:ty)? $b29:block
        $(#$a30:tt)* $v30:vis fn $n30:tt $p30:tt $(-> $r30:ty)? $b30:block
        $(#$a31:tt)* $v31:vis fn $n31:tt $p31:tt $(-> $r31:ty)? $b31:block
        $(#$a32:tt)* $v32:vis fn $n32:tt $p32:tt $(-> $r32:ty)? $b32:block
        $(#$a33:tt)* $v33:vis fn $n33:tt $p33:tt $(-> $r33:ty)? $b33:block
        $(#$a34:tt)* $v34:vis fn $n34:tt $p34:tt $(-> $r34:ty)? $b34:block
        $(#$a35:tt)* $v35:vis fn $n35:tt $p35:tt $(-> $r35:ty)? $b35:block
        $(#$a36:tt)* $v36:vis fn $n36:tt $p36:tt $(-> $r36:ty)? $b36:block
        $(#$a37:tt)* $v37:vis fn $n37:tt $p37:tt $(-> $r37:ty)? $b37:block
        $(#$a38:tt)* $v38:vis fn $n38:tt $p38:tt $(-> $r38:ty)? $b38:block
        $(#$a39:tt)* $v39:vis fn $n39:tt $p39:tt $(-> $r39:ty)? $b39:block
        $($rest:tt)*
    ) => {
        $crate::__closures_export_groups! {
            [$($more)*] [
                $($group)*
                [[$(#$a0)*] $v0 fn $n0 $n0 $p0 $p0 [$($r0)?] $b0]
                [[$(#$a1)*] $v1 fn $n1 $n1 $p1 $p1 [$($r1)?] $b1]
                [[$(#$a2)*] $v2 fn $n2 $n2 $p2 $p2 [$($r2)?] $b2]
                [[$(#$a3)*] $v3 fn $n3 $n3 $p3 $p3 [$($r3)?] $b3]
                [[$(#$a4)*] $v4 fn $n4 $n4 $p4 $p4 [$($r4)?] $b4]
                [[$(#$a5)*] $v5 fn $n5 $n5 $p5 $p5 [$($r5)?] $b5]
                [[$(#$a6)*] $v6 fn $n6 $n6 $p6 $p6 [$($r6)?] $b6]
                [[$(#$a7)*] $v7 fn $n7 $n7 $p7 $p7 [$($r7)?] $b7]
                [[$(#$a8)*] $v8 fn $n8 $n8 $p8 $p8 [$($r8)?] $b8]
                [[$(#$a9)*] $v9 fn $n9 $n9 $p9 $p9 [$($r9)?] $b9]
                [[$(#$a10)*] $v10 fn $n10 $n10 $p10 $p10 [$($r10)?] $b10]
                [[$(#$a11)*] $v11 fn $n11 $n11 $p11 $p11 [$($r11)?] $b11]
                [[$(#$a12)*] $v12 fn $n12 $n12 $p12 $p12 [$($r12)?] $b12]
                [[$(#$a13)*] $v13 fn $n13 $n13 $p13 $p13 [$($r13)?] $b13]
                [[$(#$a14)*] $v14 fn $n14 $n14 $p14 $p14 [$($r14)?] $b14]
                [[$(#$a15)*] $v15 fn $n15 $n15 $p15 $p15 [$($r15)?] $b15]
                [[$(#$a16)*] $v16 fn $n16 $n16 $p16 $p16 [$($r16)?] $b16]
                [[$(#$a17)*] $v17 fn $n17 $n17 $p17 $p17 [$($r17)?] $b17]
                [[$(#$a18)*] $v18 fn $n18 $n18 $p18 $p18 [$($r18)?] $b18]
                [[$(#$a19)*] $v19 fn $n19 $n19 $p19 $p19 [$($r19)?] $b19]
                [[$(#$a20)*] $v20 fn $n20 $n20 $p20 $p20 [$($r20)?] $b20]
                [[$(#$a21)*] $v21 fn $n21 $n21 $p21 $p21 [$($r21)?] $b21]
                [[$(#$a22)*] $v22 fn $n22 $n22 $p22 $p22 [$($r22)?] $b22]
                [[$(#$a23)*] $v23 fn $n23 $n23 $p23 $p23 [$($r23)?] $b23]
                [[$(#$a24)*] $v24 fn $n24 $n24 $p24 $p24 [$($r24)?] $b24]
                [[$(#$a25)*] $v25 fn $n25 $n25 $p25 $p25 [$($r25)?] $b25]
                [[$(#$a26)*] $v26 fn $n26 $n26 $p26 $p26 [$($r26)?] $b26]
                [[$(#$a27)*] $v27 fn $n27 $n27 $p27 $p27 [$($r27)?] $b27]
                [[$(#$a28)*] $v28 fn $n28 $n28 $p28 $p28 [$($r28)?] $b28]
                [[$(#$a29)*] $v29 fn $n29 $n29 $p29 $p29 [$($r29)?] $b29]
                [[$(#$a30)*] $v30 fn $n30 $n30 $p30 $p30 [$($r30)?] $b30]
                [[$(#$a31)*] $v31 fn $n31 $n31 $p31 $p31 [$($r31)?] $b31]
                [[$(#$a32)*] $v32 fn $n32 $n32 $p32 $p32 [$($r32)?] $b32]
                [[$(#$a33)*] $v33 fn $n33 $n33 $p33 $p33 [$($r33)?] $b33]
                [[$(#$a34)*] $v34 fn $n34 $n34 $p34 $p34 [$($r34)?] $b34]
                [[$(#$a35)*] $v35 fn $n35 $n35 $p35 $p35 [$($r35)?] $b35]
                [[$(#$a36)*] $v36 fn $n36 $n36 $p36 $p36 [$($r36)?] $b36]
                [[$(#$a37)*] $v37 fn $n37 $n37 $p37 $p37 [$($r37)?] $b37]
                [[$(#$a38)*] $v38 fn $n38 $n38 $p38 $p38 [$($r38)?] $b38]
                [[$(#$a39)*] $v39 fn $n39 $n39 $p39 $p39 [$($r39)?] $b39]
            ]
            $($rest)*
        }
    };
    (
        $fuel:tt [$($group:tt)*]
        $( $(#$attribute:tt)* $vis:vis fn $name:tt $params:tt $(-> $result:ty)? $body:block )*
    ) => {
        $crate::__closures_export_write_groups! {
            [$($group)* $([[$(#$attribute)*] $vis fn $name $name $params $params [$($result)?] $body])*]
        }
    };
    ($fuel:tt $groups:tt $($items:tt)*) => {
        $crate::__closures_export_mixed_groups! { $fuel $groups [] [] $($items)* }
    };
}

/// Makes groups of functions and types.
///
/// Before new ones are made, it is asked of the last ones whether their names are words: as a `tt` each could be anything, and a broken item
/// be taken for two. For that the names stand beside the groups too, because one that is asked has lost where it stands.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_mixed_groups {
    ($fuel:tt [$($group:tt)*] [$($name:ident)*] [$($new:tt)*]) => {
        $crate::__closures_export_write_groups! { [$($group)* $($new)*] }
    };
    // Subtle: each says which the last one is, because rustc would not know whether `->` belongs to that or to the rest.
    (
        [$spent:tt $($more:tt)*] [$($group:tt)*] [$($name:ident)*] [$($new:tt)*]
        $(#$a0:tt)* $v0:vis $k0:ident $n0:tt $p0:tt $(-> $r0:ty $b0:block)? $($u0:block)?
        $(#$a1:tt)* $v1:vis $k1:ident $n1:tt $p1:tt $(-> $r1:ty $b1:block)? $($u1:block)?
        $(#$a2:tt)* $v2:vis $k2:ident $n2:tt $p2:tt $(-> $r2:ty $b2:block)? $($u2:block)?
        $(#$a3:tt)* $v3:vis $k3:ident $n3:tt $p3:tt $(-> $r3:ty $b3:block)? $($u3:block)?
        $(#$a4:tt)* $v4:vis $k4:ident $n4:tt $p4:tt $(-> $r4:ty $b4:block)? $($u4:block)?
        $(#$a5:tt)* $v5:vis $k5:ident $n5:tt $p5:tt $(-> $r5:ty $b5:block)? $($u5:block)?
        $(#$a6:tt)* $v6:vis $k6:ident $n6:tt $p6:tt $(-> $r6:ty $b6:block)? $($u6:block)?
        $(#$a7:tt)* $v7:vis $k7:ident $n7:tt $p7:tt $(-> $r7:ty $b7:block)? $($u7:block)?
        $(#$a8:tt)* $v8:vis $k8:ident $n8:tt $p8:tt $(-> $r8:ty $b8:block)? $($u8:block)?
        $(#$a9:tt)* $v9:vis $k9:ident $n9:tt $p9:tt $(-> $r9:ty $b9:block)? $($u9:block)?
        $(#$a10:tt)* $v10:vis $k10:ident $n10:tt $p10:tt $(-> $r10:ty $b10:block)? $($u10:block)?
        $(#$a11:tt)* $v11:vis $k11:ident $n11:tt $p11:tt $(-> $r11:ty $b11:block)? $($u11:block)?
        $(#$a12:tt)* $v12:vis $k12:ident $n12:tt $p12:tt $(-> $r12:ty $b12:block)? $($u12:block)?
        $(#$a13:tt)* $v13:vis $k13:ident $n13:tt $p13:tt $(-> $r13:ty $b13:block)? $($u13:block)?
        $(#$a14:tt)* $v14:vis $k14:ident $n14:tt $p14:tt $(-> $r14:ty $b14:block)? $($u14:block)?
        $(#$a15:tt)* $v15:vis $k15:ident $n15:tt $p15:tt $(-> $r15:ty $b15:block)? $($u15:block)?
        $(#$a16:tt)* $v16:vis $k16:ident $n16:tt $p16:tt $(-> $r16:ty $b16:block)? $($u16:block)?
        $(#$a17:tt)* $v17:vis $k17:ident $n17:tt $p17:tt $(-> $r17:ty $b17:block)? $($u17:block)?
        $(#$a18:tt)* $v18:vis $k18:ident $n18:tt $p18:tt $(-> $r18:ty $b18:block)? $($u18:block)?
        $(#$a19:tt)* $v19:vis $k19:ident $n19:tt $p19:tt $(-> $r19:ty $b19:block)? $($u19:block)?
        $(#$a20:tt)* $v20:vis $k20:ident $n20:tt $p20:tt $(-> $r20:ty $b20:block)? $($u20:block)?
        $(#$a21:tt)* $v21:vis $k21:ident $n21:tt $p21:tt $(-> $r21:ty $b21:block)? $($u21:block)?
        $(#$a22:tt)* $v22:vis $k22:ident $n22:tt $p22:tt $(-> $r22:ty $b22:block)? $($u22:block)?
        $(#$a23:tt)* $v23:vis $k23:ident $n23:tt $p23:tt $(-> $r23:ty $b23:block)? $($u23:block)?
        $(#$a24:tt)* $v24:vis $k24:ident $n24:tt $p24:tt $(-> $r24:ty $b24:block)? $($u24:block)?
        $(#$a25:tt)* $v25:vis $k25:ident $n25:tt $p25:tt $(-> $r25:ty $b25:block)? $($u25:block)?
        $(#$a26:tt)* $v26:vis $k26:ident $n26:tt $p26:tt $(-> $r26:ty $b26:block)? $($u26:block)?
        $(#$a27:tt)* $v27:vis $k27:ident $n27:tt $p27:tt $(-> $r27:ty $b27:block)? $($u27:block)?
        $(#$a28:tt)* $v28:vis $k28:ident $n28:tt $p28:tt $(-> $r28:ty $b28:block)? $($u28:block)?
        $(#$a29:tt)* $v29:vis $k29:ident $n29:tt $p29:tt $(-> $r29:ty $b29:block)? $($u29:block)?
        $(#$a30:tt)* $v30:vis $k30:ident $n30:tt $p30:tt $(-> $r30:ty $b30:block)? $($u30:block)?
        $(#$a31:tt)* $v31:vis $k31:ident $n31:tt $p31:tt $(-> $r31:ty $b31:block)? $($u31:block)?
        $(#$a32:tt)* $v32:vis $k32:ident $n32:tt $p32:tt $(-> $r32:ty $b32:block)? $($u32:block)?
        $(#$a33:tt)* $v33:vis $k33:ident $n33:tt $p33:tt $(-> $r33:ty $b33:block)? $($u33:block)?
        $(#$a34:tt)* $v34:vis $k34:ident $n34:tt $p34:tt $(-> $r34:ty $b34:block)? $($u34:block)?
        $(#$a35:tt)* $v35:vis $k35:ident $n35:tt $p35:tt $(-> $r35:ty $b35:block)? $($u35:block)?
        $(#$a36:tt)* $v36:vis $k36:ident $n36:tt $p36:tt $(-> $r36:ty $b36:block)? $($u36:block)?
        $(#$a37:tt)* $v37:vis $k37:ident $n37:tt $p37:tt $(-> $r37:ty $b37:block)? $($u37:block)?
        $(#$a38:tt)* $v38:vis $k38:ident $n38:tt $p38:tt $(-> $r38:ty $b38:block)? $($u38:block)?
        $(#$a39:tt)* $v39:vis fn $n39:tt $p39:tt $(-> $r39:ty)? $b39:block
        $($rest:tt)*
    ) => {
        $crate::__closures_export_mixed_groups! {
            [$($more)*] [$($group)* $($new)*] [
                $n0 $n1 $n2 $n3 $n4 $n5 $n6 $n7 $n8 $n9 $n10 $n11 $n12 $n13 $n14 $n15 $n16 $n17 $n18 $n19 $n20 $n21
                $n22 $n23 $n24 $n25 $n26 $n27 $n28 $n29 $n30 $n31 $n32 $n33 $n34 $n35 $n36 $n37 $n38 $n39
            ] [
                [[$(#$a0)*] $v0 $k0 $n0 $n0 $p0 $p0 [$($r0)?] $($b0)? $($u0)?]
                [[$(#$a1)*] $v1 $k1 $n1 $n1 $p1 $p1 [$($r1)?] $($b1)? $($u1)?]
                [[$(#$a2)*] $v2 $k2 $n2 $n2 $p2 $p2 [$($r2)?] $($b2)? $($u2)?]
                [[$(#$a3)*] $v3 $k3 $n3 $n3 $p3 $p3 [$($r3)?] $($b3)? $($u3)?]
                [[$(#$a4)*] $v4 $k4 $n4 $n4 $p4 $p4 [$($r4)?] $($b4)? $($u4)?]
                [[$(#$a5)*] $v5 $k5 $n5 $n5 $p5 $p5 [$($r5)?] $($b5)? $($u5)?]
                [[$(#$a6)*] $v6 $k6 $n6 $n6 $p6 $p6 [$($r6)?] $($b6)? $($u6)?]
                [[$(#$a7)*] $v7 $k7 $n7 $n7 $p7 $p7 [$($r7)?] $($b7)? $($u7)?]
                [[$(#$a8)*] $v8 $k8 $n8 $n8 $p8 $p8 [$($r8)?] $($b8)? $($u8)?]
                [[$(#$a9)*] $v9 $k9 $n9 $n9 $p9 $p9 [$($r9)?] $($b9)? $($u9)?]
                [[$(#$a10)*] $v10 $k10 $n10 $n10 $p10 $p10 [$($r10)?] $($b10)? $($u10)?]
                [[$(#$a11)*] $v11 $k11 $n11 $n11 $p11 $p11 [$($r11)?] $($b11)? $($u11)?]
                [[$(#$a12)*] $v12 $k12 $n12 $n12 $p12 $p12 [$($r12)?] $($b12)? $($u12)?]
                [[$(#$a13)*] $v13 $k13 $n13 $n13 $p13 $p13 [$($r13)?] $($b13)? $($u13)?]
                [[$(#$a14)*] $v14 $k14 $n14 $n14 $p14 $p14 [$($r14)?] $($b14)? $($u14)?]
                [[$(#$a15)*] $v15 $k15 $n15 $n15 $p15 $p15 [$($r15)?] $($b15)? $($u15)?]
                [[$(#$a16)*] $v16 $k16 $n16 $n16 $p16 $p16 [$($r16)?] $($b16)? $($u16)?]
                [[$(#$a17)*] $v17 $k17 $n17 $n17 $p17 $p17 [$($r17)?] $($b17)? $($u17)?]
                [[$(#$a18)*] $v18 $k18 $n18 $n18 $p18 $p18 [$($r18)?] $($b18)? $($u18)?]
                [[$(#$a19)*] $v19 $k19 $n19 $n19 $p19 $p19 [$($r19)?] $($b19)? $($u19)?]
                [[$(#$a20)*] $v20 $k20 $n20 $n20 $p20 $p20 [$($r20)?] $($b20)? $($u20)?]
                [[$(#$a21)*] $v21 $k21 $n21 $n21 $p21 $p21 [$($r21)?] $($b21)? $($u21)?]
                [[$(#$a22)*] $v22 $k22 $n22 $n22 $p22 $p22 [$($r22)?] $($b22)? $($u22)?]
                [[$(#$a23)*] $v23 $k23 $n23 $n23 $p23 $p23 [$($r23)?] $($b23)? $($u23)?]
                [[$(#$a24)*] $v24 $k24 $n24 $n24 $p24 $p24 [$($r24)?] $($b24)? $($u24)?]
                [[$(#$a25)*] $v25 $k25 $n25 $n25 $p25 $p25 [$($r25)?] $($b25)? $($u25)?]
                [[$(#$a26)*] $v26 $k26 $n26 $n26 $p26 $p26 [$($r26)?] $($b26)? $($u26)?]
                [[$(#$a27)*] $v27 $k27 $n27 $n27 $p27 $p27 [$($r27)?] $($b27)? $($u27)?]
                [[$(#$a28)*] $v28 $k28 $n28 $n28 $p28 $p28 [$($r28)?] $($b28)? $($u28)?]
                [[$(#$a29)*] $v29 $k29 $n29 $n29 $p29 $p29 [$($r29)?] $($b29)? $($u29)?]
                [[$(#$a30)*] $v30 $k30 $n30 $n30 $p30 $p30 [$($r30)?] $($b30)? $($u30)?]
                [[$(#$a31)*] $v31 $k31 $n31 $n31 $p31 $p31 [$($r31)?] $($b31)? $($u31)?]
                [[$(#$a32)*] $v32 $k32 $n32 $n32 $p32 $p32 [$($r32)?] $($b32)? $($u32)?]
                [[$(#$a33)*] $v33 $k33 $n33 $n33 $p33 $p33 [$($r33)?] $($b33)? $($u33)?]
                [[$(#$a34)*] $v34 $k34 $n34 $n34 $p34 $p34 [$($r34)?] $($b34)? $($u34)?]
                [[$(#$a35)*] $v35 $k35 $n35 $n35 $p35 $p35 [$($r35)?] $($b35)? $($u35)?]
                [[$(#$a36)*] $v36 $k36 $n36 $n36 $p36 $p36 [$($r36)?] $($b36)? $($u36)?]
                [[$(#$a37)*] $v37 $k37 $n37 $n37 $p37 $p37 [$($r37)?] $($b37)? $($u37)?]
                [[$(#$a38)*] $v38 $k38 $n38 $n38 $p38 $p38 [$($r38)?] $($b38)? $($u38)?]
                [[$(#$a39)*] $v39 fn $n39 $n39 $p39 $p39 [$($r39)?] $b39]
            ]
            $($rest)*
        }
    };
    (
        [$spent:tt $($more:tt)*] [$($group:tt)*] [$($name:ident)*] [$($new:tt)*]
        $(#$a0:tt)* $v0:vis $k0:ident $n0:tt $p0:tt $(-> $r0:ty $b0:block)? $($u0:block)?
        $(#$a1:tt)* $v1:vis $k1:ident $n1:tt $p1:tt $(-> $r1:ty $b1:block)? $($u1:block)?
        $(#$a2:tt)* $v2:vis $k2:ident $n2:tt $p2:tt $(-> $r2:ty $b2:block)? $($u2:block)?
        $(#$a3:tt)* $v3:vis $k3:ident $n3:tt $p3:tt $(-> $r3:ty $b3:block)? $($u3:block)?
        $(#$a4:tt)* $v4:vis $k4:ident $n4:tt $p4:tt $(-> $r4:ty $b4:block)? $($u4:block)?
        $(#$a5:tt)* $v5:vis $k5:ident $n5:tt $p5:tt $(-> $r5:ty $b5:block)? $($u5:block)?
        $(#$a6:tt)* $v6:vis $k6:ident $n6:tt $p6:tt $(-> $r6:ty $b6:block)? $($u6:block)?
        $(#$a7:tt)* $v7:vis $k7:ident $n7:tt $p7:tt $(-> $r7:ty $b7:block)? $($u7:block)?
        $(#$a8:tt)* $v8:vis $k8:ident $n8:tt $p8:tt $(-> $r8:ty $b8:block)? $($u8:block)?
        $(#$a9:tt)* $v9:vis $k9:ident $n9:tt $p9:tt $(-> $r9:ty $b9:block)? $($u9:block)?
        $(#$a10:tt)* $v10:vis $k10:ident $n10:tt $p10:tt $(-> $r10:ty $b10:block)? $($u10:block)?
        $(#$a11:tt)* $v11:vis $k11:ident $n11:tt $p11:tt $(-> $r11:ty $b11:block)? $($u11:block)?
        $(#$a12:tt)* $v12:vis $k12:ident $n12:tt $p12:tt $(-> $r12:ty $b12:block)? $($u12:block)?
        $(#$a13:tt)* $v13:vis $k13:ident $n13:tt $p13:tt $(-> $r13:ty $b13:block)? $($u13:block)?
        $(#$a14:tt)* $v14:vis $k14:ident $n14:tt $p14:tt $(-> $r14:ty $b14:block)? $($u14:block)?
        $(#$a15:tt)* $v15:vis $k15:ident $n15:tt $p15:tt $(-> $r15:ty $b15:block)? $($u15:block)?
        $(#$a16:tt)* $v16:vis $k16:ident $n16:tt $p16:tt $(-> $r16:ty $b16:block)? $($u16:block)?
        $(#$a17:tt)* $v17:vis $k17:ident $n17:tt $p17:tt $(-> $r17:ty $b17:block)? $($u17:block)?
        $(#$a18:tt)* $v18:vis $k18:ident $n18:tt $p18:tt $(-> $r18:ty $b18:block)? $($u18:block)?
        $(#$a19:tt)* $v19:vis $k19:ident $n19:tt $p19:tt $(-> $r19:ty $b19:block)? $($u19:block)?
        $(#$a20:tt)* $v20:vis $k20:ident $n20:tt $p20:tt $(-> $r20:ty $b20:block)? $($u20:block)?
        $(#$a21:tt)* $v21:vis $k21:ident $n21:tt $p21:tt $(-> $r21:ty $b21:block)? $($u21:block)?
        $(#$a22:tt)* $v22:vis $k22:ident $n22:tt $p22:tt $(-> $r22:ty $b22:block)? $($u22:block)?
        $(#$a23:tt)* $v23:vis $k23:ident $n23:tt $p23:tt $(-> $r23:ty $b23:block)? $($u23:block)?
        $(#$a24:tt)* $v24:vis $k24:ident $n24:tt $p24:tt $(-> $r24:ty $b24:block)? $($u24:block)?
        $(#$a25:tt)* $v25:vis $k25:ident $n25:tt $p25:tt $(-> $r25:ty $b25:block)? $($u25:block)?
        $(#$a26:tt)* $v26:vis $k26:ident $n26:tt $p26:tt $(-> $r26:ty $b26:block)? $($u26:block)?
        $(#$a27:tt)* $v27:vis $k27:ident $n27:tt $p27:tt $(-> $r27:ty $b27:block)? $($u27:block)?
        $(#$a28:tt)* $v28:vis $k28:ident $n28:tt $p28:tt $(-> $r28:ty $b28:block)? $($u28:block)?
        $(#$a29:tt)* $v29:vis $k29:ident $n29:tt $p29:tt $(-> $r29:ty $b29:block)? $($u29:block)?
        $(#$a30:tt)* $v30:vis $k30:ident $n30:tt $p30:tt $(-> $r30:ty $b30:block)? $($u30:block)?
        $(#$a31:tt)* $v31:vis $k31:ident $n31:tt $p31:tt $(-> $r31:ty $b31:block)? $($u31:block)?
        $(#$a32:tt)* $v32:vis $k32:ident $n32:tt $p32:tt $(-> $r32:ty $b32:block)? $($u32:block)?
        $(#$a33:tt)* $v33:vis $k33:ident $n33:tt $p33:tt $(-> $r33:ty $b33:block)? $($u33:block)?
        $(#$a34:tt)* $v34:vis $k34:ident $n34:tt $p34:tt $(-> $r34:ty $b34:block)? $($u34:block)?
        $(#$a35:tt)* $v35:vis $k35:ident $n35:tt $p35:tt $(-> $r35:ty $b35:block)? $($u35:block)?
        $(#$a36:tt)* $v36:vis $k36:ident $n36:tt $p36:tt $(-> $r36:ty $b36:block)? $($u36:block)?
        $(#$a37:tt)* $v37:vis $k37:ident $n37:tt $p37:tt $(-> $r37:ty $b37:block)? $($u37:block)?
        $(#$a38:tt)* $v38:vis $k38:ident $n38:tt $p38:tt $(-> $r38:ty $b38:block)? $($u38:block)?
        $(#$a39:tt)* $v39:vis type $n39:tt;
        $($rest:tt)*
    ) => {
        $crate::__closures_export_mixed_groups! {
            [$($more)*] [$($group)* $($new)*] [
                $n0 $n1 $n2 $n3 $n4 $n5 $n6 $n7 $n8 $n9 $n10 $n11 $n12 $n13 $n14 $n15 $n16 $n17 $n18 $n19 $n20 $n21
                $n22 $n23 $n24 $n25 $n26 $n27 $n28 $n29 $n30 $n31 $n32 $n33 $n34 $n35 $n36 $n37 $n38 $n39
            ] [
                [[$(#$a0)*] $v0 $k0 $n0 $n0 $p0 $p0 [$($r0)?] $($b0)? $($u0)?]
                [[$(#$a1)*] $v1 $k1 $n1 $n1 $p1 $p1 [$($r1)?] $($b1)? $($u1)?]
                [[$(#$a2)*] $v2 $k2 $n2 $n2 $p2 $p2 [$($r2)?] $($b2)? $($u2)?]
                [[$(#$a3)*] $v3 $k3 $n3 $n3 $p3 $p3 [$($r3)?] $($b3)? $($u3)?]
                [[$(#$a4)*] $v4 $k4 $n4 $n4 $p4 $p4 [$($r4)?] $($b4)? $($u4)?]
                [[$(#$a5)*] $v5 $k5 $n5 $n5 $p5 $p5 [$($r5)?] $($b5)? $($u5)?]
                [[$(#$a6)*] $v6 $k6 $n6 $n6 $p6 $p6 [$($r6)?] $($b6)? $($u6)?]
                [[$(#$a7)*] $v7 $k7 $n7 $n7 $p7 $p7 [$($r7)?] $($b7)? $($u7)?]
                [[$(#$a8)*] $v8 $k8 $n8 $n8 $p8 $p8 [$($r8)?] $($b8)? $($u8)?]
                [[$(#$a9)*] $v9 $k9 $n9 $n9 $p9 $p9 [$($r9)?] $($b9)? $($u9)?]
                [[$(#$a10)*] $v10 $k10 $n10 $n10 $p10 $p10 [$($r10)?] $($b10)? $($u10)?]
                [[$(#$a11)*] $v11 $k11 $n11 $n11 $p11 $p11 [$($r11)?] $($b11)? $($u11)?]
                [[$(#$a12)*] $v12 $k12 $n12 $n12 $p12 $p12 [$($r12)?] $($b12)? $($u12)?]
                [[$(#$a13)*] $v13 $k13 $n13 $n13 $p13 $p13 [$($r13)?] $($b13)? $($u13)?]
                [[$(#$a14)*] $v14 $k14 $n14 $n14 $p14 $p14 [$($r14)?] $($b14)? $($u14)?]
                [[$(#$a15)*] $v15 $k15 $n15 $n15 $p15 $p15 [$($r15)?] $($b15)? $($u15)?]
                [[$(#$a16)*] $v16 $k16 $n16 $n16 $p16 $p16 [$($r16)?] $($b16)? $($u16)?]
                [[$(#$a17)*] $v17 $k17 $n17 $n17 $p17 $p17 [$($r17)?] $($b17)? $($u17)?]
                [[$(#$a18)*] $v18 $k18 $n18 $n18 $p18 $p18 [$($r18)?] $($b18)? $($u18)?]
                [[$(#$a19)*] $v19 $k19 $n19 $n19 $p19 $p19 [$($r19)?] $($b19)? $($u19)?]
                [[$(#$a20)*] $v20 $k20 $n20 $n20 $p20 $p20 [$($r20)?] $($b20)? $($u20)?]
                [[$(#$a21)*] $v21 $k21 $n21 $n21 $p21 $p21 [$($r21)?] $($b21)? $($u21)?]
                [[$(#$a22)*] $v22 $k22 $n22 $n22 $p22 $p22 [$($r22)?] $($b22)? $($u22)?]
                [[$(#$a23)*] $v23 $k23 $n23 $n23 $p23 $p23 [$($r23)?] $($b23)? $($u23)?]
                [[$(#$a24)*] $v24 $k24 $n24 $n24 $p24 $p24 [$($r24)?] $($b24)? $($u24)?]
                [[$(#$a25)*] $v25 $k25 $n25 $n25 $p25 $p25 [$($r25)?] $($b25)? $($u25)?]
                [[$(#$a26)*] $v26 $k26 $n26 $n26 $p26 $p26 [$($r26)?] $($b26)? $($u26)?]
                [[$(#$a27)*] $v27 $k27 $n27 $n27 $p27 $p27 [$($r27)?] $($b27)? $($u27)?]
                [[$(#$a28)*] $v28 $k28 $n28 $n28 $p28 $p28 [$($r28)?] $($b28)? $($u28)?]
                [[$(#$a29)*] $v29 $k29 $n29 $n29 $p29 $p29 [$($r29)?] $($b29)? $($u29)?]
                [[$(#$a30)*] $v30 $k30 $n30 $n30 $p30 $p30 [$($r30)?] $($b30)? $($u30)?]
                [[$(#$a31)*] $v31 $k31 $n31 $n31 $p31 $p31 [$($r31)?] $($b31)? $($u31)?]
                [[$(#$a32)*] $v32 $k32 $n32 $n32 $p32 $p32 [$($r32)?] $($b32)? $($u32)?]
                [[$(#$a33)*] $v33 $k33 $n33 $n33 $p33 $p33 [$($r33)?] $($b33)? $($u33)?]
                [[$(#$a34)*] $v34 $k34 $n34 $n34 $p34 $p34 [$($r34)?] $($b34)? $($u34)?]
                [[$(#$a35)*] $v35 $k35 $n35 $n35 $p35 $p35 [$($r35)?] $($b35)? $($u35)?]
                [[$(#$a36)*] $v36 $k36 $n36 $n36 $p36 $p36 [$($r36)?] $($b36)? $($u36)?]
                [[$(#$a37)*] $v37 $k37 $n37 $n37 $p37 $p37 [$($r37)?] $($b37)? $($u37)?]
                [[$(#$a38)*] $v38 $k38 $n38 $n38 $p38 $p38 [$($r38)?] $($b38)? $($u38)?]
                [[$(#$a39)*] $v39 type $n39 $n39 ; ; []]
            ]
            $($rest)*
        }
    };
    (
        $fuel:tt [$($group:tt)*] [$($name:ident)*] [$($new:tt)*]
        $( $(#$attribute:tt)* $vis:vis $kind:ident $item:tt $params:tt $(-> $result:ty $body:block)? $($unit_body:block)? )*
    ) => {
        $crate::__closures_export_mixed_groups! {
            $fuel [$($group)* $($new)*] [$($item)*]
            [$([[$(#$attribute)*] $vis $kind $item $item $params $params [$($result)?] $($body)? $($unit_body)?])*]
        }
    };
    // What is no item.
    ($fuel:tt [$($group:tt)*] [$($name:ident)*] [$($new:tt)*] $($rest:tt)*) => {
        $crate::__closures_export_last_groups! { $fuel [$($group)* $($new)*] [] [] $($rest)* }
    };
    // One of these names is none: a mistake was taken for items.
    //
    // Subtle: a body is in braces again, because what has been matched as a block could be a visibility for rustc.
    (
        $fuel:tt $groups:tt $names:tt
        [$([[$($attribute:tt)*] $vis:vis $kind:ident $name:tt $same:tt $params:tt $__:tt [$($result:ty)?] $($body:tt)?])*]
        $($rest:tt)*
    ) => {
        $crate::__closures_export_last_groups! {
            $fuel $groups [] [] $($($attribute)* $vis $kind $name $params $(-> $result)? $({ $body })?)* $($rest)*
        }
    };
}

/// Makes the last groups before a mistake, in the same way, but fewer at a time; then its neighbours are exported all the same.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_last_groups {
    (
        $fuel:tt [$($group:tt)*] [$($name:ident)*] [$($new:tt)*]
        $(#$a0:tt)* $v0:vis $k0:ident $n0:tt $p0:tt $(-> $r0:ty $b0:block)? $($u0:block)?
        $(#$a1:tt)* $v1:vis $k1:ident $n1:tt $p1:tt $(-> $r1:ty $b1:block)? $($u1:block)?
        $(#$a2:tt)* $v2:vis $k2:ident $n2:tt $p2:tt $(-> $r2:ty $b2:block)? $($u2:block)?
        $(#$a3:tt)* $v3:vis $k3:ident $n3:tt $p3:tt $(-> $r3:ty $b3:block)? $($u3:block)?
        $(#$a4:tt)* $v4:vis $k4:ident $n4:tt $p4:tt $(-> $r4:ty $b4:block)? $($u4:block)?
        $(#$a5:tt)* $v5:vis $k5:ident $n5:tt $p5:tt $(-> $r5:ty $b5:block)? $($u5:block)?
        $(#$a6:tt)* $v6:vis $k6:ident $n6:tt $p6:tt $(-> $r6:ty $b6:block)? $($u6:block)?
        $(#$a7:tt)* $v7:vis fn $n7:tt $p7:tt $(-> $r7:ty)? $b7:block
        $($rest:tt)*
    ) => {
        $crate::__closures_export_last_groups! {
            $fuel [$($group)* $($new)*] [
                $n0 $n1 $n2 $n3 $n4 $n5 $n6 $n7
            ] [
                [[$(#$a0)*] $v0 $k0 $n0 $n0 $p0 $p0 [$($r0)?] $($b0)? $($u0)?]
                [[$(#$a1)*] $v1 $k1 $n1 $n1 $p1 $p1 [$($r1)?] $($b1)? $($u1)?]
                [[$(#$a2)*] $v2 $k2 $n2 $n2 $p2 $p2 [$($r2)?] $($b2)? $($u2)?]
                [[$(#$a3)*] $v3 $k3 $n3 $n3 $p3 $p3 [$($r3)?] $($b3)? $($u3)?]
                [[$(#$a4)*] $v4 $k4 $n4 $n4 $p4 $p4 [$($r4)?] $($b4)? $($u4)?]
                [[$(#$a5)*] $v5 $k5 $n5 $n5 $p5 $p5 [$($r5)?] $($b5)? $($u5)?]
                [[$(#$a6)*] $v6 $k6 $n6 $n6 $p6 $p6 [$($r6)?] $($b6)? $($u6)?]
                [[$(#$a7)*] $v7 fn $n7 $n7 $p7 $p7 [$($r7)?] $b7]
            ]
            $($rest)*
        }
    };
    (
        $fuel:tt [$($group:tt)*] [$($name:ident)*] [$($new:tt)*]
        $(#$a0:tt)* $v0:vis $k0:ident $n0:tt $p0:tt $(-> $r0:ty $b0:block)? $($u0:block)?
        $(#$a1:tt)* $v1:vis $k1:ident $n1:tt $p1:tt $(-> $r1:ty $b1:block)? $($u1:block)?
        $(#$a2:tt)* $v2:vis $k2:ident $n2:tt $p2:tt $(-> $r2:ty $b2:block)? $($u2:block)?
        $(#$a3:tt)* $v3:vis $k3:ident $n3:tt $p3:tt $(-> $r3:ty $b3:block)? $($u3:block)?
        $(#$a4:tt)* $v4:vis $k4:ident $n4:tt $p4:tt $(-> $r4:ty $b4:block)? $($u4:block)?
        $(#$a5:tt)* $v5:vis $k5:ident $n5:tt $p5:tt $(-> $r5:ty $b5:block)? $($u5:block)?
        $(#$a6:tt)* $v6:vis $k6:ident $n6:tt $p6:tt $(-> $r6:ty $b6:block)? $($u6:block)?
        $(#$a7:tt)* $v7:vis type $n7:tt;
        $($rest:tt)*
    ) => {
        $crate::__closures_export_last_groups! {
            $fuel [$($group)* $($new)*] [
                $n0 $n1 $n2 $n3 $n4 $n5 $n6 $n7
            ] [
                [[$(#$a0)*] $v0 $k0 $n0 $n0 $p0 $p0 [$($r0)?] $($b0)? $($u0)?]
                [[$(#$a1)*] $v1 $k1 $n1 $n1 $p1 $p1 [$($r1)?] $($b1)? $($u1)?]
                [[$(#$a2)*] $v2 $k2 $n2 $n2 $p2 $p2 [$($r2)?] $($b2)? $($u2)?]
                [[$(#$a3)*] $v3 $k3 $n3 $n3 $p3 $p3 [$($r3)?] $($b3)? $($u3)?]
                [[$(#$a4)*] $v4 $k4 $n4 $n4 $p4 $p4 [$($r4)?] $($b4)? $($u4)?]
                [[$(#$a5)*] $v5 $k5 $n5 $n5 $p5 $p5 [$($r5)?] $($b5)? $($u5)?]
                [[$(#$a6)*] $v6 $k6 $n6 $n6 $p6 $p6 [$($r6)?] $($b6)? $($u6)?]
                [[$(#$a7)*] $v7 type $n7 $n7 ; ; []]
            ]
            $($rest)*
        }
    };
    ($fuel:tt [$($group:tt)*] [$($name:ident)*] [$($new:tt)*] $($rest:tt)*) => {
        $crate::__closures_export_async_groups! { $fuel [$($group)* $($new)*] $($rest)* }
    };
    // One of these names is none: as above.
    (
        $fuel:tt $groups:tt $names:tt
        [$([[$($attribute:tt)*] $vis:vis $kind:ident $name:tt $same:tt $params:tt $__:tt [$($result:ty)?] $($body:tt)?])*]
        $($rest:tt)*
    ) => {
        $crate::__closures_export_write_groups! { $groups }
        $crate::__closures_export_refuse! {
            $fuel $($($attribute)* $vis $kind $name $params $(-> $result)? $({ $body })?)* $($rest)*
        }
    };
}

/// Makes groups of functions of which some are `async`, and of types among them; then comes the end, or a mistake.
///
/// Subtle: `$mark` is nothing, by which rustc knows whether there was an `async`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_async_groups {
    (
        $fuel:tt [$($group:tt)*]
        $( $(#$attribute:tt)* $vis:vis $(async $mark:vis)? fn $name:tt $params:tt $(-> $result:ty)? $body:block )*
    ) => {
        $crate::__closures_export_write_groups! {
            [$($group)* $([[$(#$attribute)*] $vis $(async $mark)? fn $name $name $params $params [$($result)?] $body])*]
        }
    };
    (
        $fuel:tt [$($group:tt)*]
        $(#$a0:tt)* $v0:vis $(async $m0:vis)? fn $n0:tt $p0:tt $(-> $r0:ty)? $b0:block
        $(#$a1:tt)* $v1:vis $(async $m1:vis)? fn $n1:tt $p1:tt $(-> $r1:ty)? $b1:block
        $(#$a2:tt)* $v2:vis $(async $m2:vis)? fn $n2:tt $p2:tt $(-> $r2:ty)? $b2:block
        $(#$a3:tt)* $v3:vis $(async $m3:vis)? fn $n3:tt $p3:tt $(-> $r3:ty)? $b3:block
        $($rest:tt)*
    ) => {
        $crate::__closures_export_async_groups! {
            $fuel [
                $($group)*
                [[$(#$a0)*] $v0 $(async $m0)? fn $n0 $n0 $p0 $p0 [$($r0)?] $b0]
                [[$(#$a1)*] $v1 $(async $m1)? fn $n1 $n1 $p1 $p1 [$($r1)?] $b1]
                [[$(#$a2)*] $v2 $(async $m2)? fn $n2 $n2 $p2 $p2 [$($r2)?] $b2]
                [[$(#$a3)*] $v3 $(async $m3)? fn $n3 $n3 $p3 $p3 [$($r3)?] $b3]
            ]
            $($rest)*
        }
    };
    (
        $fuel:tt [$($group:tt)*]
        $(#$attribute:tt)* $vis:vis $(async $mark:vis)? fn $name:tt $params:tt $(-> $result:ty)? $body:block $($rest:tt)*
    ) => {
        $crate::__closures_export_async_groups! {
            $fuel [$($group)* [[$(#$attribute)*] $vis $(async $mark)? fn $name $name $params $params [$($result)?] $body]] $($rest)*
        }
    };
    ($fuel:tt [$($group:tt)*] $(#$attribute:tt)* $vis:vis type $name:tt; $($rest:tt)*) => {
        $crate::__closures_export_async_groups! {
            $fuel [$($group)* [[$(#$attribute)*] $vis type $name $name ; ; []]] $($rest)*
        }
    };
    ($fuel:tt $groups:tt $($rest:tt)*) => {
        $crate::__closures_export_write_groups! { $groups }
        $crate::__closures_export_refuse! { $fuel $($rest)* }
    };
}
